package dev.fuota.agent.clocksync;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.step.Uplink;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.agent.store.Records;
import dev.fuota.protocol.clocksync.AppTimeAns;
import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.clocksync.DeviceAppTimePeriodicityReq;
import dev.fuota.protocol.clocksync.ForceDeviceResyncReq;
import dev.fuota.protocol.clocksync.PackageVersionAns;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The clock synchronisation of a device (TS003 version 1).
 *
 * <p>Until the first answer it asks with AnsRequired, farther and farther apart; then every
 * 128·2^Period ± 30 s without, so that only a clock that is out by more than the server's threshold
 * costs a downlink. A correction of {@link #LARGE} or more is followed by another question: the
 * first answer after a reset may belong to a question from before it, when the oscillator showed
 * something else and the token was the same.
 *
 * <p>TokenReq begins at 0 and moves only when an answer with it was used, so a late second answer
 * is ignored.
 */
public final class ClockSync {
  private static final int TOKENS = 16;
  private static final int PERIOD_UNIT_SECONDS = 128;
  private static final int PERIOD_MAX = 15;

  /** About nine hours, in which an oscillator of 20 ppm is out by less than a second. */
  private static final int PERIOD_DEFAULT = 8;

  private static final Duration JITTER = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration RETRY_FIRST = Duration.ofSeconds(30);
  private static final int RETRY_DOUBLINGS_MAX = 5;
  private static final Duration FORCED_SPACING = Duration.ofSeconds(10);
  private static final Duration LARGE = Duration.ofSeconds(2);

  private final PackageVersion version;
  private final int fPort;
  private final RandomGenerator random;
  private Duration correction = Duration.ZERO;
  private boolean synchronised;
  private boolean checking;
  private boolean awaiting;
  private int token;
  private int period = PERIOD_DEFAULT;
  private int failures;
  private int forced;

  /**
   * The clock of a device that was just reset.
   *
   * @param fPort on which it asks for the time
   */
  public ClockSync(PackageVersion version, int fPort, RandomGenerator random) {
    this.version = version;
    this.fPort = fPort;
    this.random = random;
  }

  /** Begins after a reset: nothing is known of the time. */
  public List<Action> start(Optional<Bytes> periodRecord) {
    period =
        periodRecord
            .flatMap(octets -> Records.open(octets, 2))
            .map(in -> in.get() & PERIOD_MAX)
            .orElse(PERIOD_DEFAULT);
    return List.of(ask(SOON.plus(upTo(JITTER))));
  }

  public Duration correction() {
    return correction;
  }

  public boolean synchronised() {
    return synchronised;
  }

  /** The question is due. */
  public List<Action> onTimer() {
    boolean ansRequired = !synchronised || checking || forced > 0;
    return List.of(question(ansRequired), ask(untilNextQuestion()));
  }

  private Action question(boolean ansRequired) {
    awaiting = true;
    return new Action.SendOnce(Uplink.unconfirmed(fPort, new AppTimeQuestion(ansRequired, token)));
  }

  private Duration untilNextQuestion() {
    if (forced > 0) {
      forced--;
    }
    if (forced > 0) {
      return FORCED_SPACING.plus(upTo(SOON));
    }
    if (synchronised && !checking) {
      return periodJittered();
    }
    Duration base = RETRY_FIRST.multipliedBy(1L << Math.min(failures++, RETRY_DOUBLINGS_MAX));
    return base.plus(upTo(base));
  }

  /** Somebody needs the time: unless it is known, the question comes soon. */
  public List<Action> onNeedTime() {
    if (synchronised) {
      return List.of();
    }
    failures = 0;
    return List.of(ask(upTo(SOON)));
  }

  /** The application wants the time now, whatever the period says. */
  public List<Action> onWanted(boolean ansRequired) {
    return List.of(question(ansRequired));
  }

  /**
   * The network time was learnt elsewhere, and the clock is to be put right by {@code added}. An
   * answer that is still under way would correct the clock of before; a forced resync goes on
   * (TS003-12).
   */
  public List<Action> onLearnt(Duration added) {
    correction = correction.plus(added);
    synchronised = true;
    checking = false;
    awaiting = false;
    failures = 0;
    List<Action> actions = new ArrayList<>();
    if (forced == 0) {
      actions.add(ask(periodJittered()));
    }
    actions.add(new Action.Tell(new AgentEvent.ClockSynchronised(added)));
    actions.add(Action.Simple.CLOCK_MOVED);
    return actions;
  }

  /** A command came by unicast. */
  public List<Action> onCommand(ClockSyncDownlink command) {
    if (command instanceof AppTimeAns answer) {
      return onAppTimeAns(answer);
    }
    if (command instanceof DeviceAppTimePeriodicityReq request) {
      return onPeriodicityReq(request);
    }
    if (command instanceof ForceDeviceResyncReq request) {
      return onForceResync(request);
    }
    return List.of(Action.Answer.with(PackageVersionAns.ours(version)));
  }

  private List<Action> onAppTimeAns(AppTimeAns answer) {
    if (!awaiting || answer.tokenAns() != token) {
      return List.of();
    }
    Duration added = Duration.ofSeconds(answer.timeCorrection());
    correction = correction.plus(added);
    synchronised = true;
    checking = added.abs().compareTo(LARGE) >= 0;
    awaiting = false;
    token = (token + 1) % TOKENS;
    failures = 0;
    forced = 0;
    return List.of(
        ask(checking ? SOON.plus(upTo(JITTER)) : periodJittered()),
        new Action.Tell(new AgentEvent.ClockSynchronised(added)),
        Action.Simple.CLOCK_MOVED);
  }

  private List<Action> onPeriodicityReq(DeviceAppTimePeriodicityReq request) {
    period = request.period();
    Bytes octets = Records.encode(2, out -> out.put((byte) period));
    Action reply = new Action.Answer(new PeriodicityAnswer());
    Action save = new Action.Save(NvmKey.CLOCK_PERIOD, octets);
    return synchronised && !checking && forced == 0
        ? List.of(save, reply, ask(periodJittered()))
        : List.of(save, reply);
  }

  private List<Action> onForceResync(ForceDeviceResyncReq request) {
    forced = request.nbTransmissions();
    return forced == 0 ? List.of() : List.of(ask(upTo(SOON)));
  }

  private Duration periodJittered() {
    long seconds = (long) PERIOD_UNIT_SECONDS << period;
    return Duration.ofSeconds(seconds).minus(JITTER).plus(upTo(JITTER.multipliedBy(2)));
  }

  private Duration upTo(Duration longest) {
    return Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
  }

  private static Action ask(Duration delay) {
    return new Action.Start(Timer.CLOCK_SYNC, delay);
  }
}
