package dev.fuota.server.firmware;

/** In which form an image is to be sent. */
public enum FormPolicy {
  /** As it will lie in the slot. */
  FULL,
  /** A delta to what each device runs; a device that cannot take one is refused. */
  DELTA,
  /** Compressed as a whole; a device that cannot expand it is refused. */
  COMPRESSED,
  /** For each device the smallest form that it can take. */
  AUTO
}
