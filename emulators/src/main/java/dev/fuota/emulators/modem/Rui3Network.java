package dev.fuota.emulators.modem;

import static dev.fuota.emulators.modem.Rui3Command.BUSY;
import static dev.fuota.emulators.modem.Rui3Command.NOT_JOINED;
import static dev.fuota.emulators.modem.Rui3Command.OK;
import static dev.fuota.emulators.modem.Rui3Command.PARAM_ERROR;

import dev.fuota.agent.mac.Mac;
import dev.fuota.emulators.modem.ModemDevice.Window;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The LoRaWAN side of a modem with RUI3: what its commands do, and the events that follow. */
final class Rui3Network implements ModemDevice.Owner {
  private static final int PORT_MAX = 223;
  private static final int HEX_MAX = 500;

  /** Behind the windows of the uplink that brought a question, and again while there is no air. */
  private static final Duration UNSEEN = Duration.ofMillis(1500);

  private static final int PERIOD_MIN = 7;
  private static final int OCTET_MAX = 255;

  /** The number in a report of an uplink that nobody acknowledged: no frame came in RX2. */
  private static final int RX2_TIMEOUT = 4;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH'h'mm'm'ss's on 'MM/dd/yyyy", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Rui3Settings settings;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final Consumer<String> events;
  private final Consumer<String> lines;
  private final ModemDevice device;
  private final Rui3Groups groups;
  private final Rui3Listening listening;
  private final Consumer<Downlink> firmware;
  private Instant booted;
  private Optional<Duration> networkOffset = Optional.empty();
  private Scheduler.@Nullable Task nextJoin;
  private int joinsLeft;
  private boolean timeAsked;
  private boolean timeTold;
  private boolean confirmed;
  private boolean acknowledged;
  private boolean silentUplink;
  private boolean trying;
  private int busyLeft;
  private int restrictedLeft;
  private String received = "0:";
  private Quality quality = new Quality(0, 0);

  /**
   * A modem's network side at rest.
   *
   * @param events takes each event, without its line end
   * @param lines takes what is said before the word of an answer
   * @param firmware is shown each downlink after its event
   */
  Rui3Network(
      Rui3Settings settings,
      ModemParts parts,
      Consumer<String> events,
      Consumer<String> lines,
      Consumer<Downlink> firmware) {
    this.settings = settings;
    this.clock = parts.clock();
    this.scheduler = parts.scheduler();
    this.events = events;
    this.lines = lines;
    this.firmware = firmware;
    this.device = new ModemDevice(parts, this);
    this.groups = new Rui3Groups(device, this::isBusy, settings::region);
    this.listening = new Rui3Listening(device, groups);
    this.booted = parts.clock().instant();
  }

  Rui3Groups groups() {
    return groups;
  }

  boolean isJoined() {
    return device.isJoined();
  }

  /** A reset: the session is lost. */
  void reset() {
    stopJoining();
    device.stop();
    booted = clock.instant();
    networkOffset = Optional.empty();
    timeAsked = false;
    if (settings.get("JOIN").split(":", -1)[1].equals("1")) {
      startJoining();
    }
  }

  /** The next commands that need the MAC, or the next uplinks, are turned away. */
  void refuse(int busy, int restricted) {
    busyLeft = busy;
    restrictedLeft = restricted;
  }

  List<Rui3Command> commands() {
    return List.of(
        new Rui3Command("JOIN", true, () -> settings.get("JOIN"), this::join, this::joinAgain),
        Rui3Command.readable("NJS", true, () -> device.isJoined() ? "1" : "0"),
        new Rui3Command("SEND", true, null, this::send, null),
        Rui3Command.setting("CLASS", true, this::deviceClass, this::setClass),
        Rui3Command.setting("DR", true, this::dataRate, this::setDataRate),
        Rui3Command.readable("CFS", true, () -> acknowledged ? "1" : "0"),
        Rui3Command.readable("RECV", true, () -> received),
        Rui3Command.readable("RSSI", true, () -> Integer.toString(quality.rssiDbm())),
        Rui3Command.readable("SNR", true, () -> Integer.toString(quality.snrDb())),
        Rui3Command.setting("TIMEREQ", true, () -> timeAsked ? "1" : "0", this::setTimeRequest),
        Rui3Command.readable("LTIME", true, this::localTime));
  }

