package dev.fuota.emulators.modem;

import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.agent.mac.Mac;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.radio.Quality;
import dev.fuota.protocol.codec.Bytes;
import java.util.Locale;
import java.util.Optional;

/**
 * A Wio-E5 with Seeed's AT firmware, a MAC of this product inside. What of its dialogue is known
 * from devices, and what from the manual only, says the package of its driver. Group and RX2 are
 * taken when class C begins, the strictest reading; RX2 behind uplinks stays the network's.
 */
public final class WioE5 extends TextModem {
  private static final int INPUT_MAX = 528;
  private static final long RESTRICTION_MS = 1500;
  private static final int GROUP = 0;
  private static final String PARAMETER = "ERROR(-1)";
  private static final String BUSY = "LoRaWAN modem is busy";
  private static final String NOT_JOINED = "Please join network first";

  private final boolean marks;
  private final WioSettings settings = new WioSettings();

  /** The command whose lines go on: JOIN, MSGHEX or CMSGHEX; empty: none. */
  private String underWay = "";

  /**
   * A modem that was just switched on.
   *
   * @param marks whether it says of a downlink to a group that it is one
   */
  public WioE5(boolean marks, ModemParts parts) {
    super(INPUT_MAX, parts);
    this.marks = marks;
  }

  /** Its second window, as {@code AT+RXWIN2} tells it. */
  public String rx2() {
    return rx2("");
  }

  /** Nothing is said, and the session is lost. */
  @Override
  void restart() {
    device().stop();
    underWay = "";
  }

  @Override
  void onTooLong() {
    say("AT", "ERROR(-20)");
  }

  private void say(String name, String text) {
    say("+" + name + ": " + text + "\r\n");
  }

  private static String name(String line) {
    String upper = line.strip().toUpperCase(Locale.ROOT);
    int equals = upper.indexOf('=');
    return (equals < 0 ? upper : upper.substring(0, equals)).replaceFirst("^AT\\+", "");
  }

  @Override
  void sayYes(String line) {
    say(name(line), "OK");
  }

  @Override
  void perform(String line) {
    String upper = line.strip().toUpperCase(Locale.ROOT);
    int equals = upper.indexOf('=');
    String name = name(line);
    String value = equals < 0 ? "" : upper.substring(equals + 1).replaceAll("[\\s\"]", "");
    switch (name) {
      case "AT" -> say("AT", "OK");
      case "VER" -> say("VER", "4.0.11");
      case "MODE" -> say("MODE", keep("MODE", value, "LWOTAA|LWABP"));
      case "ADR" -> say("ADR", keep("ADR", value, "ON|OFF"));
      case "PORT" -> say("PORT", keep("PORT", value, "[1-9]\\d{0,2}"));
      case "CLASS" -> say("CLASS", deviceClass(value));
      case "DR" -> dataRate(value);
      case "CH" -> say("CH", channels(value));
      case "ID" -> identity(value);
      case "KEY" -> say("KEY", key(value));
      case "RXWIN2" -> say("RXWIN2", rx2(value));
      case "LW" -> say("LW", lorawan(value));
      case "JOIN" -> join(value);
      case "MSGHEX", "CMSGHEX" -> send(name, value);
      default -> say(name.isEmpty() ? "AT" : name, "ERROR(-10)");
    }
  }

  private String keep(String name, String value, String form) {
    if (value.isEmpty()) {
      return settings.get(name);
    }
    if (!value.matches(form)) {
      return PARAMETER;
    }
    settings.put(name, value);
    return value;
  }

  private void dataRate(String value) {
    if (WioSettings.BANDS.containsKey(value)) {
      settings.become(value);
      say("DR", value);
      return;
    }
    String digits = value.replaceFirst("^DR", "");
    if (!value.isEmpty()) {
      boolean known =
          Rui3Settings.isNumber(digits, 0, 15)
              && settings.region().uplinkRate(Integer.parseInt(digits)).isPresent();
      if (!known) {
        say("DR", PARAMETER);
        return;
      }
      settings.dataRate = Integer.parseInt(digits);
    }
    say("DR", "DR" + settings.dataRate);
    say("DR", settings.scheme());
  }

