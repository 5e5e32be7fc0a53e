package dev.fuota.emulators.modem;

import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.agent.mac.Mac;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An STM32WL with ST's AT_Slave, a MAC of this product inside. Without multicast; with a session it
 * takes no region and no key; nothing is stored, as {@code AT+CS} is not known here.
 */
public final class AtSlave extends TextModem {
  private static final int INPUT_MAX = 539;
  private static final Duration START = Duration.ofMillis(300);
  private static final String OK = "OK";
  private static final String ERROR = "AT_ERROR";
  private static final String PARAMETER = "AT_PARAM_ERROR";
  private static final String NOT_JOINED = "AT_NO_NETWORK_JOINED";
  private static final String BYTES_8 = "(?:[0-9A-F]{2}:){7}[0-9A-F]{2}";
  private static final String BYTES_16 = "(?:[0-9A-F]{2}:){15}[0-9A-F]{2}";

  private static final Map<String, Region> BANDS =
      Map.of(
          "0", Region.AS923_1,
          "1", Region.AU915,
          "5", Region.EU868,
          "7", Region.IN865,
          "8", Region.US915);

  /** What cannot be changed in a session. */
  private static final Map<String, String> KEYS =
      Map.of(
          "DEUI", BYTES_8,
          "APPEUI", BYTES_8,
          "APPKEY", BYTES_16,
          "NWKKEY", BYTES_16,
          "NWKSKEY", BYTES_16,
          "APPSKEY", BYTES_16,
          "DADDR", "(?:[0-9A-F]{2}:){3}[0-9A-F]{2}");

  private final Map<String, String> values = new HashMap<>();
  private final Scheduler scheduler;
  private boolean joins = true;
  private boolean joining;
  private boolean sending;
  private boolean confirmed;

  /** A modem that was just switched on. */
  public AtSlave(ModemParts parts) {
    super(INPUT_MAX, parts);
    this.scheduler = parts.scheduler();
    begin();
  }

  private void begin() {
    values.put("BAND", "5");
    values.put("CLASS", "A");
    values.put("ADR", "1");
    values.put("DR", "0");
    values.put("DEUI", "00:80:E1:15:00:00:00:01");
    values.put("APPEUI", "01:01:01:01:01:01:01:01");
    values.put("DADDR", "00:00:00:01");
    for (String key : new String[] {"APPKEY", "NWKKEY", "NWKSKEY", "APPSKEY"}) {
      values.put(key, "2B:7E:15:16:28:AE:D2:A6:AB:F7:15:88:09:CF:4F:3C");
    }
  }

  private String get(String name) {
    return values.getOrDefault(name, "");
  }

  private void line(String text) {
    say(text + "\r\n");
  }

  /** How a command ended stands behind an empty line. */
  private void end(String word) {
    say("\r\n" + word + "\r\n");
  }

  @Override
  void onTooLong() {
    end("AT_TEST_PARAM_OVERFLOW");
  }

  @Override
  void sayYes(String command) {
    end(OK);
  }

  @Override
  void restart() {
    device().stop();
    begin();
    joining = false;
    sending = false;
    scheduler.after(
        START,
        () -> {
          version();
          line("ATtention command interface");
          line("AT? to list all available functions");
        });
  }

  private void version() {
    line("APPLICATION_VERSION: V1.3.1");
    line("MW_LORAWAN_VERSION:  V2.5.0");
    line("MW_RADIO_VERSION:    V1.3.0");
    line("L2_SPEC_VERSION:     V1.0.4");
    line("RP_SPEC_VERSION:     V2-1.0.1");
  }

  @Override
  void perform(String command) {
    if (!command.startsWith("AT")) {
      end(ERROR);
    } else if (command.equals("AT")) {
      end(OK);
    } else if (command.equals("ATZ")) {
      restart();
    } else if (command.endsWith("=?")) {
      end(read(command.substring("AT+".length(), command.length() - 2)));
    } else if (command.contains("=")) {
      int equals = command.indexOf('=');
      end(set(command.substring("AT+".length(), equals), command.substring(equals + 1)));
    } else {
      end(command.equals("AT+LINKC") && device().isJoined() ? linkCheck() : ERROR);
    }
  }

  private String linkCheck() {
    device().mac().ifPresent(Mac::requestLinkCheck);
    return OK;
  }

  private String read(String name) {
    switch (name) {
      case "VER" -> version();
      case "BAND" -> line(get("BAND") + ":" + region().toString().replaceAll("-.*", ""));
      case "DR" -> line(Integer.toString(device().mac().map(Mac::uplinkRate).orElse(rate())));
      default -> {
        if (!values.containsKey(name)) {
          return ERROR;
        }
        line(get(name));
      }
    }
    return OK;
  }

  private Region region() {
    return BANDS.getOrDefault(get("BAND"), Region.EU868);
  }

  private int rate() {
    return Integer.parseInt(get("DR"));
  }