  private boolean isBusy() {
    return device.isBusy();
  }

  private boolean turnedAway() {
    if (busyLeft > 0) {
      busyLeft--;
      return true;
    }
    return isBusy();
  }

  private String join(String value) {
    String[] fields = value.split(":", -1);
    String[] before = settings.get("JOIN").split(":", -1);
    int[] max = {1, 1, OCTET_MAX, OCTET_MAX};
    if (fields.length > max.length) {
      return PARAM_ERROR;
    }
    for (int i = 0; i < fields.length; i++) {
      if (!Rui3Settings.isNumber(fields[i], i == 2 ? PERIOD_MIN : 0, max[i])) {
        return PARAM_ERROR;
      }
      before[i] = fields[i];
    }
    settings.put("JOIN", String.join(":", before));
    return before[0].equals("1") ? joinAgain() : stopJoin();
  }

  private String stopJoin() {
    if (device.isJoining()) {
      stopJoining();
      device.stop();
    }
    return OK;
  }

  private String joinAgain() {
    if (turnedAway()) {
      return BUSY;
    }
    startJoining();
    return OK;
  }

  private void startJoining() {
    joinsLeft = Integer.parseInt(settings.get("JOIN").split(":", -1)[3]);
    tryToJoin();
  }

  private void tryToJoin() {
    stopJoining();
    trying = true;
    device.join(settings.macConfig());
  }

  private void stopJoining() {
    trying = false;
    if (nextJoin != null) {
      nextJoin.cancel();
      nextJoin = null;
    }
  }

  @Override
  public void onJoined() {
    trying = false;
    listening.apply(settings.get("CLASS"));
    events.accept("+EVT:JOINED");
  }

  @Override
  public void onJoinFailed() {
    device.stop();
    if (!trying) {
      return;
    }
    if (joinsLeft > 0) {
      joinsLeft--;
      Duration period = Duration.ofSeconds(Long.parseLong(settings.get("JOIN").split(":", -1)[2]));
      nextJoin = scheduler.after(period, this::tryToJoin);
    } else {
      trying = false;
      events.accept("+EVT:JOIN_FAILED_RX_TIMEOUT");
    }
  }

  private String dataRate() {
    return device.mac().map(mac -> Integer.toString(mac.uplinkRate())).orElse(settings.get("DR"));
  }

  private String setDataRate(String value) {
    if (!Rui3Settings.isNumber(value, 0, 15)
        || settings.region().uplinkRate(Integer.parseInt(value)).isEmpty()) {
      return PARAM_ERROR;
    }
    settings.put("DR", value);
    return OK;
  }

  private String send(String value) {
    int colon = value.indexOf(':');
    if (colon < 0 || !Rui3Settings.isNumber(value.substring(0, colon), 1, PORT_MAX)) {
      return PARAM_ERROR;
    }
    String hex = value.substring(colon + 1);
    if (hex.length() < 2
        || hex.length() > HEX_MAX
        || hex.length() % 2 != 0
        || !Rui3Settings.isHex(hex)) {
      return PARAM_ERROR;
    }
    if (!device.isJoined()) {
      return NOT_JOINED;
    }
    if (turnedAway() || nextJoin != null) {
      return BUSY;
    }
    Mac mac = device.mac().orElseThrow();
    if (isRestricted(mac)) {
      return BUSY;
    }
    byte[] payload = Bytes.fromHex(hex).toArray();
    if (payload.length > mac.maxPayload()) {
      mac.speakSoon(); // an empty uplink, so that MAC commands get out of the way
      return PARAM_ERROR;
    }
    if (!mac.ready()) {
      return BUSY;
    }
    return send(mac, Integer.parseInt(value.substring(0, colon)), payload);
  }

  private boolean isRestricted(Mac mac) {
    Duration wait = restrictedLeft > 0 ? Duration.ofMillis(1500) : mac.closedFor();
    if (wait.isZero()) {
      return false;
    }
    restrictedLeft = Math.max(0, restrictedLeft - 1);
    lines.accept("Restricted_Wait_" + (wait.toMillis() + 1) + "_ms");
    return true;
  }

