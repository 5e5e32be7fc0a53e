package dev.fuota.junit;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many devices are wanted at least: a number of them, or a share.
 *
 * @param text as the test says it: {@code 48} or {@code 99.5%}
 */
record Amount(String text) {
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?) ?%");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final double PERCENT = 100;

  Amount {
    Matcher share = SHARE.matcher(text);
    boolean good =
        share.matches()
            ? Double.parseDouble(share.group(1)) <= PERCENT
            : NUMBER.matcher(text).matches();
    if (!good) {
      throw new IllegalArgumentException(
          "'" + text + "' is no amount of devices; write 48 or 99.5%");
    }
  }

  /** Whether {@code is} of {@code all} devices are enough. */
  boolean holds(long is, long all) {
    Matcher share = SHARE.matcher(text);
    // As a product: 100 % of 3 devices are 3, whatever a quotient would be rounded to.
    return share.matches()
        ? is * PERCENT >= Double.parseDouble(share.group(1)) * all
        : is >= Long.parseLong(text);
  }

  /** Such as {@code 48 of 50 devices (96.0 %)}. */
  static String of(long is, long all) {
    double percent = all == 0 ? 0 : PERCENT * is / all;
    return String.format(Locale.ROOT, "%d of %d devices (%.1f %%)", is, all, percent);
  }
}
