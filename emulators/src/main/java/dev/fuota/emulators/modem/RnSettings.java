package dev.fuota.emulators.modem;

import dev.fuota.agent.mac.MacConfig;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** What an RN2483 or RN2903 was told, in RAM. */
final class RnSettings {
  private static final int CHANNELS = 72;
  private static final int WIDE = 64;
  private static final int BANK = 8;

  /** How many hexadecimal digits a setting has. */
  private static final Map<String, Integer> DIGITS =
      Map.of(
          "deveui",
          16,
          "appeui",
          16,
          "appkey",
          32,
          "mcastdevaddr",
          8,
          "mcastappskey",
          32,
          "mcastnwkskey",
          32);

  private final String chip;
  private final String version;
  private final Map<String, String> values = new HashMap<>();
  private final BitSet channels = new BitSet(CHANNELS);

  RnSettings(String chip, String version) {
    this.chip = chip;
    this.version = version;
    forget();
  }

  boolean isEuropean() {
    return chip.equals("RN2483");
  }

  private Region region() {
    return isEuropean() ? Region.EU868 : Region.US915;
  }

  String banner() {
    return chip + " " + version + " Oct 31 2018 15:06:52";
  }

  /** As it leaves the factory. */
  void forget() {
    values.clear();
    values.put("deveui", "0004A30B001A2B3C");
    values.put("appeui", "0000000000000000");
    values.put("adr", "off");
    values.put("class", "a");
    values.put("mcast", "off");
    values.put("mcastdevaddr", "00000000");
    values.put("mcastdnctr", "0");
    values.put("dr", Integer.toString(region().defaultUplinkRate()));
    values.put("rx2", region().rx2Rate() + " " + region().rx2FrequencyHz());
    channels.set(0, CHANNELS);
  }

  String get(String name) {
    return values.getOrDefault(name, "");
  }

  void put(String name, String value) {
    values.put(name, value);
  }

  int dataRate() {
    return Integer.parseInt(get("dr"));
  }

  boolean hasKeys() {
    return !get("appkey").isEmpty();
  }

  boolean hasGroup() {
    return !get("mcastappskey").isEmpty()
        && !get("mcastnwkskey").isEmpty()
        && !get("mcastdevaddr").equals("00000000");
  }

  /** {@code mac set name value…}; whether it was of the right form. */
  boolean set(String[] words) {
    String value = words[3];
    boolean good =
        switch (words[2]) {
          case "deveui", "appeui", "appkey", "mcastdevaddr", "mcastappskey", "mcastnwkskey" ->
              value.length() == DIGITS.getOrDefault(words[2], 0) && Rui3Settings.isHex(value);
          case "adr" -> value.matches("on|off");
          case "mcastdnctr" -> Rui3Settings.isNumber(value, 0, Integer.MAX_VALUE);
          case "dr" ->
              Rui3Settings.isNumber(value, 0, 7)
                  && region().uplinkRate(Integer.parseInt(value)).isPresent();
          case "rx2" -> words.length == 5 && isChannel(value, words[4]);
          case "ch" -> words.length == 6 && words[3].equals("status") && setChannel(words);
          default -> false;
        };
    if (good && !words[2].equals("ch")) {
      put(words[2], words[2].equals("rx2") ? value + " " + words[4] : value);
    }
    return good;
  }

  private boolean isChannel(String rate, String frequency) {
    return Rui3Settings.isNumber(rate, 0, 15)
        && region().downlinkRate(Integer.parseInt(rate)).isPresent()
        && (isEuropean()
            ? Rui3Settings.isNumber(frequency, 863_000_000, 870_000_000)
            : Rui3Settings.isNumber(frequency, 923_300_000, 927_500_000));
  }

  private boolean setChannel(String[] words) {
    boolean good =
        !isEuropean()
            && Rui3Settings.isNumber(words[4], 0, CHANNELS - 1)
            && words[5].matches("on|off");
    if (good) {
      channels.set(Integer.parseInt(words[4]), words[5].equals("on"));
    }
    return good;
  }

  /** Eight narrow channels and their wide one are a sub-band. */
  private OptionalInt subBand() {
    int first = channels.nextSetBit(0);
    BitSet band = new BitSet(CHANNELS);
    band.set(first, first + BANK);
    band.set(WIDE + first / BANK);
    return channels.equals(band) ? OptionalInt.of(first / BANK + 1) : OptionalInt.empty();
  }

  MacConfig macConfig() {
    return MacConfigs.of(
        region(),
        MacConfigs.otaa(get("deveui"), get("appeui"), get("appkey")),
        dataRate(),
        get("adr").equals("on"),
        isEuropean() ? OptionalInt.empty() : subBand());
  }
}
