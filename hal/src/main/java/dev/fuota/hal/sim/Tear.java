package dev.fuota.hal.sim;

/**
 * What an interrupted flash operation leaves. How far it came is drawn by the {@link PowerSupply}'s
 * dice. Real parts show all of these; code that writes flash must survive each.
 */
public enum Tear {
  /** Nothing happened. */
  NOTHING,
  /** All happened, but the caller never learns. */
  ALL,
  /** The beginning is done, the rest as before. */
  FIRST_PART,
  /** The beginning is done; then some bits changed and others did not. */
  TORN,
  /** The end is done, the beginning as before: parts may work out of order. */
  LAST_PART,
  /**
   * The beginning is done; then come cells between 0 and 1, which read differently each time until
   * they are erased. An erase leaves the whole sector so.
   */
  UNSTABLE,
  /**
   * The beginning is done; then comes a granule whose ECC fails, and reading it is a fault. Of an
   * erase, some granules are so. Parts without ECC: as {@link #TORN}.
   */
  UNREADABLE,
  /**
   * An erase that reads as done, but what is programmed on it without another erase comes out
   * wrong. Of a program operation: as {@link #FIRST_PART}.
   */
  WEAK,
  /**
   * As {@link #TORN}, and bits of another octet in the same page of the part's page buffer have
   * changed away from the erased value. Without a page buffer, and of an erase: as {@link #TORN}.
   */
  DISTURB
}
