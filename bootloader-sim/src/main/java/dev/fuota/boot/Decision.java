package dev.fuota.boot;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to do at a boot: rows over the last state of the journal, what waits, and how the image on
 * trial does; the first row that fits counts.
 */
enum Decision {
  /** The new image is in place: take the marks away, begin its trial or end the update. */
  FINISH,
  /** Go on with the steps at the one that the journal names. */
  CONTINUE,
  /** Prove what waits, and begin. */
  INSTALL,
  /** Keep the reason, take the mark away, start what runs. */
  REFUSE,
  /** Start what runs. */
  START,
  /** The trial is over, well: the update ends. Then look what waits. */
  CONFIRM,
  /** Count one more start of the image on trial, and start it. */
  TRY,
  /** Bring the image before back, if it is still the one recorded. */
  REVERT,
  /** Go on bringing back what the installation could not replace. */
  RESTORE;

  /** What the journal says last. */
  enum Phase {
    IDLE,
    /** What waits is being made into a whole image, in its slot. */
    UNPACKING,
    COPYING,
    INSTALLED,
    TRIAL,
    REVERTING,
    /** A sector could not be written; the image before is being brought back. */
    RESTORING,
    FAILED
  }

  /** What lies where an update waits. */
  enum Waiting {
    /** No image is marked ready. */
    NOTHING,
    /** An image is marked ready that may not be installed. */
    BAD,
    /** A good image is marked ready that the journal does not know. */
    NEW,
    /** What the journal speaks of, marked or not. */
    RECORDED
  }

  /** How the image on trial does. */
  enum Trial {
    /** No trial, or not confirmed and started less often than allowed. */
    OPEN,
    CONFIRMED,
    /** Not confirmed, and no start is left. */
    OVER
  }

  private record Row(
      Set<Phase> phases, Set<Waiting> waiting, Set<Trial> trials, Decision decision) {
    boolean fits(Phase phase, Waiting what, Trial trial) {
      return phases.contains(phase) && waiting.contains(what) && trials.contains(trial);
    }

    String markdown() {
      return "| "
          + cell(phases, Phase.values().length)
          + " | "
          + cell(waiting, Waiting.values().length)
          + " | "
          + cell(trials, Trial.values().length)
          + " | "
          + decision
          + " |\n";
    }

    private static String cell(Set<? extends Enum<?>> values, int all) {
      return values.size() == all
          ? "any"
          : values.stream().map(Enum::name).collect(Collectors.joining(", "));
    }
  }

  private static final Set<Phase> ANY = EnumSet.allOf(Phase.class);
  private static final Set<Waiting> WHATEVER = EnumSet.allOf(Waiting.class);
  private static final Set<Trial> ANYHOW = EnumSet.allOf(Trial.class);

  private static final List<Row> ROWS =
      List.of(
          new Row(EnumSet.of(Phase.INSTALLED), WHATEVER, ANYHOW, FINISH),
          new Row(EnumSet.of(Phase.TRIAL), WHATEVER, EnumSet.of(Trial.CONFIRMED), CONFIRM),
          new Row(EnumSet.of(Phase.TRIAL), WHATEVER, EnumSet.of(Trial.OVER), REVERT),
          new Row(EnumSet.of(Phase.TRIAL), WHATEVER, ANYHOW, TRY),
          new Row(EnumSet.of(Phase.REVERTING), WHATEVER, ANYHOW, REVERT),
          new Row(EnumSet.of(Phase.RESTORING), WHATEVER, ANYHOW, RESTORE),
          row(EnumSet.of(Phase.COPYING, Phase.UNPACKING), EnumSet.of(Waiting.RECORDED), CONTINUE),
          // Not again: what failed three times would only wear out.
          row(EnumSet.of(Phase.FAILED), EnumSet.of(Waiting.RECORDED), START),
          // Half written: the only other copy keeps its mark, it may read better at the next boot.
          row(EnumSet.of(Phase.COPYING, Phase.UNPACKING), EnumSet.of(Waiting.BAD), START),
          row(ANY, EnumSet.of(Waiting.NEW, Waiting.RECORDED), INSTALL),
          row(ANY, EnumSet.of(Waiting.BAD), REFUSE),
          row(ANY, EnumSet.of(Waiting.NOTHING), START));

  private static Row row(Set<Phase> phases, Set<Waiting> waiting, Decision decision) {
    return new Row(phases, waiting, ANYHOW, decision);
  }

  static Decision of(Phase phase, Waiting waiting, Trial trial) {
    return ROWS.stream()
        .filter(row -> row.fits(phase, waiting, trial))
        .map(row -> row.decision)
        .findFirst()
        .orElseThrow();
  }

  /** The rows as a table, for the document. */
  static String markdown() {
    return ROWS.stream()
        .map(Row::markdown)
        .collect(
            Collectors.joining(
                "", "| journal | waits | trial | action |\n|---|---|---|---|\n", ""));
  }
}
