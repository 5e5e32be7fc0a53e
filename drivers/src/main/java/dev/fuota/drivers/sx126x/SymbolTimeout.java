package dev.fuota.drivers.sx126x;

/**
 * How many symbols without a preamble end a reception, in the two forms in which the chip takes it:
 * the argument of SetLoRaSymbNumTimeout, and mantissa and exponent in register 0x0706, which keep
 * the same number more exactly (Semtech's driver, {@code sx126x_set_lora_symb_nb_timeout}).
 *
 * @param symbols that are counted, at least as many as asked for; 0: for ever
 */
record SymbolTimeout(int symbols, int mantissa, int exponent) {
  /** More cannot be counted. */
  static final int MAX = 248;

  private static final int MANTISSA_MAX = 31;

  /**
   * Rounds up to a number that the chip can count.
   *
   * @param symbols 0..{@link #MAX}
   */
  static SymbolTimeout of(int symbols) {
    if (symbols < 0 || symbols > MAX) {
      throw new IllegalArgumentException(symbols + " symbols are not 0 to " + MAX);
    }
    int mantissa = (symbols + 1) / 2;
    int exponent = 0;
    while (mantissa > MANTISSA_MAX) {
      mantissa = (mantissa + 3) / 4;
      exponent++;
    }
    return new SymbolTimeout(mantissa << (2 * exponent + 1), mantissa, exponent);
  }

  /** The content of register 0x0706. */
  int register() {
    return exponent + 8 * mantissa;
  }
}
