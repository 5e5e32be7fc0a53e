package dev.fuota.boot.mcuboot;

/** What is to happen with the two images; the numbers stand in {@code swap_info}. */
public enum SwapType {
  NONE(1),
  /** Exchange; the new image must confirm itself, else the next boot takes it away. */
  TEST(2),
  /** Exchange for good. */
  PERM(3),
  /** Exchange back. */
  REVERT(4),
  /** The new image does not verify. */
  FAIL(5),
  /** A number that the library never writes, left by a torn program operation. */
  IMPOSSIBLE(0);

  private static final int TYPE_MASK = 0x0f;

  private final int number;

  SwapType(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** Whether the next boot exchanges the slots. */
  public boolean isUpgrade() {
    return this == TEST || this == PERM || this == REVERT;
  }

  /** Whether no later boot may take the exchange back. */
  boolean isFinal() {
    return this == PERM || this == REVERT;
  }

  /** The type in the low half of {@code swapInfo}, without a check of its range. */
  static SwapType of(byte swapInfo) {
    int number = swapInfo & TYPE_MASK;
    for (SwapType type : values()) {
      if (type.number == number) {
        return type;
      }
    }
    return IMPOSSIBLE;
  }

  /** The type in the low half of {@code swapInfo}; numbers above those of upgrades are none. */
  static SwapType checked(byte swapInfo) {
    return (swapInfo & TYPE_MASK) > REVERT.number ? NONE : of(swapInfo);
  }
}
