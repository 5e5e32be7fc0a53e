package dev.fuota.boot.mcuboot;

/** What stands where a flag of the trailer belongs. */
enum Flag {
  SET,
  /** Erased. */
  UNSET,
  /** Something else. */
  BAD
}
