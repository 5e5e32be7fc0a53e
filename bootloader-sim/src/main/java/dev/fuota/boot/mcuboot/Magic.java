package dev.fuota.boot.mcuboot;

/** What stands where the trailer's magic belongs. */
enum Magic {
  GOOD,
  /** All erased. */
  UNSET,
  /** Something else. */
  BAD
}
