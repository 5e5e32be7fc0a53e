package dev.fuota.drivers.murata;

import dev.fuota.drivers.at.AtConsole;
import dev.fuota.drivers.at.AtDialect;
import dev.fuota.drivers.at.Awaited;
import dev.fuota.drivers.at.RoomForCommands;
import dev.fuota.drivers.at.UntilIdle;
import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Receiving;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dialogue with a Murata module that has lora-modem. */
final class MurataDialect extends AtDialect {
  /** One join-request with its windows. */
  private static final Duration JOIN = Duration.ofSeconds(60);

  private static final Duration JOIN_BUSY = Duration.ofSeconds(10);

  /** SF12, and both windows with the latest delays. */
  private static final Duration UPLINK = Duration.ofSeconds(60);

  /** With eight tries. */
  private static final Duration CONFIRMED = Duration.ofMinutes(5);

  private static final String LATE =
      "The Murata module took an uplink and stays busy: it is asked anew.";
  private static final int PORT_MAX = 223;

  /** No package is there. */
  private static final int WAKE_PORT = 223;

  private static final Pattern HEADER = Pattern.compile("\\+RECV=(\\d{1,3}),(\\d{1,3})");
  private static final Pattern PAYLOAD = Pattern.compile("(?:[0-9A-F]{2}){1,255}");
  private static final Pattern TIME = Pattern.compile("\\+ANS=13,(\\d{1,10}),(\\d{1,3})");
  private static final Pattern LINK = Pattern.compile("\\+ANS=2,(\\d{1,3}),(\\d{1,3})");

  private final ModemSettings settings;
  private final Scheduler scheduler;
  private final AtConsole console;
  private final MurataGroups groups;
  private final Awaited<Boolean> joining;
  private final UntilIdle idle;
  private final RoomForCommands room = new RoomForCommands();

  /** While the module is set up its restart is no news. */
  private boolean settingUp;

  /** The session that the module may have is one of other keys. */
  private boolean sessionVoid;

  /** There was an uplink since the modem started, as far as it is known. */
  private boolean spoken;

  private boolean acknowledged;
  private boolean waking;
  private int port;
  private int length;
  private int maxPayload;

  MurataDialect(SerialLine line, ModemSettings settings, Scheduler scheduler) {
    super(line, scheduler, new MurataSyntax());
    this.settings = settings;
    this.scheduler = scheduler;
    this.console = console(MurataSyntax::outcome);
    this.groups = new MurataGroups(console, this::wake);
    this.joining = new Awaited<>(scheduler);
    this.idle = new UntilIdle(console.step("AT+ADR=" + (settings.adr() ? 1 : 0)), scheduler);
  }

  @Override
  protected void onVoid() {
    joining.forget();
    idle.forget();
    groups.forget();
    port = 0;
    waking = false;
    spoken = false;
  }

  @Override
  public void setUp(Consumer<SetUp> done) {
    forget();
    settingUp = true;
    MurataSetUp dialogue = new MurataSetUp(console, scheduler, settings);
    dialogue.begin(
        result -> {
          sessionVoid |= dialogue.changed();
          if (result.outcome().isOk()) {
            readMaxPayload(ignored -> endSetUp(result, done));
          } else {
            endSetUp(result, done);
          }
        });
  }

  private void endSetUp(SetUp result, Consumer<SetUp> done) {
    settingUp = false;
    done.accept(result);
  }

  private void readMaxPayload(Consumer<Outcome> done) {
    console.ask(
        "AT+MSIZE?",
        read -> {
          String value = MurataSyntax.value(read);
          maxPayload = value.matches("\\d{1,3}") ? Integer.parseInt(value) : maxPayload;
          done.accept(read.outcome());
        });
  }

  private boolean personalised() {
    return settings.credentials() instanceof ModemCredentials.Personalised;
  }

  @Override
  public void inspect(Receiving wanted, Consumer<Inspection> done) {
    console.ask(
        "AT$SESSION?",
        read -> {
          String[] words = MurataSyntax.value(read).split(",", -1);
          boolean joined =
              words.length > 1 && words[1].equals(personalised() ? "ABP" : "OTAA") && !sessionVoid;
          if (read.outcome().isOk()) {
            groups.inspect(wanted, joined, done);
          } else {
            done.accept(Inspection.not(read.outcome()));
          }
        });
  }

