package dev.fuota.hal.file;

/** Why a disk did not do what was asked. */
public enum FileProblem {
  /** No room, or none above the reserve. */
  FULL,
  /** The directory or file may not be written. */
  READ_ONLY,
  /** The name leads out of the directory, or over a symbolic link. */
  OUTSIDE,
  /** What should be there is not. */
  MISSING,
  /** Anything else the system reports. */
  IO
}
