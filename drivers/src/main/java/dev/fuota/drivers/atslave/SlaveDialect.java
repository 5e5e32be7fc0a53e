package dev.fuota.drivers.atslave;

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
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dialogue with an STM32WL that has AT_Slave. */
final class SlaveDialect extends AtDialect {
  /** One join-request with its windows. It says OK also when it does not send one. */
  private static final Duration JOIN = Duration.ofSeconds(30);

  /** SF12, and both windows with the latest delays. */
  private static final Duration UPLINK = Duration.ofSeconds(60);

  /** With eight tries. */
  private static final Duration CONFIRMED = Duration.ofMinutes(5);

  private static final String LATE = "The STM32WL took an uplink and stays busy: it is asked anew.";
  private static final int PORT_MAX = 223;
  private static final String CLASS = "[ABC]";
  private static final Pattern PAYLOAD =
      Pattern.compile("\\+EVT:(\\d{1,3}):([0-9A-F]{2}):((?:[0-9A-F]{2}){1,255})");
  private static final Pattern SLOT =
      Pattern.compile("\\+EVT:RX_(1|2|C|P|C_MC|P_MC), PORT (\\d{1,3}), .*");
  private static final Pattern LINK = Pattern.compile(".*, DMODM (\\d{1,3}), GWN (\\d{1,3})");

  private final ModemSettings settings;
  private final Scheduler scheduler;
  private final AtConsole console;
  private final Awaited<Boolean> joining;
  private final UntilIdle idle;
  private final RoomForCommands room = new RoomForCommands();

  /** While the module is set up its restart is no news. */
  private boolean settingUp;

  /** As it was found last. */
  private char inClass = 'A';

  /** The session that the module may have is one of other keys. */
  private boolean sessionVoid;

  private boolean acknowledged;
  private int dataRate;
  private int port;
  private String payload = "";

  SlaveDialect(SerialLine line, ModemSettings settings, Scheduler scheduler) {
    super(line, scheduler, new SlaveSyntax());
    this.settings = settings;
    this.scheduler = scheduler;
    this.console = console(SlaveSyntax::outcome);
    this.joining = new Awaited<>(scheduler);
    this.idle = new UntilIdle(this::touch, scheduler);
    this.dataRate = settings.region().defaultUplinkRate();
  }

  /** Changes nothing; is refused while the MAC is busy, and without a session. */
  private void touch(Consumer<Outcome> done) {
    console.step(SlaveSyntax.SET_CLASS + inClass).perform(done);
  }

  @Override
  protected void onVoid() {
    joining.forget();
    idle.forget();
    port = 0;
  }

  @Override
  public void setUp(Consumer<SetUp> done) {
    forget();
    settingUp = true;
    SlaveSetUp dialogue = new SlaveSetUp(console, scheduler, settings);
    dialogue.begin(
        result -> {
          sessionVoid |= dialogue.changed();
          if (result.outcome().isOk()) {
            readDataRate(ignored -> endSetUp(result, done));
          } else {
            endSetUp(result, done);
          }
        });
  }

  private void endSetUp(SetUp result, Consumer<SetUp> done) {
    settingUp = false;
    done.accept(result);
  }

  private void readDataRate(Consumer<Outcome> done) {
    console.ask(
        "AT+DR=?",
        read -> {
          String value = SlaveSyntax.value(read, "\\d{1,2}");
          dataRate = value.isEmpty() ? dataRate : Integer.parseInt(value);
          done.accept(read.outcome());
        });
  }

  @Override
  public void inspect(Receiving wanted, Consumer<Inspection> done) {
    console.ask(
        "AT+CLASS=?",
        read -> {
          String value = SlaveSyntax.value(read, CLASS);
          if (!read.outcome().isOk() || value.isEmpty()) {
            done.accept(Inspection.not(read.outcome()));
          } else {
            inClass = value.charAt(0);
            touch(touched -> done.accept(found(touched, inClass == wanted.modemClass())));
          }
        });
  }

