package dev.fuota.protocol.msu;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of versions (decision 0021, D-63): a leading v does not count; the rest is numbers and
 * words, compared one after the other. Words come before numbers and before the end, so that 1.0rc1
 * is older than 1.0; numbers that are not there are 0.
 */
public final class VersionOrder {
  private static final Pattern PART = Pattern.compile("[0-9]+|[A-Za-z]+");
  private static final String MISSING = "0";

  private VersionOrder() {}

  /** Less than, equal to or greater than 0 as {@code a} is older than, as old as or newer. */
  public static int compare(String a, String b) {
    List<String> left = parts(a);
    List<String> right = parts(b);
    int order = 0;
    for (int i = 0; order == 0 && i < Math.max(left.size(), right.size()); i++) {
      order = comparePart(partAt(left, i), partAt(right, i));
    }
    return order;
  }

  private static String partAt(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index) : MISSING;
  }

  private static int comparePart(String a, String b) {
    if (isNumber(a) && isNumber(b)) {
      return new BigInteger(a).compareTo(new BigInteger(b));
    }
    if (isNumber(a) || isNumber(b)) {
      return isNumber(a) ? 1 : -1;
    }
    return Integer.signum(a.compareTo(b));
  }

  private static boolean isNumber(String part) {
    return part.charAt(0) <= '9';
  }

  private static List<String> parts(String version) {
    boolean marked = version.startsWith("v") || version.startsWith("V");
    List<String> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(marked ? version.substring(1) : version);
    while (matcher.find()) {
      parts.add(matcher.group());
    }
    return parts;
  }
}
