package dev.fuota.server.campaign;

import dev.fuota.server.port.DeviceId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A target with all that the campaign knows of it. */
@SuppressWarnings("EnumOrdinal") // ten thousand maps would be the most of a campaign's heap
final class Participant {
  private static final Stage[] STAGES = Stage.values();
  private static final int UNKNOWN = -1;

  /** What it needs if its decoder has no memory for so many lost fragments. */
  static final int BEYOND_HELP = Integer.MAX_VALUE;

  private final Target target;
  private final Census census;
  private final @Nullable StageState[] states = new StageState[STAGES.length];
  private int uplinks;
  private int position;
  private int fragmentsSent;
  private int missing = UNKNOWN;
  private int needs = UNKNOWN;
  private long reportedVersion = UNKNOWN;
  private boolean succeeded;
  private boolean reportedBlock;
  private String reason = "";
  private @Nullable UnicastRequest request;
  private @Nullable Instant rebootsAt;

  Participant(Target target, Census census) {
    this.target = target;
    this.census = census;
    census.putBack(this);
  }

  Target target() {
    return target;
  }

  DeviceId device() {
    return target.device();
  }

  boolean hasCome(Stage stage) {
    return states[stage.ordinal()] != null;
  }

  StageState state(Stage stage) {
    StageState state = states[stage.ordinal()];
    return state == null ? StageState.NEW : state;
  }

  void enter(Stage stage, StageState state) {
    census.takeOut(this);
    states[stage.ordinal()] = state;
    census.putBack(this);
  }

  /** Whether it has sent anything since the campaign began. */
  boolean isHeard() {
    return uplinks > 0;
  }

  /** How many uplinks it has sent since the campaign began, or was gone on with. */
  int uplinks() {
    return uplinks;
  }

  /** It has sent an uplink. */
  void hear() {
    uplinks++;
  }

  /** What it sent was read: what waited for a sign of life may go. */
  void goOn() {
    if (request != null) {
      request.onHeard();
    }
  }

  /** Index of the exchange that it is at, or would be if it were still in. */
  int position() {
    return position;
  }

  void moveTo(int newPosition) {
    census.takeOut(this);
    position = newPosition;
    census.putBack(this);
  }

  /** Whether it is neither through with everything nor out. */
  boolean isIn() {
    return !succeeded && reason.isEmpty();
  }

  /** Why it is out; empty while it is in. */
  String reason() {
    return reason;
  }

  void leave(String why) {
    census.takeOut(this);
    reason = why;
    census.putBack(this);
  }

  /** A device that is out comes back with a late answer, or for another round of fragments. */
  void comeBack() {
    leave("");
  }

  /** Whether the campaign has reached with it what it is for. */
  boolean hasSucceeded() {
    return succeeded;
  }

  void succeed() {
    census.takeOut(this);
    succeeded = true;
    reason = "";
    census.putBack(this);
  }

  /** Whether it has said, unasked, that it rebuilt the block and the MIC is right. */
  boolean hasReportedBlock() {
    return reportedBlock;
  }

  void reportBlock() {
    census.takeOut(this);
    reportedBlock = true;
    missing = 0;
    needs = 0;
    census.putBack(this);
  }

  /** How many fragments it misses, as it said last; 255 stands for more. */
  OptionalInt missing() {
    return missing == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(missing);
  }

  /**
   * It said what it misses.
   *
   * @param coded coded fragments that it needs at least, {@link #BEYOND_HELP} if none will do
   */
  void misses(int fragments, int coded) {
    missing = fragments;
    needs = coded;
  }

  /** How many coded fragments it needs at least, as far as it has said. */
  OptionalInt needs() {
    return needs == UNKNOWN ? missing() : OptionalInt.of(needs);
  }

  /** Whether coded fragments will do, and it needs some. */
  boolean isNeedy() {
    int count = needs().orElse(0);
    return count > 0 && count < BEYOND_HELP;
  }

  /** The number of the last fragment of this round that went to it by unicast. */
  int fragmentsSent() {
    return fragmentsSent;
  }

  void fragmentsSent(int count) {
    census.takeOut(this);
    fragmentsSent = count;
    census.putBack(this);
  }

  Optional<UnicastRequest> request() {
    return Optional.ofNullable(request);
  }

  void begin(UnicastRequest newRequest) {
    request = newRequest;
    newRequest.start();
  }

  void endRequest() {
    if (request != null) {
      request.settle();
      request = null;
    }
  }

  /** When it reboots, as far as it has confirmed that. */
  Optional<Instant> rebootsAt() {
    return Optional.ofNullable(rebootsAt);
  }

  void rebootsAt(Instant instant) {
    rebootsAt = instant;
  }

  void reported(long fwVersion) {
    census.takeOut(this);
    reportedVersion = fwVersion;
    census.putBack(this);
  }

  private OptionalLong reportedVersion() {
    return reportedVersion == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(reportedVersion);
  }

  private Map<Stage, StageState> states() {
    Map<Stage, StageState> come = new EnumMap<>(Stage.class);
    for (Stage stage : STAGES) {
      StageState state = states[stage.ordinal()];
      if (state != null) {
        come.put(stage, state);
      }
    }
    return come;
  }

  DeviceSnapshot snapshot() {
    return new DeviceSnapshot(device(), states(), succeeded, reason, reportedVersion(), missing());
  }

  ParticipantState save() {
    return new ParticipantState(
        device(),
        states(),
        position,
        isHeard(),
        succeeded,
        reason,
        reportedBlock,
        fragmentsSent,
        missing(),
        reportedVersion(),
        rebootsAt());
  }

  /** Goes on from there. */
  void restore(ParticipantState state) {
    census.takeOut(this);
    for (Stage stage : STAGES) {
      StageState before = state.stages().get(stage);
      states[stage.ordinal()] =
          before == null ? null : StageState.of(before.status(), before.tries(), before.detail());
    }
    position = Math.min(state.position(), STAGES.length);
    uplinks = state.heard() ? 1 : 0;
    succeeded = state.succeeded();
    reason = succeeded ? "" : state.reason();
    reportedBlock = state.reportedBlock();
    fragmentsSent = state.fragmentsSent();
    missing = state.missing().orElse(UNKNOWN);
    reportedVersion = state.reportedVersion().orElse(UNKNOWN);
    rebootsAt = state.rebootsAt().orElse(null);
    census.putBack(this);
  }
}
