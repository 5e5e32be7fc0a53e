package dev.fuota.server.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of the campaign's table, in their order, and where it stands in them. */
final class CampaignSteps {
  private final CampaignContext context;
  private final Schedule schedule;
  private final Rounds rounds;
  private final List<Step> rows;
  private Step current;

  CampaignSteps(CampaignContext context) {
    this.context = context;
    this.schedule = new Schedule(context);
    this.rounds = new Rounds(context, transfer());
    this.rows = new StepList(context, schedule, rounds).rows();
    this.current = rows.get(0);
  }

  private Transfer transfer() {
    if (context.isUnicast()) {
      return new UnicastTransfer(context);
    }
    if (context.plan().isAdaptive()) {
      return new AdaptiveTransfer(context, schedule::sessionEnd);
    }
    Frames frames = Frames.of(context.job(), context.parameters().fragIndex());
    return new MulticastTransfer(context, frames.count(), frames.frames(), () -> false);
  }

  /** Begins the first one; the campaign ends at {@code latest} at the latest. */
  void begin(Instant latest) {
    schedule.endLatest(latest);
    begin(current);
  }

  /**
   * Stands where an earlier process did, and does nothing.
   *
   * @param otherwise where, if it is none of the rows
   */
  void standAt(CampaignState state, Step otherwise) {
    schedule.restore(state);
    rounds.restore(state);
    current =
        rows.stream().filter(row -> row.stage() == state.stage()).findFirst().orElse(otherwise);
  }

  /** Goes on with the row at which this stands. */
  void resume(CampaignState state, Instant latest) {
    schedule.endLatest(latest);
    for (Step row : rows) {
      if (isReached(row, state)) {
        row.admit();
      }
      if (row instanceof TransferStep && state.round() > 0) {
        context.runner().closeAgain();
      }
    }
    context.listener().onStage(current.stage());
    current.resume(state);
  }

  /** Whether a row was begun; further rounds only if there were any. */
  private boolean isReached(Step row, CampaignState state) {
    boolean behind = row.stage().compareTo(state.stage()) <= 0;
    return behind && (!(row instanceof RoundsStep) || state.round() > 1);
  }

  Step current() {
    return current;
  }

  List<Stage> stages() {
    return rows.stream().map(Step::stage).toList();
  }

  /** Further rounds come only if they are asked for. */
  void toNext() {
    schedule.stageEnds();
    int next = rows.indexOf(current) + 1;
    begin(rows.get(rows.get(next) instanceof RoundsStep ? next + 1 : next));
  }

  void toRounds() {
    rows.stream().filter(RoundsStep.class::isInstance).findFirst().ifPresent(this::begin);
  }

  /** Whatever goes on ends; this takes its place. */
  void interrupt(Step instead) {
    stop();
    begin(instead);
  }

  private void begin(Step step) {
    current = step;
    schedule.stageBegins();
    context.listener().onStage(step.stage());
    step.admit();
    context.save().run();
    step.begin();
  }

  /** Ends what goes on by itself. */
  void stop() {
    current.stop();
    context.sender().stop();
  }

  /** Rounds of fragments begun, or 1 before the first. */
  int round() {
    return Math.max(1, rounds.number());
  }

  int sent() {
    return rounds.sent();
  }

  int total() {
    return rounds.total();
  }

  CampaignState save(Instant startedAt, Tally tally, Optional<Verdict> verdict) {
    return new CampaignState(
        current.stage(),
        startedAt,
        schedule.stageBegan(),
        schedule.longestSetup(),
        schedule.sessionStart(),
        schedule.rebootAt(),
        rounds.number(),
        rounds.sent(),
        tally.multicastOctets(),
        tally.multicastTimeOnAir(),
        tally.unicastTimeOnAir(),
        verdict);
  }
}
