package dev.fuota.fleet.page;

import java.math.BigDecimal;
import java.math.MathContext;

/** Figures in few digits. */
final class Figure {
  private static final MathContext DIGITS = new MathContext(4);

  private Figure() {}

  /** At most four significant digits, no exponent, no zeros at the end. */
  static String shortest(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
