package dev.fuota.protocol.explain;

import java.util.Comparator;
import java.util.List;

/** What somebody may have meant. */
public final class Nearest {
  private static final int FAR = 3;

  private Nearest() {}

  /** As {@code did you mean primary?}, or a list of all if nothing is near. */
  public static String suggestion(String word, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(other -> distance(word, other)))
        .filter(other -> distance(word, other) <= FAR)
        .map(other -> "did you mean " + other + "?")
        .orElse("known are " + String.join(", ", known));
  }

  /** How many letters must be put in, taken out or changed. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
