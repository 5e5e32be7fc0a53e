package dev.fuota.boot.mcuboot;

import java.util.List;

/**
 * Whether an exchange was interrupted, and where its status records are: rows over the magics and
 * the primary slot's copy_done; the first row that fits counts.
 */
final class StatusSourceTable {

  /** Where the status records are. */
  enum Source {
    NONE,
    SCRATCH,
    PRIMARY
  }

  private static final List<Magic> ANY = List.of(Magic.values());
  private static final List<Flag> ANY_FLAG = List.of(Flag.values());
  private static final List<Magic> GOOD = List.of(Magic.GOOD);
  private static final List<Magic> UNSET = List.of(Magic.UNSET);
  private static final List<Magic> NOT_GOOD = List.of(Magic.UNSET, Magic.BAD);
  private static final List<Flag> DONE = List.of(Flag.SET);
  private static final List<Flag> NOT_DONE = List.of(Flag.UNSET);

  /** One row; each list holds the values that fit. */
  record Row(
      List<Magic> primaryMagic,
      List<Magic> scratchMagic,
      List<Magic> secondaryMagic,
      List<Flag> primaryCopyDone,
      Source source) {

    boolean fits(Magic primary, Magic scratch, Magic secondary, Flag copyDone) {
      return primaryMagic.contains(primary)
          && scratchMagic.contains(scratch)
          && secondaryMagic.contains(secondary)
          && primaryCopyDone.contains(copyDone);
    }
  }

  // In every row: the magics of primary, scratch and secondary, the primary's copy_done.
  private static final List<Row> ROWS_OF_SCRATCH =
      List.of(
          new Row(GOOD, NOT_GOOD, ANY, DONE, Source.NONE),
          new Row(GOOD, NOT_GOOD, ANY, NOT_DONE, Source.PRIMARY),
          new Row(ANY, GOOD, ANY, ANY_FLAG, Source.SCRATCH),
          // No exchange ever: then there are no records. Or in the middle of a revert.
          new Row(UNSET, ANY, ANY, NOT_DONE, Source.PRIMARY),
          new Row(ANY, ANY, ANY, ANY_FLAG, Source.NONE));

  private static final List<Row> ROWS_WITHOUT_SCRATCH =
      List.of(
          new Row(GOOD, ANY, NOT_GOOD, NOT_DONE, Source.PRIMARY),
          new Row(ANY, ANY, ANY, ANY_FLAG, Source.NONE));

  private StatusSourceTable() {}

  /** The rows of a swap mode; without a scratch area its magic is of no matter. */
  static List<Row> rows(McubootMode mode) {
    return mode == McubootMode.SWAP_SCRATCH ? ROWS_OF_SCRATCH : ROWS_WITHOUT_SCRATCH;
  }

  static Source of(McubootMode mode, Magic primary, Magic scratch, Magic secondary, Flag copyDone) {
    for (Row row : rows(mode)) {
      if (row.fits(primary, scratch, secondary, copyDone)) {
        return row.source;
      }
    }
    throw new IllegalStateException("no row for " + primary + ", " + scratch + ", " + secondary);
  }
}
