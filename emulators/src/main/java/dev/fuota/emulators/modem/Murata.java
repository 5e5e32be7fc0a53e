package dev.fuota.emulators.modem;

import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.agent.mac.Mac;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A Murata module with HARDWARIO's lora-modem, a MAC of this product inside. Class C listens where
 * RX2 is in the region, and hears nothing if there was no uplink since the modem started. Session,
 * class and groups are in the EEPROM and survive a restart.
 */
public final class Murata extends TextModem {
  private static final int INPUT_MAX = 255;
  private static final int PAYLOAD_MAX = 242;
  private static final Duration START = Duration.ofMillis(300);
  private static final String END = "\r\n\r\n";
  private static final int UNKNOWN = -1;
  private static final int COUNT = -2;
  private static final int PARAMETER = -3;
  private static final int NOT_JOINED = -5;
  private static final int BUSY = -7;
  private static final int TOO_LONG = -12;
  private static final int NOT_OTAA = -14;
  private static final int NO_BAND = -15;
  private static final int DUTY_CYCLE = -18;

  private final MurataSettings settings = new MurataSettings();
  private final Scheduler scheduler;
  private final UplinkData data;
  private boolean joining;
  private boolean sending;
  private boolean confirmed;
  private boolean spoken;
  private boolean inClassC;

  /** A modem that was just switched on. */
  public Murata(ModemParts parts) {
    super(INPUT_MAX, parts);
    this.scheduler = parts.scheduler();
    this.data = new UplinkData(parts.scheduler(), this::transmit, () -> error(PARAMETER));
  }

  private void ok() {
    say("+OK" + END);
  }

  private void ok(Object value) {
    say("+OK=" + value + END);
  }

  private void error(int number) {
    say("+ERR=" + number + END);
  }

  private void event(int type, int subtype) {
    say("+EVENT=" + type + "," + subtype + END);
  }

  @Override
  void onTooLong() {
    error(UNKNOWN);
  }

  @Override
  void sayYes(String line) {
    ok();
  }

  @Override
  void take(byte octet) {
    if (data.isAwaited()) {
      data.take(octet);
    } else {
      super.take(octet);
    }
  }

  @Override
  void restart() {
    boolean joined = device().isJoined();
    device().stop();
    joining = false;
    sending = false;
    spoken = false;
    data.forget();
    scheduler.after(
        START,
        () -> {
          if (joined) {
            device().resume(settings.macConfig(rate()));
            settings.groups().forEach(device()::defineGroup);
          }
          event(0, 0);
        });
  }

  private int rate() {
    return Integer.parseInt(settings.get("DR"));
  }

  @Override
  void perform(String line) {
    String upper = line.toUpperCase(Locale.ROOT);
    int at = upper.indexOf("AT");
    if (at < 0) {
      return; // it waits for these two letters
    }
    String command = upper.substring(at + 2);
    String name = command.split("[=? ]", 2)[0];
    String rest = command.substring(name.length());
    if (command.isEmpty()) {
      ok();
    } else if (rest.equals("?")) {
      read(name);
    } else if (rest.startsWith("=")) {
      set(name.replaceFirst("^\\+", ""), rest.substring(1));
    } else {
      run(name, rest.strip());
    }
  }

  private void read(String name) {
    switch (name) {
      case "+VER" -> ok("1.1.06,Aug 24 2020 16:11:57");
      case "+DEV" -> ok("ABZ");
      case "$VER" ->
          ok("1.2.0,2024-05-18 10:51:58,v4.7.0,1.1.1,1.0.4,1.0.4,RP002-1.0.3,EU868,release");
      case "$ASYNC" -> ok(1);
      case "$SESSION" -> ok("public," + session());
      case "+BAND" -> ok(settings.get("BAND"));
      case "+MCAST" -> ok(settings.listed());
      case "+MSIZE" -> ok(maxPayload());
      case "+DR" -> ok(device().mac().map(Mac::uplinkRate).orElse(rate()));
      case "+RX2" -> ok(settings.region().rx2FrequencyHz() + "," + settings.region().rx2Rate());
      default -> {
        String plain = name.replaceFirst("^\\+", "");
        if (settings.has(plain)) {
          ok(settings.get(plain));
        } else {
          error(UNKNOWN);
        }
      }
    }
  }

