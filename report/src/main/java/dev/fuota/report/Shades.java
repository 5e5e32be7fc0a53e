package dev.fuota.report;

import java.util.Arrays;

/** Shades that say how late something came, compared with all that came. */
public final class Shades {
  private static final int COUNT = 7;

  private Shades() {}

  /**
   * The class of a shade: the lightest for the first to come, the darkest for the last; all the
   * lightest where all came at once.
   *
   * @param sorted when all came
   */
  public static String style(double[] sorted, double value) {
    int earlier = Arrays.binarySearch(sorted, Math.nextDown(value));
    int place = earlier < 0 ? -earlier - 1 : earlier;
    return "h" + Math.min(COUNT - 1, (int) ((long) place * COUNT / Math.max(1, sorted.length)));
  }

  /** A box of each, the first to come at the left. */
  public static String legend() {
    StringBuilder boxes = new StringBuilder();
    for (int shade = 0; shade < COUNT; shade++) {
      boxes.append("<i class=\"box h").append(shade).append("\"></i>");
    }
    return boxes.toString();
  }
}
