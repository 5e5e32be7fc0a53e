package dev.fuota.drivers.rui3;

import dev.fuota.drivers.at.AtDialect;
import dev.fuota.drivers.at.Awaited;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Receiving;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The dialogue with a RUI3 module: who of its parts has the word, and what its events mean. */
final class Rui3Dialect extends AtDialect {
  /** One join-request, its windows, and the duty cycle before it. */
  private static final Duration JOIN = Duration.ofMinutes(2);

  private static final Duration JOIN_BUSY = Duration.ofSeconds(10);
  private final ModemSettings settings;
  private final Scheduler scheduler;
  private final Console console;
  private final GroupDialogue groups;
  private final UplinkDialogue uplinks;
  private final ClockReader clock;
  private final Awaited<Rui3Event.Joined> joining;

  /** While the module is set up its restart is no news. */
  private boolean settingUp;

  /** The session that the module may have is one of other keys. */
  private boolean sessionVoid;

  Rui3Dialect(SerialLine line, ModemSettings settings, Scheduler scheduler) {
    super(line, scheduler, new Rui3Syntax());
    this.settings = settings;
    this.scheduler = scheduler;
    this.console = new Console(console(Console::outcome));
    this.groups = new GroupDialogue(console, settings.region());
    this.uplinks = new UplinkDialogue(console, settings.region(), scheduler);
    this.clock = new ClockReader(console, scheduler, now -> tell(e -> e.onNetworkTime(now)));
    this.joining = new Awaited<>(scheduler);
  }

  @Override
  protected void onVoid() {
    joining.forget();
    uplinks.forget();
    clock.stop();
  }

  @Override
  public void setUp(Consumer<SetUp> done) {
    forget();
    settingUp = true;
    SetUpDialogue dialogue = new SetUpDialogue(console, scheduler, settings);
    dialogue.begin(
        result -> {
          sessionVoid |= dialogue.changed();
          if (result.outcome().isOk()) {
            uplinks.readDataRate(ignored -> endSetUp(result, done));
          } else {
            endSetUp(result, done);
          }
        });
  }

  private void endSetUp(SetUp result, Consumer<SetUp> done) {
    settingUp = false;
    done.accept(result);
  }

  @Override
  public void inspect(Receiving wanted, Consumer<Inspection> done) {
    groups.inspect(
        wanted,
        found ->
            done.accept(
                new Inspection(found.outcome(), found.joined() && !sessionVoid, found.asWanted())));
  }

  @Override
  public void join(Consumer<Outcome> done) {
    joining.begin(
        console.step("AT+JOIN=1:0:10:0"), JOIN, NO_JOIN_ANSWER, end -> done.accept(judge(end)));
  }

  private Outcome judge(Awaited.End<Rui3Event.Joined> end) {
    if (end.outcome().kind() == Outcome.Kind.BUSY) {
      return Outcome.busy(JOIN_BUSY);
    }
    if (!end.outcome().isOk() || end.event().isEmpty()) {
      return end.outcome();
    }
    if (!end.event().get().accepted()) {
      return NO_JOIN_ANSWER;
    }
    sessionVoid = false;
    return Outcome.OK;
  }

  @Override
  public void receive(Receiving wanted, Consumer<Outcome> done) {
    groups.receive(wanted, done);
  }

  @Override
  public void askTime(Consumer<Outcome> done) {
    console.run("AT+TIMEREQ=1", done);
  }

  @Override
  public void askLinkCheck(Consumer<Outcome> done) {
    console.run("AT+LINKCHECK=1", done);
  }

  @Override
  public void send(int fPort, byte[] payload, boolean confirmed, Consumer<Sent> done) {
    uplinks.send(fPort, payload, confirmed, done);
  }

  @Override
  public int maxPayload() {
    return uplinks.maxPayload();
  }

  @Override
  protected void onEvent(String text) {
    Rui3Event.of(text).ifPresent(this::onEvent);
  }

  private void onEvent(Rui3Event event) {
    if (event instanceof Rui3Event.Received received) {
      onReceived(received);
    } else if (event instanceof Rui3Event.Sent done) {
      uplinks.onSent(done.acknowledged());
    } else if (event instanceof Rui3Event.Joined joined) {
      onJoined(joined);
    } else if (event instanceof Rui3Event.Time time && time.told()) {
      clock.begin();
    } else if (event instanceof Rui3Event.LinkCheck check) {
      tell(e -> e.onLinkCheck(check.marginDb(), check.gateways()));
    } else if (event instanceof Rui3Event.BeaconLost) {
      tell(Events::onBeaconLost);
    } else if (event instanceof Rui3Event.Started) {
      onStarted();
    }
  }

  private void onReceived(Rui3Event.Received received) {
    Cast cast = received.multicast() ? Cast.MULTICAST : Cast.UNICAST;
    tell(e -> e.onDownlink(received.fPort(), received.payload(), cast, OptionalInt.empty()));
  }

  private void onJoined(Rui3Event.Joined joined) {
    if (joining.isWaiting()) {
      joining.onEvent(joined);
    } else if (joined.accepted() && !settingUp) {
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