  private String session() {
    String kind = settings.joins() ? "OTAA" : "ABP";
    boolean has = !settings.joins() || device().isJoined();
    return has ? kind + ",1.0.4,00000013," + settings.get("DEVADDR") : "None";
  }

  private int maxPayload() {
    return device()
        .mac()
        .map(Mac::maxPayload)
        .orElseGet(() -> settings.region().maxPayload(rate(), false));
  }

  private void set(String name, String value) {
    switch (name) {
      case "BAND" -> setBand(value);
      case "MCAST" -> setGroup(value);
      case "CLASS" -> setClass(value);
      default -> {
        if (!settings.has(name)) {
          error(UNKNOWN);
        } else if (!MurataSettings.fits(name, value)) {
          error(PARAMETER);
        } else if (!name.equals("DFORMAT") && turnedAway()) {
          error(BUSY);
        } else {
          settings.put(name, value);
          ok();
        }
      }
    }
  }

  private void setBand(String value) {
    if (!MurataSettings.isAnyBand(value)) {
      error(PARAMETER);
    } else if (!MurataSettings.isBand(value)) {
      error(NO_BAND);
    } else if (turnedAway()) {
      error(BUSY);
    } else if (value.equals(settings.get("BAND"))) {
      ok();
    } else {
      device().stop();
      settings.become(value, settings.get("DEVEUI"));
      ok();
      event(0, 1);
      restart();
    }
  }

  private void setGroup(String value) {
    String[] parts = value.split(",", -1);
    if (!parts[0].matches("[0-3]") || (parts.length != 1 && parts.length != 4)) {
      error(parts.length > 4 ? COUNT : PARAMETER);
      return;
    }
    boolean removes = parts.length == 1;
    boolean form =
        removes
            || (parts[1].matches("[0-9A-F]{8}")
                && parts[2].matches("[0-9A-F]{32}")
                && parts[3].matches("[0-9A-F]{32}"));
    if (!form) {
      error(PARAMETER);
    } else if (turnedAway()) {
      error(BUSY);
    } else if (removes && !settings.removeGroup(Integer.parseInt(parts[0]))) {
      error(PARAMETER);
    } else {
      device().deleteGroup(Integer.parseInt(parts[0]));
      if (!removes) {
        settings.putGroup(parts);
      }
      settings.groups().forEach(device()::defineGroup);
      ok();
    }
  }

  /** What was asked for is kept, also if the MAC does not take it. */
  private void setClass(String value) {
    if (!MurataSettings.fits("CLASS", value)) {
      error(PARAMETER);
      return;
    }
    boolean other = !value.equals(settings.get("CLASS")) || unlike(value);
    settings.put("CLASS", value);
    if (other && turnedAway()) {
      error(BUSY);
    } else {
      if (other) {
        applyClass();
      }
      ok();
    }
  }

  private boolean unlike(String value) {
    return inClassC != value.equals("2");
  }

  private void applyClass() {
    inClassC = settings.get("CLASS").equals("2");
    device()
        .mac()
        .ifPresent(
            mac -> {
              settings.groups().forEach(group -> mac.closeClassC(group.groupId()));
              mac.become(inClassC && spoken ? DeviceClass.C : DeviceClass.A);
              if (inClassC && spoken) {
                settings.groups().forEach(group -> listen(mac, group));
              }
            });
  }

  private void listen(Mac mac, MulticastGroup group) {
    mac.openClassC(
        group.groupId(), settings.region().rx2FrequencyHz(), settings.region().rx2Rate());
  }