  private String channels(String value) {
    if (!value.matches("NUM,\\d{1,2}-\\d{1,2}")) {
      return PARAMETER;
    }
    settings.put("CH", value.substring("NUM,".length()));
    return "NUM, " + settings.get("CH");
  }

  private void identity(String value) {
    String[] parts = value.split(",", 2);
    boolean known = parts[0].matches("DEVEUI|APPEUI|DEVADDR");
    int digits = parts[0].equals("DEVADDR") ? 8 : 16;
    boolean sets = parts.length == 2;
    if (!known || (sets && (parts[1].length() != digits || !Rui3Settings.isHex(parts[1])))) {
      say("ID", PARAMETER);
      return;
    }
    if (sets) {
      settings.put(parts[0], parts[1]);
    }
    String shown = settings.get(parts[0]).replaceAll("(..)(?!$)", "$1:");
    String name =
        switch (parts[0]) {
          case "DEVEUI" -> "DevEui";
          case "APPEUI" -> "AppEui";
          default -> "DevAddr";
        };
    say("ID", name + ", " + shown);
  }

  private String key(String value) {
    String[] parts = value.split(",", 2);
    if (parts.length != 2
        || !parts[0].matches("APPKEY|NWKSKEY|APPSKEY")
        || parts[1].length() != 32
        || !Rui3Settings.isHex(parts[1])) {
      return PARAMETER;
    }
    settings.put(parts[0], parts[1]);
    return parts[0] + " " + parts[1];
  }

  /** It is set in MHz, and answers in Hz. */
  private String rx2(String value) {
    if (!value.isEmpty()) {
      if (!value.matches("\\d{3}(\\.\\d{1,6})?,DR\\d{1,2}")) {
        return PARAMETER;
      }
      String[] parts = value.split(",DR", -1);
      settings.rx2FrequencyHz = (int) Math.round(Double.parseDouble(parts[0]) * 1e6);
      settings.rx2Rate = Integer.parseInt(parts[1]);
    }
    return settings.rx2FrequencyHz + ",DR" + settings.rx2Rate;
  }

  private String lorawan(String value) {
    if (value.equals("LEN")) {
      int most =
          device()
              .mac()
              .map(Mac::maxPayload)
              .orElseGet(() -> settings.region().maxPayload(settings.dataRate, false));
      return "LEN, " + most;
    }
    String[] parts = value.split(",");
    if (!parts[0].equals("MC")) {
      return PARAMETER;
    }
    WioSettings.Group old = settings.group;
    if (parts.length == 2 && parts[1].equals("OFF")) {
      settings.group = new WioSettings.Group(false, old.address(), "", "", 0);
      device().deleteGroup(GROUP);
    } else if (parts.length == 6 && parts[1].equals("ON")) {
      return addGroup(parts);
    } else if (parts.length != 1) {
      return PARAMETER;
    }
    WioSettings.Group now = settings.group;
    return "MC, "
        + (now.on() ? "ON" : "OFF")
        + ", "
        + now.address().toLowerCase(Locale.ROOT)
        + ", "
        + now.counter();
  }

  private String addGroup(String[] parts) {
    boolean form =
        parts[2].matches("[0-9A-F]{8}")
            && parts[3].matches("[0-9A-F]{32}")
            && parts[4].matches("[0-9A-F]{32}")
            && Rui3Settings.isNumber(parts[5], 0, Integer.MAX_VALUE);
    if (!form) {
      return PARAMETER;
    }
    settings.group =
        new WioSettings.Group(true, parts[2], parts[3], parts[4], Long.parseLong(parts[5]));
    device()
        .defineGroup(
            new MulticastGroup(
                GROUP,
                Bytes.fromHex(parts[2]).asBuffer().getInt(),
                Bytes.fromHex(parts[4]).toArray(),
                Bytes.fromHex(parts[3]).toArray(),
                Long.parseLong(parts[5]),
                0xffff_ffffL,
                MulticastGroup.NONE));
    return "MC, ON, " + parts[2].toLowerCase(Locale.ROOT) + ", " + parts[5];
  }

