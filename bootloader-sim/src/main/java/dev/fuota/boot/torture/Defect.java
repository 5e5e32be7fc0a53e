package dev.fuota.boot.torture;

/** What else is wrong when the power is back after a cut. Where it is, the cut's seed decides. */
public enum Defect {
  NONE,
  /**
   * A bit reads wrong until it is programmed or erased anew; on parts with ECC two of a granule.
   */
  FLIP,
  /** A bit is stuck. */
  STUCK,
  /** A sector is at the end of its endurance. */
  WORN,
  /** A sector takes no operation any more. */
  DEAD,
  /** The next operation fails. */
  FAIL
}
