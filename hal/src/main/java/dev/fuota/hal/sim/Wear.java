package dev.fuota.hal.sim;

import java.util.Arrays;

/**
 * How often each sector of a flash was erased. Neighbours that were erased as often are told
 * together, for partitions are erased as a whole. Nobody changes it.
 */
final class Wear {
  /** No sector was erased. */
  static final Wear NONE = new Wear(new int[0]);

  private static final int FIRST = 0;
  private static final int ERASES = 1;
  private static final int FIELDS = 2;

  /** From which sector on, and how often; before the first of these no sector was erased. */
  private final int[] steps;

  private Wear(int[] steps) {
    this.steps = steps;
  }

  private int first(int step) {
    return steps[step * FIELDS + FIRST];
  }

  private int erases(int step) {
    return steps[step * FIELDS + ERASES];
  }

  private int count() {
    return steps.length / FIELDS;
  }

  /** How often a sector was erased. */
  int of(int sector) {
    int erases = 0;
    for (int step = 0; step < count() && first(step) <= sector; step++) {
      erases = erases(step);
    }
    return erases;
  }

  /** How often the sector was erased that was so most often. */
  int max() {
    int max = 0;
    for (int step = 0; step < count(); step++) {
      max = Math.max(max, erases(step));
    }
    return max;
  }

  /** The same but for one sector. */
  Wear with(int sector, int erases) {
    Steps more = new Steps(count() + 2);
    int there = 0;
    int step = 0;
    for (; step < count() && first(step) <= sector; step++) {
      there = erases(step);
      if (first(step) < sector) {
        more.add(first(step), there);
      }
    }
    more.add(sector, erases);
    if (step == count() || first(step) > sector + 1) {
      more.add(sector + 1, there);
    }
    for (; step < count(); step++) {
      more.add(first(step), erases(step));
    }
    return new Wear(more.all());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Wear that && Arrays.equals(steps, that.steps);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(steps);
  }

  /** Steps in the making; one that changes nothing is left out. */
  private static final class Steps {
    private final int[] steps;
    private int length;

    Steps(int most) {
      steps = new int[most * FIELDS];
    }

    void add(int first, int erases) {
      int last = length == 0 ? 0 : steps[length - FIELDS + ERASES];
      if (erases != last) {
        steps[length + FIRST] = first;
        steps[length + ERASES] = erases;
        length += FIELDS;
      }
    }

    int[] all() {
      return Arrays.copyOf(steps, length);
    }
  }
}