  private String send(Mac mac, int port, byte[] payload) {
    confirmed = settings.number("CFM") == 1;
    timeTold = false;
    if (timeAsked) {
      mac.requestTime();
    }
    if (settings.number("LINKCHECK") > 0) {
      mac.requestLinkCheck();
      if (settings.number("LINKCHECK") == 1) {
        settings.put("LINKCHECK", "0");
      }
    }
    mac.send(port, payload, confirmed);
    return OK;
  }

  /** An answer of the firmware itself, of which the host hears nothing. */
  void answerUnseen(int port, byte[] payload) {
    scheduler.after(UNSEEN, () -> sendUnseen(port, payload));
  }

  private void sendUnseen(int port, byte[] payload) {
    Optional<Mac> ready = device.mac().filter(Mac::ready);
    if (ready.isPresent()) {
      silentUplink = true;
      ready.get().send(port, payload, false);
    } else if (device.isJoined()) {
      answerUnseen(port, payload);
    }
  }

  @Override
  public void onUplinkDone(boolean acked) {
    if (silentUplink) {
      silentUplink = false;
      return;
    }
    acknowledged = acked;
    if (!confirmed) {
      events.accept("+EVT:TX_DONE");
    } else if (acked) {
      events.accept("+EVT:SEND_CONFIRMED_OK");
    } else {
      events.accept("+EVT:SEND_CONFIRMED_FAILED(" + RX2_TIMEOUT + ")");
    }
    if (timeAsked) {
      timeAsked = false;
      events.accept(timeTold ? "+EVT:TIMEREQ_OK" : "+EVT:TIMEREQ_FAILED");
    }
  }

  @Override
  public void onDownlink(Downlink downlink, Window window, Quality heard) {
    quality = heard;
    if (downlink.payload().length == 0) {
      return;
    }
    String payload = Bytes.of(downlink.payload()).toHex();
    received = downlink.fPort() + ":" + payload.toUpperCase(Locale.ROOT);
    events.accept(
        String.format(
            Locale.ROOT,
            "+EVT:RX_%s:%d:%d:%s:%d:%s",
            slot(window),
            heard.rssiDbm(),
            heard.snrDb(),
            downlink.unicast() ? "UNICAST" : "MULTICAST",
            downlink.fPort(),
            payload));
    firmware.accept(downlink);
  }

  private static String slot(Window window) {
    return switch (window) {
      case RX1 -> "1";
      case RX2 -> "2";
      case RXC -> "C";
      case RXB -> "B";
    };
  }

  private String setTimeRequest(String value) {
    if (!Rui3Settings.isNumber(value, 0, 1)) {
      return PARAM_ERROR;
    }
    timeAsked = value.equals("1");
    return OK;
  }

  @Override
  public void onNetworkTime(Instant now) {
    timeTold = true;
    networkOffset = Optional.of(Duration.between(clock.instant(), now));
  }

  /** The time of the network; before it is known, since the start of the modem. */
  private String localTime() {
    Instant now = clock.instant();
    Instant shown =
        networkOffset
            .map(now::plus)
            .orElseGet(() -> Instant.EPOCH.plus(Duration.between(booted, now)));
    return TIME.format(shown);
  }

  @Override
  public void onLinkCheck(int marginDb, int gateways, Quality heard) {
    events.accept(
        String.format(
            Locale.ROOT,
            "+EVT:LINKCHECK:0:%d:%d:%d:%d",
            marginDb,
            gateways,
            heard.rssiDbm(),
            heard.snrDb()));
  }

  private String deviceClass() {
    return settings.get("CLASS");
  }

  private String setClass(String value) {
    String wanted = value.toUpperCase(Locale.ROOT);
    if (!List.of("A", "B", "C").contains(wanted)) {
      return PARAM_ERROR;
    }
    if (turnedAway()) {
      return BUSY;
    }
    if (wanted.equals("B") && !device.isJoined()) {
      return NOT_JOINED;
    }
    boolean changes = !settings.get("CLASS").equals(wanted);
    settings.put("CLASS", wanted);
    if (changes) {
      listening.apply(settings.get("CLASS"));
    }
    return OK;
  }

  @Override
  public void onBeaconLost() {
    settings.put("CLASS", "A");
    events.accept("+BC:LOST");
  }
}
