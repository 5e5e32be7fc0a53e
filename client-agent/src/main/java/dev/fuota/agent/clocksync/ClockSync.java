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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The clock synchronisation of a device (TS003), in the version that it was made for.
 *
 * <p>Until the first answer it asks with AnsRequired (TS003-11), farther and farther apart; then
 * every 128·2^Period ± 30 s without, so that only a clock that is out by more than the server's
 * threshold costs a downlink. A correction of {@link #LARGE} or more is followed by another
 * question: the first answer after a reset may belong to a question from before it, when the
 * oscillator showed something else and the token was the same.
 *
 * <p>TokenReq begins at 0 and moves only when an answer with it was used (TS003-03), so a late
 * second answer is ignored (TS003-04) and a question that is asked again is the same question
 * (TS003-05).
 *
 * <p>Version 1 wants each question transmitted once (TS003-06). The MAC sends every uplink once, so
 * nothing more is to be done for it.
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
  private static final int PERIOD_OCTETS = 1 + 1;
  private static final int CORRECTION_OCTETS = 1 + Long.BYTES;

  /** A saved correction may be so far from the present one. */
  private static final Duration SAVED_WITHIN = Duration.ofSeconds(1);

  /** What the device knows of the time. */
  enum Phase {
    UNKNOWN,
    /** It was told, and asks once more whether that was right. */
    CHECKING,
    KNOWN
  }

  private final ClockSettings settings;
  private final RandomGenerator random;
  private Duration correction = Duration.ZERO;
  private Duration savedCorrection = Duration.ZERO;
  private Phase phase = Phase.UNKNOWN;
  private boolean awaiting;
  private int token;
  private int period = PERIOD_DEFAULT;
  private int failures;
  private int forced;

  /** A clock of which nothing is known. */
  public ClockSync(ClockSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /**
   * Takes back the correction from before the reset, where the clock ran on: it counts at once, and
   * is checked by the first question.
   */
  public void load(Bytes correctionRecord) {
    if (settings.clockRunsOn()) {
      Records.open(correctionRecord, CORRECTION_OCTETS)
          .ifPresent(
              in -> {
                correction = Duration.ofMillis(in.getLong());
                savedCorrection = correction;
                phase = Phase.CHECKING;
              });
    }
  }

  /** Begins after a reset. */
  public List<Action> start(Optional<Bytes> periodRecord) {
    period =
        periodRecord
            .flatMap(octets -> Records.open(octets, PERIOD_OCTETS))
            .map(in -> in.get() & PERIOD_MAX)
            .orElse(PERIOD_DEFAULT);
    return List.of(ask(SOON.plus(upTo(JITTER))));
  }

  public Duration correction() {
    return correction;
  }

  public boolean synchronised() {
    return phase != Phase.UNKNOWN;
  }

  Phase phase() {
    return phase;
  }

  /** Whether a forced resync goes on. */
  boolean forced() {
    return forced > 0;
  }

  /** Whether a question is out, the only time when an answer counts. */
  boolean asked() {
    return awaiting;
  }

  int token() {
    return token;
  }

  /** The question is due. */
  public List<Action> onTimer() {
    return List.of(question(needsAnswer()), ask(untilNextQuestion()));
  }

  private boolean needsAnswer() {
    return phase != Phase.KNOWN || forced > 0;
  }

  private Action question(boolean ansRequired) {
    awaiting = true;
    return new Action.SendOnce(
        Uplink.unconfirmed(settings.fPort(), new AppTimeQuestion(ansRequired, token)));
  }

  private Duration untilNextQuestion() {
    if (forced > 0) {
      forced--;
    }
    if (forced > 0) {
      return FORCED_SPACING.plus(upTo(SOON));
    }
    if (phase == Phase.KNOWN) {
      return periodJittered();
    }
    Duration base = RETRY_FIRST.multipliedBy(1L << Math.min(failures++, RETRY_DOUBLINGS_MAX));
    return base.plus(upTo(base));
  }

  /** Somebody needs the time: unless it is known, the question comes soon. */
  public List<Action> onNeedTime() {
    if (synchronised()) {
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
    phase = Phase.KNOWN;
    awaiting = false;
    failures = 0;
    List<Action> actions = new ArrayList<>();
    if (forced == 0) {
      actions.add(ask(periodJittered()));
    }
    actions.add(new Action.Tell(new AgentEvent.ClockSynchronised(added)));
    actions.addAll(moved());
    return actions;
  }

  /** Whatever hangs on absolute time hears of it (TS003-13). */
  private List<Action> moved() {
    boolean unsaved = correction.minus(savedCorrection).abs().compareTo(SAVED_WITHIN) >= 0;
    if (!settings.clockRunsOn() || !unsaved) {
      return List.of(Action.Simple.CLOCK_MOVED);
    }
    savedCorrection = correction;
    Bytes octets = Records.encode(CORRECTION_OCTETS, out -> out.putLong(correction.toMillis()));
    return List.of(Action.Simple.CLOCK_MOVED, new Action.Save(NvmKey.CLOCK_CORRECTION, octets));
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
    return List.of(Action.Answer.with(PackageVersionAns.ours(settings.version())));
  }

  private List<Action> onAppTimeAns(AppTimeAns answer) {
    if (!awaiting || answer.tokenAns() != token) {
      return List.of(); // (TS003-04), and a forced resync goes on (TS003-12)
    }
    Duration added = Duration.ofSeconds(answer.timeCorrection());
    correction = correction.plus(added); // (TS003-02)
    awaiting = false;
    token = (token + 1) % TOKENS;
    failures = 0;
    forced = 0;
    return isSaturated(answer) ? onSaturated() : onCorrected(added);
  }

  /** The field has no room for the whole correction; what it says is only a part of it. */
  private static boolean isSaturated(AppTimeAns answer) {
    return answer.timeCorrection() == Integer.MAX_VALUE
        || answer.timeCorrection() == Integer.MIN_VALUE;
  }

  /** The clock is still wrong: version 2 asks again at once (TS003-07), version 1 soon. */
  private List<Action> onSaturated() {
    phase = Phase.UNKNOWN;
    List<Action> actions = new ArrayList<>(moved());
    switch (settings.version()) {
      case V1 -> actions.add(ask(SOON.plus(upTo(JITTER))));
      case V2 -> actions.addAll(onTimer());
    }
    return actions;
  }

  private List<Action> onCorrected(Duration added) {
    phase = added.abs().compareTo(LARGE) >= 0 ? Phase.CHECKING : Phase.KNOWN;
    List<Action> actions = new ArrayList<>();
    actions.add(ask(phase == Phase.CHECKING ? SOON.plus(upTo(JITTER)) : periodJittered()));
    actions.add(new Action.Tell(new AgentEvent.ClockSynchronised(added)));
    actions.addAll(moved());
    return actions;
  }

  private List<Action> onPeriodicityReq(DeviceAppTimePeriodicityReq request) {
    Action reply = new Action.Answer(new PeriodicityAnswer(settings.ownPeriod()));
    if (settings.ownPeriod() || request.period() == period) {
      return List.of(reply);
    }
    period = request.period();
    Bytes octets = Records.encode(PERIOD_OCTETS, out -> out.put((byte) period));
    Action save = new Action.Save(NvmKey.CLOCK_PERIOD, octets);
    return needsAnswer() ? List.of(save, reply) : List.of(save, reply, ask(periodJittered()));
  }

  /** 0 asks for nothing, and takes nothing back (TS003-10). */
  private List<Action> onForceResync(ForceDeviceResyncReq request) {
    if (request.nbTransmissions() == 0) {
      return List.of();
    }
    forced = request.nbTransmissions();
    return List.of(ask(upTo(SOON)));
  }

  /** Drawn anew each time (TS003-08). */
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