  private void run(String name, String value) {
    switch (name) {
      case "+JOIN" -> join(value);
      case "+PUTX" -> awaitData(value, false);
      case "+PCTX" -> awaitData(value, true);
      case "$DEVTIME" -> piggyback(value, Mac::requestTime);
      case "+LNCHECK" -> piggyback(value, Mac::requestLinkCheck);
      case "+REBOOT" -> {
        ok();
        restart();
      }
      default -> error(UNKNOWN);
    }
  }

  /** Only with the next uplink: an uplink at once is not asked for by anybody here. */
  private void piggyback(String value, Consumer<Mac> request) {
    if (!value.equals("1")) {
      error(PARAMETER);
    } else if (!device().isJoined()) {
      error(NOT_JOINED);
    } else {
      device().mac().ifPresent(request);
      ok();
    }
  }

  private void join(String value) {
    if (!settings.joins()) {
      error(NOT_OTAA);
    } else if (!value.matches("\\d{1,2},1")) {
      error(PARAMETER); // more tries than one are not known here
    } else if (turnedAway()) {
      error(BUSY);
    } else {
      ok();
      joining = true;
      device().join(settings.macConfig(Integer.parseInt(value.split(",", 2)[0])));
    }
  }

  @Override
  public void onJoined() {
    if (joining) {
      joining = false;
      spoken = true;
      event(1, 1);
    }
    applyClass();
  }

  @Override
  public void onJoinFailed() {
    device().stop();
    joining = false;
    event(1, 0);
  }

  private void awaitData(String value, boolean acknowledged) {
    String[] parts = value.split(",", -1);
    if (parts.length != 2
        || !Rui3Settings.isNumber(parts[0], 1, 223)
        || !Rui3Settings.isNumber(parts[1], 1, 9999)
        || settings.get("DFORMAT").equals("0")) {
      error(PARAMETER); // binary data are not known here
      return;
    }
    int length = Integer.parseInt(parts[1]);
    if (length > PAYLOAD_MAX) {
      error(TOO_LONG);
      return;
    }
    data.await(Integer.parseInt(parts[0]), length, acknowledged);
  }

  private void transmit(UplinkData.Uplink uplink) {
    if (!settings.joins() && device().mac().isEmpty()) {
      device().resume(settings.macConfig(rate()));
    }
    Optional<Mac> mac = device().mac().filter(it -> !device().isJoining());
    byte[] payload = uplink.payload().toArray();
    if (payload.length == 0) {
      error(PARAMETER);
    } else if (mac.isEmpty()) {
      error(NOT_JOINED);
    } else if (turnedAway()) {
      error(BUSY);
    } else if (restricted()) {
      error(DUTY_CYCLE);
    } else if (payload.length > mac.get().maxPayload()) {
      error(TOO_LONG);
    } else {
      sending = true;
      confirmed = uplink.confirmed();
      mac.get().send(uplink.port(), payload, confirmed);
      ok();
    }
  }

  @Override
  public void onDownlink(Downlink downlink, ModemDevice.Window window, Quality quality) {
    byte[] payload = downlink.payload();
    if (payload.length > 0) {
      String hex = Bytes.of(payload).toHex().toUpperCase(Locale.ROOT);
      say("+RECV=" + downlink.fPort() + "," + payload.length + END + hex + "\r\n");
    }
  }

  @Override
  public void onUplinkDone(boolean acknowledged) {
    spoken = true;
    if (sending && confirmed) {
      say((acknowledged ? "+ACK" : "+NOACK") + END);
    }
    sending = false;
  }

  @Override
  public void onNetworkTime(Instant now) {
    Duration gps = GpsTime.sinceEpoch(now);
    event(2, 1);
    say("+ANS=13," + gps.toSeconds() + "," + gps.toMillisPart() + END);
  }

  @Override
  public void onLinkCheck(int marginDb, int gateways, Quality quality) {
    event(2, 1);
    say("+ANS=2," + marginDb + "," + gateways + END);
  }
}
