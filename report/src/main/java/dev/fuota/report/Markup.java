package dev.fuota.report;

import java.util.Locale;

/** Text of an HTML page or an inline SVG, put together piece by piece. */
public final class Markup {
  private final StringBuilder out = new StringBuilder();

  /** Takes {@code format} as it is and its arguments escaped; numbers in their shortest form. */
  public Markup add(String format, Object... arguments) {
    Object[] escaped = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      escaped[i] = text(arguments[i]);
    }
    out.append(String.format(Locale.ROOT, format, escaped));
    return this;
  }

  /** Takes what is markup already. */
  public Markup raw(CharSequence markup) {
    out.append(markup);
    return this;
  }

  private static String text(Object value) {
    return value instanceof Double number ? coordinate(number) : escape(String.valueOf(value));
  }

  /** At most two decimals, no trailing zeros. */
  public static String coordinate(double value) {
    double rounded = Math.round(value * 100) / 100.0;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  /** Safe as text, in an attribute, and in XML. */
  static String escape(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
