package dev.fuota.emulators.modem;

import dev.fuota.agent.mac.MacConfig;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What a Murata module with lora-modem keeps in its EEPROM. */
final class MurataSettings {
  private static final Map<String, Region> BANDS =
      Map.of(
          "0", Region.AS923_1,
          "1", Region.AU915,
          "5", Region.EU868,
          "7", Region.IN865,
          "8", Region.US915);

  /** A number for a region that is not in the build. */
  private static final String EVERY_BAND = "\\d";

  private static final Map<String, String> FORMS =
      Map.ofEntries(
          Map.entry("CLASS", "[02]"),
          Map.entry("MODE", "[01]"),
          Map.entry("ADR", "[01]"),
          Map.entry("DR", "\\d|1[0-5]"),
          Map.entry("DFORMAT", "[01]"),
          Map.entry("CHMASK", "(?:[0-9A-F]{2}){2}|(?:[0-9A-F]{2}){9}"),
          Map.entry("DEVADDR", "[0-9A-F]{8}"),
          Map.entry("DEVEUI", "[0-9A-F]{16}"),
          Map.entry("APPEUI", "[0-9A-F]{16}"),
          Map.entry("APPKEY", "[0-9A-F]{32}"),
          Map.entry("NWKSKEY", "[0-9A-F]{32}"),
          Map.entry("APPSKEY", "[0-9A-F]{32}"));

  private final Map<String, String> values = new HashMap<>();
  private final Map<Integer, String[]> groups = new TreeMap<>();

  MurataSettings() {
    become("5", "323838377B308503");
    values.put("MODE", "0"); // as it leaves the factory
  }

  /** Another region puts all back but the DevEUI. */
  void become(String band, String devEui) {
    values.clear();
    groups.clear();
    values.put("BAND", band);
    values.put("CLASS", "0");
    values.put("MODE", "0");
    values.put("ADR", "1");
    values.put("DFORMAT", "0");
    values.put("DR", Integer.toString(region().defaultUplinkRate()));
    values.put("CHMASK", region().fixedChannels() ? "FFFFFFFFFFFFFFFFFF" : "0700");
    values.put("DEVEUI", devEui);
    values.put("APPEUI", "0101010101010101");
    values.put("DEVADDR", "02000001");
    values.put("APPKEY", "2B7E151628AED2A6ABF7158809CF4F3C");
    values.put("NWKSKEY", "2B7E151628AED2A6ABF7158809CF4F3C");
    values.put("APPSKEY", "2B7E151628AED2A6ABF7158809CF4F3C");
  }

  static boolean isBand(String value) {
    return BANDS.containsKey(value);
  }

  static boolean isAnyBand(String value) {
    return value.matches(EVERY_BAND);
  }

  boolean has(String name) {
    return FORMS.containsKey(name);
  }

  static boolean fits(String name, String value) {
    return value.matches(FORMS.getOrDefault(name, "x"));
  }

  String get(String name) {
    return values.getOrDefault(name, "");
  }

  void put(String name, String value) {
    values.put(name, value);
  }

  Region region() {
    return BANDS.getOrDefault(get("BAND"), Region.EU868);
  }

  /** As {@code AT+MCAST?} tells them. */
  String listed() {
    StringBuilder list = new StringBuilder(Integer.toString(groups.size()));
    groups.forEach((id, parts) -> list.append(';').append(String.join(",", parts)));
    return list.toString();
  }

  void putGroup(String[] parts) {
    groups.put(Integer.parseInt(parts[0]), parts);
  }

  /** Whether there was one. */
  boolean removeGroup(int id) {
    return groups.remove(id) != null;
  }

  List<MulticastGroup> groups() {
    return groups.values().stream().map(MurataSettings::group).toList();
  }

  private static MulticastGroup group(String[] parts) {
    return new MulticastGroup(
        Integer.parseInt(parts[0]),
        Bytes.fromHex(parts[1]).asBuffer().getInt(),
        Bytes.fromHex(parts[3]).toArray(),
        Bytes.fromHex(parts[2]).toArray(),
        0,
        0xffff_ffffL,
        MulticastGroup.NONE);
  }

  boolean joins() {
    return get("MODE").equals("1");
  }

  /** Eight narrow channels and their wide one are a sub-band. */
  private OptionalInt subBand() {
    String mask = get("CHMASK");
    for (int band = 1; region().fixedChannels() && band <= 8; band++) {
      String one =
          "00".repeat(band - 1)
              + "FF"
              + "00".repeat(8 - band)
              + String.format(Locale.ROOT, "%02X", 1 << (band - 1));
      if (mask.equals(one)) {
        return OptionalInt.of(band);
      }
    }
    return OptionalInt.empty();
  }

  MacConfig macConfig(int dataRate) {
    return MacConfigs.of(
        region(),
        joins()
            ? MacConfigs.otaa(get("DEVEUI"), get("APPEUI"), get("APPKEY"))
            : MacConfigs.personalised(get("DEVADDR"), get("NWKSKEY"), get("APPSKEY")),
        dataRate,
        get("ADR").equals("1"),
        subBand());
  }
}
