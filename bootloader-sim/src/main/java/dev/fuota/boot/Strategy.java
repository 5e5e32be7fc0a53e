package dev.fuota.boot;

import java.util.Locale;

/** How a waiting image comes to run. Names as in MCUboot where it has the same. */
public enum Strategy {
  /** Both slots are mapped to where code runs; the other one starts, with a trial. No copy. */
  AB,
  /** The waiting image is copied over the running one page by page; the journal names the page. */
  IN_PLACE,
  /** As {@link #IN_PLACE} without a page in the journal: a cut copy begins anew. */
  OVERWRITE_ONLY,
  /** The slots change their content over a third partition, with a trial. */
  SWAP_SCRATCH,
  /** The slots change their content, after the running image was moved up by one sector. */
  SWAP_MOVE,
  /** The slots change their content; the waiting image lies one sector further up. */
  SWAP_OFFSET,
  /** Each slot has its own address to run from; the highest version starts, with a trial. */
  DIRECT_XIP;

  /** The name on a command line and in a layout file, as {@code in-place}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the two slots change their content. */
  public boolean isSwap() {
    return this == SWAP_SCRATCH || this == SWAP_MOVE || this == SWAP_OFFSET;
  }

  /** Whether code runs from either slot, without a copy. */
  public boolean runsFromBoth() {
    return this == AB || this == DIRECT_XIP;
  }

  /** Whether the image before can come back. */
  public boolean canRevert() {
    return isSwap() || runsFromBoth();
  }
}
