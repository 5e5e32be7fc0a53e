package dev.fuota.samples;

/**
 * Why the sample firmware starts: the word that the bootloader, or an emulator in its place, leaves
 * for it at {@link FirmwareSamples#RESET_REASON_ADDRESS}. Any other word means power-on.
 */
public enum ResetReason {
  POWER_ON(1, "power-on"),
  SOFTWARE(2, "software"),
  WATCHDOG(3, "watchdog"),
  UPDATE_INSTALLED(4, "update installed"),
  BROWN_OUT(5, "brown-out");

  private static final int TAG = 0x52535400;

  private final int code;
  private final String text;

  ResetReason(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The word that says so. */
  public int word() {
    return TAG | code;
  }

  /** What the firmware prints for it. */
  @Override
  public String toString() {
    return text;
  }
}