  private String set(String name, String value) {
    return switch (name) {
      case "JOIN" -> join(value);
      case "SEND" -> send(value.split(":", -1));
      case "CLASS" -> setClass(value);
      case "BAND" ->
          device().isJoined() || !BANDS.containsKey(value) ? PARAMETER : keep(name, value);
      case "ADR" -> value.matches("[01]") ? keep(name, value) : PARAMETER;
      case "DR" -> setRate(value);
      default -> setKey(name, value.toUpperCase(Locale.ROOT));
    };
  }

  private String keep(String name, String value) {
    values.put(name, value);
    return OK;
  }

  private String setRate(String value) {
    if (!Rui3Settings.isNumber(value, 0, 15)) {
      return PARAMETER;
    }
    boolean known = region().uplinkRate(Integer.parseInt(value)).isPresent();
    return get("ADR").equals("1") || !known ? ERROR : keep("DR", value);
  }

  private String setKey(String name, String value) {
    if (!KEYS.containsKey(name)) {
      return ERROR;
    }
    if (!value.matches(KEYS.getOrDefault(name, ""))) {
      return PARAMETER;
    }
    return device().isJoined() ? ERROR : keep(name, value);
  }

  /** Busy is told by the same word as all else that is wrong. */
  private String setClass(String value) {
    if (!value.matches("[ABC]")) {
      return PARAMETER;
    }
    if (value.equals("B")) {
      return "AT_NO_CLASS_B_ENABLE";
    }
    if (device().mac().isPresent() && turnedAway()) {
      return ERROR;
    }
    if (!device().isJoined()) {
      return NOT_JOINED;
    }
    if (!value.equals(get("CLASS"))) {
      values.put("CLASS", value);
      device().become(value.equals("C") ? DeviceClass.C : DeviceClass.A);
      line("+EVT:SWITCH_TO_CLASS_" + value);
    }
    return OK;
  }

  /** Says OK also when nothing is sent. */
  private String join(String value) {
    if (!value.matches("[01]")) {
      return PARAMETER;
    }
    if (!device().isBusy()) {
      joins = value.equals("1");
      joining = true;
      values.put("CLASS", "A");
      device().join(config());
    }
    return OK;
  }

  private MacConfig config() {
    return MacConfigs.of(
        region(),
        joins
            ? MacConfigs.otaa(plain("DEUI"), plain("APPEUI"), plain("NWKKEY"))
            : MacConfigs.personalised(plain("DADDR"), plain("NWKSKEY"), plain("APPSKEY")),
        rate(),
        get("ADR").equals("1"),
        OptionalInt.empty());
  }

  private String plain(String name) {
    return get(name).replace(":", "");
  }

  @Override
  public void onJoined() {
    if (joining) {
      joining = false;
      line("+EVT:JOINED");
    }
  }

  @Override
  public void onJoinFailed() {
    device().stop();
    joining = false;
    line("+EVT:JOIN FAILED");
  }

  private String send(String[] parts) {
    boolean form =
        parts.length == 3
            && Rui3Settings.isNumber(parts[0], 1, 223)
            && parts[1].matches("[01]")
            && parts[2].length() % 2 == 0
            && Rui3Settings.isHex(parts[2]);
    if (!form) {
      return PARAMETER;
    }
    Optional<Mac> mac = device().mac().filter(it -> !device().isJoining());
    if (mac.isEmpty()) {
      return NOT_JOINED;
    }
    if (turnedAway()) {
      return "AT_BUSY_ERROR";
    }
    if (restricted()) {
      return "AT_DUTYCYCLE_RESTRICTED";
    }
    byte[] payload = Bytes.fromHex(parts[2]).toArray();
    if (payload.length > mac.get().maxPayload()) {
      return ERROR;
    }
    sending = true;
    confirmed = parts[1].equals("1");
    mac.get().send(Integer.parseInt(parts[0]), payload, confirmed);
    return OK;
  }

  @Override
  public void onDownlink(Downlink downlink, ModemDevice.Window window, Quality quality) {
    byte[] payload = downlink.payload();
    if (payload.length > 0) {
      String hex = Bytes.of(payload).toHex().toUpperCase(Locale.ROOT);
      line(String.format(Locale.ROOT, "+EVT:%d:%02X:%s", downlink.fPort(), payload.length, hex));
    }
    line(
        String.format(
            Locale.ROOT,
            "+EVT:RX_%s, PORT %d, DR 0, RSSI %d, SNR %d",
            slot(window),
            downlink.fPort(),
            quality.rssiDbm(),
            quality.snrDb()));
  }

  private static String slot(ModemDevice.Window window) {
    return switch (window) {
      case RX1 -> "1";
      case RX2 -> "2";
      case RXC -> "C";
      case RXB -> "P";
    };
  }

  @Override
  public void onLinkCheck(int marginDb, int gateways, Quality quality) {
    line(
        String.format(
            Locale.ROOT,
            "+EVT:RX_1, PORT 0, DR 0, RSSI %d, SNR %d, DMODM %d, GWN %d",
            quality.rssiDbm(),
            quality.snrDb(),
            marginDb,
            gateways));
  }

  @Override
  public void onUplinkDone(boolean acknowledged) {
    if (sending && confirmed && acknowledged) {
      line("+EVT:SEND_CONFIRMED");
    }
    sending = false;
  }
}
