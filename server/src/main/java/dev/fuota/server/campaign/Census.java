package dev.fuota.server.campaign;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts participants by all that is asked after every uplink, so that nobody has to walk through
 * thousands of them. Each participant is taken out before it changes and put back behind it.
 */
@SuppressWarnings("EnumOrdinal") // plain arrays: every change of every device is counted
final class Census {
  private static final Stage[] STAGES = Stage.values();
  private static final int STATUSES = StageState.Status.values().length;

  private final Consumer<Participant> changed;
  private final int[][] byStage = new int[STAGES.length][STATUSES];
  private final int[] through = new int[STAGES.length];
  private final int[] inAt = new int[STAGES.length + 1];
  private int devices;
  private int succeeded;
  private int failed;
  private int reported;

  /**
   * Nobody yet.
   *
   * @param changed is told of each participant that is put back
   */
  Census(Consumer<Participant> changed) {
    this.changed = changed;
  }

  void takeOut(Participant participant) {
    count(participant, -1);
  }

  void putBack(Participant participant) {
    count(participant, 1);
    changed.accept(participant);
  }

  private void count(Participant participant, int by) {
    devices += by;
    succeeded += participant.hasSucceeded() ? by : 0;
    reported += participant.hasReportedBlock() ? by : 0;
    if (participant.isIn()) {
      inAt[participant.position()] += by;
    } else if (!participant.hasSucceeded()) {
      failed += by;
    }
    for (Stage stage : STAGES) {
      countStage(participant, stage, by);
    }
  }

  private void countStage(Participant participant, Stage stage, int by) {
    if (participant.hasCome(stage)) {
      byStage[stage.ordinal()][participant.state(stage).status().ordinal()] += by;
    }
    boolean answered = participant.state(stage).status() == StageState.Status.ANSWERED;
    through[stage.ordinal()] += answered || participant.hasSucceeded() ? by : 0;
  }

  /** Participants that are neither through with everything nor out. */
  int in() {
    return devices - succeeded - failed;
  }

  int succeeded() {
    return succeeded;
  }

  /** Participants that have said, unasked, that they have the whole block. */
  int reported() {
    return reported;
  }

  /** Participants that have answered in a stage, or need not any more. */
  int through(Stage stage) {
    return through[stage.ordinal()];
  }

  /** Participants that are in and not beyond this position. */
  int inUpTo(int position) {
    int count = 0;
    for (int i = 0; i <= position && i < inAt.length; i++) {
      count += inAt[i];
    }
    return count;
  }

  StageCounts counts() {
    Map<Stage, StageCounts.Counts> stages = new EnumMap<>(Stage.class);
    for (Stage stage : STAGES) {
      int[] row = byStage[stage.ordinal()];
      StageCounts.Counts counts = new StageCounts.Counts(row[0], row[1], row[2], row[3], row[4]);
      if (!counts.equals(StageCounts.NONE)) {
        stages.put(stage, counts);
      }
    }
    return new StageCounts(stages, devices, succeeded, failed);
  }
}