  private String deviceClass(String value) {
    if (!value.isEmpty() && turnedAway()) {
      return BUSY;
    }
    String before = settings.get("CLASS");
    String answer = keep("CLASS", value, "A|C");
    if (!answer.equals(before)) {
      applyClass();
    }
    return answer;
  }

  private void applyClass() {
    Optional<Mac> mac = device().mac();
    boolean inC = settings.get("CLASS").equals("C");
    mac.ifPresent(
        it -> {
          it.closeClassC(GROUP);
          it.become(inC ? DeviceClass.C : DeviceClass.A);
          if (inC && settings.group.on()) {
            it.openClassC(GROUP, settings.rx2FrequencyHz, settings.rx2Rate);
          }
        });
  }

  private void join(String value) {
    if (!settings.joins()) {
      say("JOIN", "ERROR(-12)");
    } else if (device().isJoined() && !value.equals("FORCE")) {
      say("JOIN", "Joined already");
    } else if (turnedAway()) {
      say("JOIN", BUSY);
    } else {
      underWay = "JOIN";
      say("JOIN", "Start");
      say("JOIN", value.equals("FORCE") ? "FORCE" : "NORMAL");
      device().join(settings.macConfig());
    }
  }

  @Override
  public void onJoined() {
    applyClass();
    if (underWay.equals("JOIN")) {
      underWay = "";
      say("JOIN", "Network joined");
      say("JOIN", "NetID 000013 DevAddr 26:01:1B:DA");
      say("JOIN", "Done");
    }
  }

  @Override
  public void onJoinFailed() {
    device().stop();
    underWay = "";
    say("JOIN", "Join failed");
    say("JOIN", "Done");
  }

  private void send(String name, String hex) {
    if (hex.length() % 2 != 0 || !Rui3Settings.isHex(hex)) {
      say(name, PARAMETER);
      return;
    }
    if (device().mac().isEmpty() && !settings.joins()) {
      device().resume(settings.macConfig());
    }
    Optional<Mac> mac = device().mac().filter(it -> !device().isJoining());
    if (mac.isEmpty()) {
      say(name, NOT_JOINED);
    } else if (turnedAway() || !(mac.get().ready() || !mac.get().closedFor().isZero())) {
      say(name, BUSY);
    } else if (restricted()) {
      say(
          name,
          "No band in " + Math.max(RESTRICTION_MS, mac.get().closedFor().toMillis() + 1) + "ms");
    } else if (hex.length() / 2 > mac.get().maxPayload()) {
      say(name, "Length error " + mac.get().maxPayload());
    } else {
      underWay = name;
      say(name, "Start");
      if (name.equals("CMSGHEX")) {
        say(name, "Wait ACK");
      }
      byte[] payload = Bytes.fromHex(hex).toArray();
      mac.get().send(Integer.parseInt(settings.get("PORT")), payload, name.equals("CMSGHEX"));
    }
  }

  @Override
  public void onDownlink(Downlink downlink, ModemDevice.Window window, Quality quality) {
    String name = underWay.isEmpty() ? "MSG" : underWay;
    if (marks && !downlink.unicast()) {
      say(name, "MULTICAST");
    }
    if (downlink.payload().length > 0) {
      String hex = Bytes.of(downlink.payload()).toHex().toUpperCase(Locale.ROOT);
      say(name, "PORT: " + downlink.fPort() + "; RX: \"" + hex + "\"");
    }
    int number = window == ModemDevice.Window.RX1 ? 1 : 2;
    say(name, "RXWIN" + number + ", RSSI " + quality.rssiDbm() + ", SNR " + quality.snrDb());
    if (underWay.isEmpty()) {
      say(name, "Done");
    }
  }

  @Override
  public void onUplinkDone(boolean acknowledged) {
    if (underWay.isEmpty()) {
      return; // of its own making
    }
    String name = underWay;
    underWay = "";
    if (acknowledged) {
      say(name, "ACK Received");
    }
    say(name, "Done");
  }
}
