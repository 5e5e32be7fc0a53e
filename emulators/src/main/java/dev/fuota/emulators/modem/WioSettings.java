package dev.fuota.emulators.modem;

import dev.fuota.agent.mac.MacConfig;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** What a Wio-E5 keeps in flash. */
final class WioSettings {
  static final Map<String, Region> BANDS =
      Map.of(
          "EU868",
          Region.EU868,
          "US915",
          Region.US915,
          "AU915",
          Region.AU915,
          "AS923",
          Region.AS923_1,
          "IN865",
          Region.IN865);

  private static final int BANK = 8;

  private final Map<String, String> values = new HashMap<>();
  private String band = "EU868";
  int rx2FrequencyHz;
  int rx2Rate;
  int dataRate;

  /** A multicast group; empty address: there was none yet. */
  record Group(boolean on, String address, String nwkSKey, String appSKey, long counter) {}

  Group group = new Group(false, "00000000", "", "", 0);

  WioSettings() {
    values.put("MODE", "LWABP"); // as it leaves the factory
    values.put("ADR", "ON");
    values.put("CLASS", "A");
    values.put("PORT", "8");
    values.put("DEVEUI", "2CF7F12032300001");
    values.put("APPEUI", "8000000000000006");
    values.put("DEVADDR", "32300001");
    values.put("APPKEY", "2B7E151628AED2A6ABF7158809CF4F3C");
    values.put("NWKSKEY", "2B7E151628AED2A6ABF7158809CF4F3C");
    values.put("APPSKEY", "2B7E151628AED2A6ABF7158809CF4F3C");
    become("EU868");
  }

  String get(String name) {
    return values.getOrDefault(name, "");
  }

  void put(String name, String value) {
    values.put(name, value);
  }

  /** Another region puts its channels, windows and data rate back. */
  void become(String other) {
    band = other;
    values.put("CH", region().fixedChannels() ? "0-71" : "0-2");
    rx2FrequencyHz = region().rx2FrequencyHz();
    rx2Rate = region().rx2Rate();
    dataRate = region().defaultUplinkRate();
  }

  Region region() {
    return BANDS.getOrDefault(band, Region.EU868);
  }

  /** As in {@code EU868 DR0 SF12 BW125K}. */
  String scheme() {
    DataRate rate = region().uplinkRate(dataRate).orElseThrow();
    return band
        + " DR"
        + dataRate
        + " SF"
        + rate.spreadingFactor()
        + " BW"
        + rate.bandwidthHz() / 1000
        + "K";
  }

  /** Eight narrow channels of a fixed plan are a sub-band. */
  private OptionalInt subBand() {
    String[] ends = get("CH").split("-", -1);
    int first = Integer.parseInt(ends[0]);
    int last = Integer.parseInt(ends[ends.length - 1]);
    int number = first / BANK + 1;
    boolean whole = first % BANK == 0 && last == first + BANK - 1;
    return whole && region().hasSubBand(number) ? OptionalInt.of(number) : OptionalInt.empty();
  }

  MacConfig macConfig() {
    return MacConfigs.of(
        region(),
        joins()
            ? MacConfigs.otaa(get("DEVEUI"), get("APPEUI"), get("APPKEY"))
            : MacConfigs.personalised(get("DEVADDR"), get("NWKSKEY"), get("APPSKEY")),
        dataRate,
        get("ADR").equals("ON"),
        subBand());
  }

  boolean joins() {
    return get("MODE").equals("LWOTAA");
  }
}
