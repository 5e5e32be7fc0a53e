package dev.fuota.boot;

import java.util.List;

/**
 * What to do at a boot: rows over the last state of the journal and what waits in the download
 * slot; the first row that fits counts.
 */
enum Decision {
  /** The new image is in place: make an end of the update. */
  FINISH,
  /** Go on with the copy at the page that the journal names. */
  CONTINUE,
  /** Copy from the first page on. */
  INSTALL,
  /** Keep the reason, take the mark away, start the primary slot. */
  REFUSE,
  /** Start the primary slot. */
  START;

  /** What the journal says last. */
  enum Phase {
    IDLE,
    COPYING,
    INSTALLED,
    FAILED
  }

  /** What the download slot holds. */
  enum Waiting {
    /** No image is marked ready. */
    NOTHING,
    /** An image is marked ready that may not be installed. */
    BAD,
    /** A good image is marked ready that the journal does not know. */
    NEW,
    /** The good image of which the journal speaks, marked or not. */
    RECORDED
  }

  private record Row(List<Phase> phases, List<Waiting> waiting, Decision decision) {}

  private static final List<Phase> ANY = List.of(Phase.values());
  private static final List<Waiting> WHATEVER = List.of(Waiting.values());

  private static final List<Row> ROWS =
      List.of(
          new Row(List.of(Phase.INSTALLED), WHATEVER, FINISH),
          new Row(List.of(Phase.COPYING), List.of(Waiting.RECORDED), CONTINUE),
          // Not again: what failed three times would only wear out.
          new Row(List.of(Phase.FAILED), List.of(Waiting.RECORDED), START),
          // The primary slot is half written: the only other copy keeps its mark, it may read
          // better at the next boot.
          new Row(List.of(Phase.COPYING), List.of(Waiting.BAD), START),
          new Row(ANY, List.of(Waiting.NEW, Waiting.RECORDED), INSTALL),
          new Row(ANY, List.of(Waiting.BAD), REFUSE),
          new Row(ANY, List.of(Waiting.NOTHING), START));

  static Decision of(Phase phase, Waiting waiting) {
    return ROWS.stream()
        .filter(row -> row.phases.contains(phase) && row.waiting.contains(waiting))
        .map(Row::decision)
        .findFirst()
        .orElseThrow();
  }
}
