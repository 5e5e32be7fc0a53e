package dev.fuota.fleet.demo;

import java.util.Locale;

/** In which form an image goes over the air. */
public enum UpdateForm {
  /** As it will lie in the slot. */
  WHOLE,
  /** Compressed with LZMA2, in MCUboot's own form. */
  COMPRESSED,
  /** A delta to the firmware that runs: a sequential patch of detools with heatshrink. */
  DELTA;

  /** The name on a command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