  /** Busy is only who has a session, or tries to get one. */
  private Inspection found(Outcome touched, boolean asWanted) {
    boolean joined = touched.isOk() || touched.kind() == Outcome.Kind.BUSY;
    return touched.kind() == Outcome.Kind.GONE
        ? Inspection.not(touched)
        : new Inspection(Outcome.OK, joined && !sessionVoid, asWanted);
  }

  @Override
  public void join(Consumer<Outcome> done) {
    int mode = settings.credentials() instanceof ModemCredentials.Otaa ? 1 : 0;
    joining.begin(
        console.step("AT+JOIN=" + mode), JOIN, NO_JOIN_ANSWER, tried -> done.accept(judge(tried)));
  }

  private Outcome judge(Awaited.End<Boolean> tried) {
    boolean accepted = tried.event().orElse(false);
    sessionVoid &= !accepted;
    return tried.outcome().isOk() && !accepted ? NO_JOIN_ANSWER : tried.outcome();
  }

  /** There are no groups: its model says so, and nobody asks for one. */
  @Override
  public void receive(Receiving wanted, Consumer<Outcome> done) {
    char other = wanted.modemClass();
    console
        .step(SlaveSyntax.SET_CLASS + other)
        .perform(
            outcome -> {
              inClass = outcome.isOk() ? other : inClass;
              done.accept(outcome);
            });
  }

  /** Its model says that it cannot, so nobody asks. */
  @Override
  public void askTime(Consumer<Outcome> done) {
    done.accept(Outcome.OK);
  }

  @Override
  public void askLinkCheck(Consumer<Outcome> done) {
    console.step("AT+LINKC").perform(done);
  }

  /** The module takes no empty payload, so one zero octet stands for it. */
  @Override
  public void send(int fPort, byte[] octets, boolean confirmed, Consumer<Sent> done) {
    acknowledged = false;
    String hex = octets.length == 0 ? "00" : HexFormat.of().withUpperCase().formatHex(octets);
    console.ask(
        "AT+SEND=" + fPort + ":" + (confirmed ? 1 : 0) + ":" + hex,
        taken -> {
          if (taken.outcome().isOk()) {
            idle.begin(
                confirmed ? CONFIRMED : UPLINK, LATE, ended -> end(octets.length, ended, done));
          } else {
            end(octets.length, taken.outcome(), done);
          }
        });
  }

  private void end(int length, Outcome outcome, Consumer<Sent> done) {
    readDataRate(
        ignored -> done.accept(new Sent(room.judge(outcome, length, maxPayload()), acknowledged)));
  }

  @Override
  public int maxPayload() {
    return settings.region().maxPayload(dataRate, settings.region().uplinkDwellByDefault());
  }

  @Override
  protected void onEvent(String text) {
    Matcher downlink = PAYLOAD.matcher(text);
    Matcher slot = SLOT.matcher(text);
    if (downlink.matches()) {
      boolean whole = Integer.parseInt(downlink.group(2), 16) * 2 == downlink.group(3).length();
      port = whole ? Integer.parseInt(downlink.group(1)) : 0;
      payload = downlink.group(3);
    } else if (slot.matches()) {
      onSlot(slot.group(1), Integer.parseInt(slot.group(2)), text);
    } else {
      onPlainEvent(text);
    }
  }

  /** Behind the payload it is told where it was heard, and so for whom it was. */
  private void onSlot(String slot, int fPort, String text) {
    boolean complete = port == fPort && fPort >= 1 && fPort <= PORT_MAX;
    port = 0;
    if (complete) {
      Cast cast = slot.endsWith("MC") ? Cast.MULTICAST : Cast.UNICAST;
      tell(e -> e.onDownlink(fPort, Bytes.fromHex(payload).toArray(), cast, OptionalInt.empty()));
    }
    Matcher link = LINK.matcher(text);
    if (link.matches()) {
      tell(e -> e.onLinkCheck(Integer.parseInt(link.group(1)), Integer.parseInt(link.group(2))));
    }
  }

  private void onPlainEvent(String text) {
    switch (text) {
      case "+EVT:SEND_CONFIRMED" -> acknowledged = true;
      case "+EVT:JOINED" -> onJoined(true);
      case "+EVT:JOIN FAILED" -> onJoined(false);
      case SlaveSyntax.BANNER -> onStarted();
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
}
