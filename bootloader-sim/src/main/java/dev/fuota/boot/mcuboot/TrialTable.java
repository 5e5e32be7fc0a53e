package dev.fuota.boot.mcuboot;

import java.util.List;

/**
 * What direct-XIP with revert does with the slot that it chose, before it verifies the image: rows
 * over its trailer; the first row that fits counts.
 */
final class TrialTable {

  /** What happens to the slot. */
  enum Choice {
    /** Without a good magic it was never released; or it was started and did not confirm itself. */
    ERASE,
    /** copy_done says from now on that it was started once. */
    MARK_AND_START,
    START
  }

  private static final List<Magic> ANY_MAGIC = List.of(Magic.values());
  private static final List<Flag> ANY = List.of(Flag.values());
  private static final List<Magic> NOT_GOOD = List.of(Magic.UNSET, Magic.BAD);
  private static final List<Flag> SET = List.of(Flag.SET);

  /** One row; each list holds the values that fit. */
  record Row(List<Magic> magic, List<Flag> copyDone, List<Flag> imageOk, Choice choice) {
    boolean fits(SlotState slot) {
      return magic.contains(slot.magic())
          && copyDone.contains(slot.copyDone())
          && imageOk.contains(slot.imageOk());
    }
  }

  static final List<Row> ROWS =
      List.of(
          new Row(NOT_GOOD, ANY, ANY, Choice.ERASE),
          new Row(ANY_MAGIC, SET, SET, Choice.START),
          new Row(ANY_MAGIC, SET, ANY, Choice.ERASE),
          new Row(ANY_MAGIC, ANY, ANY, Choice.MARK_AND_START));

  private TrialTable() {}

  static Choice of(SlotState slot) {
    for (Row row : ROWS) {
      if (row.fits(slot)) {
        return row.choice;
      }
    }
    throw new IllegalStateException("no row for " + slot);
  }
}
