package dev.fuota.fleet.scenario;

import dev.fuota.settings.Setting;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shares and sizes of a scenario. */
final class Amounts {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?) ?%");
  private static final double PERCENTS = 100;

  private Amounts() {}

  /** A share of 0 up to {@code max}, more than 1 if that is: {@code 130%} or {@code 1.3}. */
  static double share(Setting value, double max) {
    Matcher percent = PERCENT.matcher(value.text());
    boolean isPercent = percent.matches();
    if (!isPercent && value.text().matches("-.*|.*%")) {
      throw value.problem("'" + value.text() + "' is no share; write it as 30% or 0.3");
    }
    double share = isPercent ? Double.parseDouble(percent.group(1)) / PERCENTS : value.decimal();
    if (share > max) {
      throw value.problem(
          value.text() + " is more than " + Math.round(max * PERCENTS) + "%, the most there is");
    }
    return share;
  }

  /** A probability. */
  static double probability(Setting value) {
    return share(value, 1);
  }

  /** A size in octets, within a range. */
  static int octets(Setting value, int min, int max) {
    long octets = value.octets();
    if (octets < min || octets > max) {
      String is = value.text().equals(Long.toString(octets)) ? "" : value.text() + " is ";
      throw value.problem(is + octets + " octets, not " + min + " to " + max);
    }
    return (int) octets;
  }
}