  /** A personalised device has its session with its keys. */
  @Override
  public void join(Consumer<Outcome> done) {
    if (personalised()) {
      sessionVoid = false;
      done.accept(Outcome.OK);
      return;
    }
    int rate = settings.dataRate().orElse(settings.region().defaultUplinkRate());
    joining.begin(
        console.step("AT+JOIN " + rate + ",1"),
        JOIN,
        NO_JOIN_ANSWER,
        tried -> done.accept(judge(tried)));
  }

  private Outcome judge(Awaited.End<Boolean> tried) {
    if (tried.outcome().kind() == Outcome.Kind.BUSY) {
      return Outcome.busy(JOIN_BUSY);
    }
    boolean accepted = tried.event().orElse(false);
    sessionVoid &= !accepted;
    spoken |= accepted;
    return tried.outcome().isOk() && !accepted ? NO_JOIN_ANSWER : tried.outcome();
  }

  @Override
  public void receive(Receiving wanted, Consumer<Outcome> done) {
    groups.receive(wanted, done);
  }

  private void wake(Consumer<Outcome> done) {
    if (spoken) {
      done.accept(Outcome.OK);
      return;
    }
    waking = true;
    transmit(
        WAKE_PORT,
        new byte[1],
        false,
        outcome -> {
          waking = false;
          done.accept(outcome);
        });
  }

  @Override
  public void askTime(Consumer<Outcome> done) {
    console.step("AT$DEVTIME 1").perform(done);
  }

  @Override
  public void askLinkCheck(Consumer<Outcome> done) {
    console.step("AT+LNCHECK 1").perform(done);
  }

  /** The module takes no empty payload, so one zero octet stands for it. */
  @Override
  public void send(int fPort, byte[] payload, boolean confirmed, Consumer<Sent> done) {
    transmit(
        fPort,
        payload.length == 0 ? new byte[1] : payload,
        confirmed,
        outcome ->
            readMaxPayload(
                ignored ->
                    done.accept(
                        new Sent(room.judge(outcome, payload.length, maxPayload), acknowledged))));
  }

  private void transmit(int fPort, byte[] payload, boolean confirmed, Consumer<Outcome> done) {
    acknowledged = false;
    console.ask(
        (confirmed ? "AT+PCTX " : "AT+PUTX ")
            + fPort
            + ","
            + payload.length
            + "\r"
            + HexFormat.of().withUpperCase().formatHex(payload),
        taken -> {
          if (taken.outcome().isOk()) {
            spoken = true;
            idle.begin(confirmed ? CONFIRMED : UPLINK, LATE, done);
          } else {
            done.accept(taken.outcome());
          }
        });
  }

  @Override
  public int maxPayload() {
    return maxPayload;
  }

  @Override
  protected void onEvent(String text) {
    Matcher header = HEADER.matcher(text);
    Matcher time = TIME.matcher(text);
    Matcher link = LINK.matcher(text);
    if (header.matches()) {
      port = Integer.parseInt(header.group(1));
      length = Integer.parseInt(header.group(2));
    } else if (port != 0 && PAYLOAD.matcher(text).matches()) {
      onDownlink(text);
    } else if (time.matches()) {
      Duration gps =
          Duration.ofSeconds(Long.parseLong(time.group(1)))
              .plusMillis(Integer.parseInt(time.group(2)));
      tell(e -> e.onNetworkTime(GpsTime.instant(gps)));
    } else if (link.matches()) {
      tell(e -> e.onLinkCheck(Integer.parseInt(link.group(1)), Integer.parseInt(link.group(2))));
    } else {
      onPlainEvent(text);
    }
  }

  private void onPlainEvent(String text) {
    switch (text) {
      case "+ACK" -> acknowledged = true;
      case "+EVENT=1,1" -> onJoined(true);
      case "+EVENT=1,0" -> onJoined(false);
      case "+EVENT=0,0" -> onStarted();
      default -> {} // of no interest, or none of the modem's
    }
  }

  private void onJoined(boolean accepted) {
    if (joining.isWaiting()) {
      joining.onEvent(accepted);
    } else if (accepted && !settingUp) {
      sessionVoid = false;
      tell(Events::onJoined);
    }
  }

  private void onStarted() {
    if (!settingUp) {
      forget();
      tell(Events::onReset);
    }
  }

  private void onDownlink(String hex) {
    int fPort = port;
    port = 0;
    if (fPort <= PORT_MAX && hex.length() == 2 * length) {
      Cast cast = waking ? Cast.UNICAST : Cast.UNTOLD;
      tell(e -> e.onDownlink(fPort, Bytes.fromHex(hex).toArray(), cast, OptionalInt.empty()));
    }
  }
}
