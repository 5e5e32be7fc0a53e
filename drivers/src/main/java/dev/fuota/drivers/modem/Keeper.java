package dev.fuota.drivers.modem;

import dev.fuota.drivers.modem.Dialect.Inspection;
import dev.fuota.drivers.modem.Dialect.Sent;
import dev.fuota.drivers.modem.Dialect.SetUp;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Brings a modem to the wanted state and keeps it there. {@link #turn} does the first thing that is
 * due and then waits for its end, or for the time of the next one:
 *
 * <pre>
 * set up      the modem came, was reset, or fell silent
 * look        after that, and from time to time: has it a session, does it listen as wanted?
 * join        it has no session
 * receive     class and groups are not those that are wanted
 * send        an uplink waits
 * </pre>
 */
final class Keeper {
  private static final Duration RETRY_MIN = Duration.ofSeconds(1);
  private static final Duration RETRY_MAX = Duration.ofSeconds(60);
  private static final Duration LOOK_IN_SESSION = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMinutes(10);

  /** What a modem does not take for so long is given up. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private enum Phase {
    /** The line is not open. */
    AWAY,
    SETTING_UP,
    PRESENT
  }

  private final Dialect dialect;
  private final Wanted wanted;
  private final InstantSource clock;
  private final Alarm alarm;
  private final JoinPace joinPace;
  private final Report report;
  LorawanLink.Listener listener = Silence.LISTENER;
  private ModemIdentity identity = ModemIdentity.UNKNOWN;
  private Phase phase = Phase.AWAY;
  private Duration retry = RETRY_MIN;

  /** Grows when the modem must begin anew: answers to what was asked before do not count then. */
  private int life;

  private boolean asking;
  private boolean joined;

  /** What the modem listens to; null if that is not known. */
  private @Nullable Receiving receiving;

  private boolean timeWanted;
  private boolean linkCheckWanted;
  private Instant setUpAt = Instant.MIN;
  private Instant lookAt = Instant.MIN;
  private Instant joinAt = Instant.MIN;
  private Instant receiveAt = Instant.MIN;
  private Instant sendAt = Instant.MIN;
  private @Nullable PendingUplink uplink;

  Keeper(
      Dialect dialect,
      Wanted wanted,
      Scheduler scheduler,
      InstantSource clock,
      RandomGenerator random,
      Report report) {
    this.dialect = dialect;
    this.wanted = wanted;
    this.clock = clock;
    this.alarm = new Alarm(scheduler, this::turn);
    this.joinPace = new JoinPace(random);
    this.report = report;
  }

  ModemIdentity identity() {
    return identity;
  }

  boolean isJoined() {
    return joined;
  }

  /** Whether an uplink can be taken now. */
  boolean isReady() {
    return phase == Phase.PRESENT
        && joined
        && !asking
        && uplink == null
        && !clock.instant().isBefore(sendAt);
  }

  boolean isSending() {
    return uplink != null;
  }

  void send(int fPort, byte[] payload, boolean confirmed) {
    uplink = new PendingUplink(fPort, payload.clone(), confirmed, clock.instant());
    turn();
  }

  void wantTime() {
    timeWanted = true;
  }

  void wantLinkCheck() {
    linkCheckWanted = true;
  }

  /** Something else is to be listened to now. */
  void onWanted() {
    receiveAt = Instant.MIN;
    turn();
  }

  void onOpened() {
    beginAnew(Phase.SETTING_UP);
    retry = RETRY_MIN;
    setUpAt = Instant.MIN;
    turn();
  }

  void onReset() {
    beginAnew(Phase.SETTING_UP);
    setUpAt = clock.instant().plus(RETRY_MIN);
    turn();
  }

  void onLost() {
    beginAnew(Phase.AWAY);
  }

  void onJoined() {
    if (phase == Phase.PRESENT && !joined) {
      hasJoined();
      turn();
    }
  }

  private void beginAnew(Phase next) {
    life++;
    phase = next;
    asking = false;
    joined = false;
    receiving = null;
    alarm.stop();
    dropUplink();
  }

  private void dropUplink() {
    if (uplink != null) {
      uplink = null;
      listener.onUplinkDone(false);
    }
  }

  /** Does what is due, if the modem is free. */
  private void turn() {
    if (asking || phase == Phase.AWAY) {
      return;
    }
    if (phase == Phase.SETTING_UP) {
      at(setUpAt, this::setUp);
    } else if (isDue(lookAt)) {
      look();
    } else if (!joined) {
      at(earlier(joinAt, lookAt), this::join);
    } else if (!isReceiving() && isDue(receiveAt)) {
      receive();
    } else if (uplink != null && isDue(sendAt)) {
      transmit(uplink);
    } else {
      alarm.in(until(next()));
    }
  }

  private Receiving wantedNow() {
    return wanted.receiving(identity.namesGroups());
  }

  private boolean isReceiving() {
    return wantedNow().equals(receiving);
  }

  private Instant next() {
    Instant next = lookAt;
    next = isReceiving() ? next : earlier(next, receiveAt);
    return uplink == null ? next : earlier(next, sendAt);
  }

  private void at(Instant due, Runnable action) {
    if (isDue(due)) {
      action.run();
    } else {
      alarm.in(until(due));
    }
  }

  private boolean isDue(Instant due) {
    return !clock.instant().isBefore(due);
  }

  private Duration until(Instant due) {
    return Duration.between(clock.instant(), due);
  }

  private Instant in(Duration delay) {
    return clock.instant().plus(delay);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** Takes the answer, if it is one to this life of the modem, and goes on. */
  private <T> Consumer<T> then(Consumer<T> action) {
    asking = true;
    alarm.stop();
    int asked = life;
    return answer -> {
      if (asked == life) {
        asking = false;
        action.accept(answer);
        turn();
      }
    };
  }

  private void setUp() {
    dialect.setUp(then(this::onSetUp));
  }

  private void onSetUp(SetUp result) {
    if (result.outcome().isOk()) {
      phase = Phase.PRESENT;
      identity = result.identity();
      retry = RETRY_MIN;
      lookAt = Instant.MIN;
      joinAt = in(joinPace.first());
      report.ready(identity);
    } else {
      report.trouble(result.outcome().sentence());
      tryLater(result.outcome().kind() == Outcome.Kind.REFUSED);
    }
  }

  private void tryLater(boolean hopeless) {
    phase = Phase.SETTING_UP;
    retry = hopeless ? RETRY_MAX : retry;
    setUpAt = in(retry);
    retry = retry.multipliedBy(2).compareTo(RETRY_MAX) < 0 ? retry.multipliedBy(2) : RETRY_MAX;
  }

  /** What is wrong with the modem itself is the same whatever it was asked. */
  private boolean isFine(Outcome outcome) {
    report.trouble(outcome.sentence());
    if (outcome.kind() == Outcome.Kind.GONE) {
      beginAnew(Phase.SETTING_UP);
      tryLater(false);
      return false;
    }
    if (outcome.kind() == Outcome.Kind.NOT_JOINED) {
      lostSession();
    }
    return outcome.kind() != Outcome.Kind.NOT_JOINED;
  }

  private void lostSession() {
    joined = false;
    joinAt = in(joinPace.first());
    dropUplink();
  }

  private void look() {
    Receiving asked = wantedNow();
    dialect.inspect(asked, then(found -> onLooked(asked, found)));
  }

  private void onLooked(Receiving asked, Inspection found) {
    lookAt = nextLook();
    if (!isFine(found.outcome()) || !found.outcome().isOk()) {
      return;
    }
    receiving = found.asWanted() ? asked : null;
    receiveAt = Instant.MIN;
    if (joined && !found.joined()) {
      lostSession();
    }
    boolean begins = !joined && found.joined();
    joined = found.joined();
    if (begins) {
      listener.onSessionFound();
    }
  }

  /** In a session every lost minute counts. */
  private Instant nextLook() {
    return in(wanted.hearsGroups() ? LOOK_IN_SESSION : LOOK);
  }

  private void join() {
    dialect.join(then(this::onJoinTried));
  }

  private void onJoinTried(Outcome outcome) {
    if (outcome.isOk()) {
      hasJoined();
    } else if (isFine(outcome)) {
      joinAt = in(outcome.kind() == Outcome.Kind.BUSY ? outcome.after() : joinPace.afterFailure());
    }
  }

  /** The class may have changed with it, so that is looked at. */
  private void hasJoined() {
    joined = true;
    lookAt = Instant.MIN;
    listener.onActivated();
  }

  private void receive() {
    Receiving asked = wantedNow();
    dialect.receive(asked, then(outcome -> onReceiving(asked, outcome)));
  }

  private void onReceiving(Receiving asked, Outcome outcome) {
    receiving = null;
    if (outcome.isOk()) {
      receiving = asked;
      lookAt = nextLook();
    } else if (isFine(outcome)) {
      receiveAt = in(outcome.kind() == Outcome.Kind.BUSY ? outcome.after() : RETRY_MAX);
    }
  }

  private void transmit(PendingUplink next) {
    if (timeWanted) {
      timeWanted = false;
      dialect.askTime(then(this::isFine));
    } else if (linkCheckWanted) {
      linkCheckWanted = false;
      dialect.askLinkCheck(then(this::isFine));
    } else {
      dialect.send(next.fPort(), next.payload(), next.confirmed(), then(this::onSent));
    }
  }

  private void onSent(Sent sent) {
    Outcome outcome = sent.outcome();
    if (outcome.isOk()) {
      uplink = null;
      listener.onUplinkDone(sent.acknowledged());
    } else if (outcome.kind() == Outcome.Kind.BUSY) {
      sendAt = in(outcome.after());
      if (uplink != null && isDue(uplink.since().plus(PATIENCE))) {
        dropUplink();
      }
    } else if (isFine(outcome)) {
      dropUplink();
    }
  }

  void stop() {
    beginAnew(Phase.AWAY);
  }
}
