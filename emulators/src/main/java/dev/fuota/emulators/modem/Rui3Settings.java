package dev.fuota.emulators.modem;

import static dev.fuota.emulators.modem.Rui3Command.OK;
import static dev.fuota.emulators.modem.Rui3Command.PARAM_ERROR;

import dev.fuota.agent.mac.Activation;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.agent.mac.MacHabits;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a modem with RUI3 keeps in flash: all but groups, which have a place of their own. */
final class Rui3Settings {
  private static final int BAND_EU868 = 4;

  /** AT+BAND: those whose channels this product does not know are not here. */
  private static final Map<Integer, Region> BANDS =
      Map.of(
          3,
          Region.IN865,
          BAND_EU868,
          Region.EU868,
          5,
          Region.US915,
          6,
          Region.AU915,
          8,
          Region.AS923_1,
          9,
          Region.AS923_2,
          10,
          Region.AS923_3,
          11,
          Region.AS923_4);

  private static final int BAND_MAX = 12;

  private final Map<String, String> values = new HashMap<>();

  Rui3Settings() {
    restore();
  }

  /** As it left the factory. */
  void restore() {
    values.clear();
    put("DEVEUI", "AC1F09FFFE000000");
    put("APPEUI", "AC1F09FFF9153172");
    put("APPKEY", "AC1F09FFFE000000AC1F09FFF9153172");
    put("APPSKEY", "0".repeat(32));
    put("NWKSKEY", "0".repeat(32));
    put("DEVADDR", "00000000");
    put("NETID", "000000");
    put("NWM", "1");
    put("NJM", "1");
    put("BAND", Integer.toString(BAND_EU868));
    put("CLASS", "A");
    put("CFM", "0");
    put("RETY", "0");
    put("ADR", "1");
    put("DR", "0");
    put("TXP", "0");
    put("DCS", "1");
    put("LINKCHECK", "0");
    put("PGSLOT", "7");
    put("MASK", "0000");
    put("CHE", "0");
    put("CHS", "0");
    put("JOIN", "0:0:8:0");
    put("ECHO", "0");
    put("BAUD", "115200");
  }

  String get(String name) {
    return values.getOrDefault(name, "");
  }

  int number(String name) {
    return Integer.parseInt(get(name));
  }

  void put(String name, String value) {
    values.put(name, value);
  }

  Region region() {
    return Optional.ofNullable(BANDS.get(number("BAND"))).orElse(Region.EU868);
  }

  /** What its MAC is with these */
  MacConfig macConfig() {
    Region region = region();
    MacConfig config = MacConfig.of(region, activation());
    int rate = number("DR");
    return config
        .withDataRate(
            region.uplinkRate(rate).isPresent() ? rate : region.defaultUplinkRate(),
            number("ADR") == 1)
        .withHabits(
            MacHabits.USUAL.withJoinSpread(Duration.ZERO).impatient().withSubBand(subBand()));
  }

  private Activation activation() {
    if (number("NJM") == 1) {
      return new Activation.Otaa(
          Eui.fromHex(get("DEVEUI")),
          Eui.fromHex(get("APPEUI")),
          new JoinKeys(AesKey.fromHex(get("APPKEY"))));
    }
    return new Activation.Personalised(
        DevAddr.fromHex(get("DEVADDR")),
        new SessionKeys(AesKey.fromHex(get("NWKSKEY")), AesKey.fromHex(get("APPSKEY"))));
  }

  /** The commands that do no more than keep a value. */
  List<Rui3Command> commands() {
    List<Rui3Command> all = new ArrayList<>();
    all.add(hex("DEVEUI", 16));
    all.add(hex("APPEUI", 16));
    all.add(hex("APPKEY", 32));
    all.add(hex("APPSKEY", 32));
    all.add(hex("NWKSKEY", 32));
    all.add(hex("DEVADDR", 8));
    all.add(hex("NETID", 6));
    all.add(Rui3Command.setting("MASK", true, () -> get("MASK"), this::setMask));
    all.add(number("NJM", 1));
    all.add(number("CFM", 1));
    all.add(number("RETY", 7));
    all.add(number("ADR", 1));
    all.add(number("TXP", 14));
    all.add(number("DCS", 1));
    all.add(number("LINKCHECK", 2));
    all.add(number("PGSLOT", 7));
    all.add(number("CHE", 255));
    all.add(number("CHS", 1_000_000_000));
    all.add(Rui3Command.setting("BAND", true, () -> get("BAND"), this::setBand));
    all.add(Rui3Command.setting("BAUD", false, () -> get("BAUD"), this::setBaud));
    return all;
  }

  private Rui3Command hex(String name, int digits) {
    return Rui3Command.setting(name, true, () -> get(name), value -> setHex(name, digits, value));
  }

  /** One bit for each sub-band; other regions have none. */
  private String setMask(String value) {
    return region().fixedChannels() ? setHex("MASK", 4, value) : PARAM_ERROR;
  }

  /** The sub-band to which it keeps if its mask has exactly that one; else it uses them all. */
  OptionalInt subBand() {
    int mask = Integer.parseInt(get("MASK"), 16);
    int number = Integer.numberOfTrailingZeros(mask) + 1;
    return Integer.bitCount(mask) == 1 && region().hasSubBand(number)
        ? OptionalInt.of(number)
        : OptionalInt.empty();
  }

  private String setHex(String name, int digits, String value) {
    if (!isHex(value) || value.length() != digits) {
      return PARAM_ERROR;
    }
    put(name, value.toUpperCase(Locale.ROOT));
    return OK;
  }

  private Rui3Command number(String name, int max) {
    return Rui3Command.setting(
        name,
        true,
        () -> get(name),
        value -> {
          if (!isNumber(value, 0, max)) {
            return PARAM_ERROR;
          }
          put(name, value);
          return OK;
        });
  }

  private String setBand(String value) {
    if (!isNumber(value, 0, BAND_MAX)) {
      return PARAM_ERROR;
    }
    if (!BANDS.containsKey(Integer.parseInt(value))) {
      return Rui3Command.UNSUPPORTED_BAND;
    }
    put("BAND", value);
    put("DR", Integer.toString(region().defaultUplinkRate()));
    return OK;
  }

  private String setBaud(String value) {
    if (!isNumber(value, 1200, 115_200)) {
      return PARAM_ERROR;
    }
    put("BAUD", value);
    return OK;
  }

  static boolean isHex(String text) {
    return text.chars().allMatch(digit -> Character.digit(digit, 16) >= 0 && digit < 128);
  }

  static boolean isNumber(String text, int min, int max) {
    if (text.isEmpty()
        || text.length() > 10
        || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
      return false;
    }
    long value = Long.parseLong(text);
    return value >= min && value <= max;
  }
}
