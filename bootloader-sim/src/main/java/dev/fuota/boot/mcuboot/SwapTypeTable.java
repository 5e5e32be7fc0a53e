package dev.fuota.boot.mcuboot;

import java.util.List;

/**
 * What a boot is to do when no exchange was interrupted (MCUboot design, "Image trailers"): rows
 * over both trailers; the first row that fits counts.
 */
final class SwapTypeTable {
  private static final List<Magic> ANY_MAGIC = List.of(Magic.values());
  private static final List<Flag> ANY = List.of(Flag.values());
  private static final List<Magic> GOOD = List.of(Magic.GOOD);
  private static final List<Flag> SET = List.of(Flag.SET);
  private static final List<Flag> UNSET = List.of(Flag.UNSET);

  /** One row; each list holds the values that fit. */
  record Row(
      List<Magic> primaryMagic,
      List<Magic> secondaryMagic,
      List<Flag> primaryImageOk,
      List<Flag> secondaryImageOk,
      List<Flag> primaryCopyDone,
      List<Flag> secondaryCopyDone,
      SwapType type) {

    boolean fits(SlotState primary, SlotState secondary) {
      return primaryMagic.contains(primary.magic())
          && secondaryMagic.contains(secondary.magic())
          && primaryImageOk.contains(primary.imageOk())
          && secondaryImageOk.contains(secondary.imageOk())
          && primaryCopyDone.contains(primary.copyDone())
          && secondaryCopyDone.contains(secondary.copyDone());
    }
  }

  // In every row: the magic of both, image_ok of both, copy_done of both.
  private static final Row SECONDARY_MARKED_REVERT =
      new Row(ANY_MAGIC, GOOD, ANY, UNSET, ANY, SET, SwapType.REVERT);
  private static final Row TEST = new Row(ANY_MAGIC, GOOD, ANY, UNSET, ANY, ANY, SwapType.TEST);
  private static final Row PERM = new Row(ANY_MAGIC, GOOD, ANY, SET, ANY, ANY, SwapType.PERM);
  private static final Row UNCONFIRMED =
      new Row(GOOD, ANY_MAGIC, UNSET, ANY, SET, ANY, SwapType.REVERT);
  private static final Row ELSE = new Row(ANY_MAGIC, ANY_MAGIC, ANY, ANY, ANY, ANY, SwapType.NONE);

  private static final List<Row> ROWS = List.of(TEST, PERM, UNCONFIRMED, ELSE);
  private static final List<Row> ROWS_OF_OFFSET =
      List.of(SECONDARY_MARKED_REVERT, TEST, PERM, UNCONFIRMED, ELSE);

  private SwapTypeTable() {}

  static List<Row> rows(McubootMode mode) {
    return mode == McubootMode.SWAP_OFFSET ? ROWS_OF_OFFSET : ROWS;
  }

  static SwapType of(McubootMode mode, SlotState primary, SlotState secondary) {
    for (Row row : rows(mode)) {
      if (row.fits(primary, secondary)) {
        return row.type;
      }
    }
    throw new IllegalStateException("no row for " + primary + ", " + secondary);
  }
}
