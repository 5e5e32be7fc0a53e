package dev.fuota.protocol.msu.repair;

import dev.fuota.protocol.msu.FrameBitmap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Chooses what to send again of a chunk. Each step climbs from a few starts to the combination that
 * is worth most: first of all to receivers that need as much as anybody, because they decide how
 * long the plan gets; then to all others; and rather a frame at once than an equation, because a
 * receiver that holds no equations says exactly what it lacks when a repair is lost too.
 *
 * <p>The work is bounded by (distinct sets of missing frames) x 32 x 32 for each start, and the
 * starts become few when the sets are many. Receivers with the same gaps count as one set, so their
 * number costs nothing.
 */
public final class RepairPlan {
  private static final int STARTS_MAX = 4;
  private static final int STARTS_SETS = 128;
  private static final int PASSES_MAX = 4;
  private static final int URGENT = 16;
  private static final int USEFUL = 4;
  private static final int AT_ONCE = 1;

  private final RandomGenerator random;
  private final List<Learner> learners;
  private final int union;

  private RepairPlan(List<Learner> learners, int union, RandomGenerator random) {
    this.learners = learners;
    this.union = union;
    this.random = random;
  }

  /** Without coding: each missing frame of anybody once, ascending. */
  public static int[] uncoded(int union) {
    int[] plan = new int[Integer.bitCount(union)];
    int rest = union;
    for (int i = 0; i < plan.length; i++) {
      plan[i] = Integer.highestOneBit(rest);
      rest = FrameBitmap.withoutLowest(rest);
    }
    return plan;
  }

  /**
   * Combinations of which every receiver can get all that it lacks, never more of them than {@link
   * #uncoded} would send.
   *
   * @param lacks distinct sets of missing frames with the number of their receivers
   * @param random decides between equals; the same source gives the same plan
   * @return bitmaps; one with a single bit is that frame itself
   */
  public static int[] coded(List<Lack> lacks, RandomGenerator random) {
    int union = 0;
    List<Learner> learners = new ArrayList<>(lacks.size());
    for (Lack lack : lacks) {
      union |= lack.missing();
      if (lack.missing() != 0) {
        learners.add(new Learner(lack.missing(), lack.receivers()));
      }
    }
    return new RepairPlan(learners, union, random).build();
  }

  /**
   * What some receivers lack.
   *
   * @param missing bitmap of frames
   * @param receivers that lack exactly this, at least 1
   */
  public record Lack(int missing, int receivers) {}

  private int[] build() {
    int[] plan = new int[Integer.bitCount(union)];
    int length = 0;
    while (!learners.isEmpty()) {
      if (length == plan.length) {
        return uncoded(union);
      }
      int mask = best();
      plan[length++] = mask;
      learners.forEach(learner -> learner.learn(mask));
      learners.removeIf(learner -> learner.need() == 0);
    }
    return length == plan.length ? uncoded(union) : Arrays.copyOf(plan, length);
  }

  private int best() {
    int starts = Math.max(1, Math.min(STARTS_MAX, STARTS_SETS / learners.size()));
    Climb climb = new Climb();
    climb.from(0);
    int best = climb.mask;
    long value = climb.value;
    for (int i = 1; i < starts && value < climb.ideal(); i++) {
      climb.from(random.nextInt() & union);
      if (climb.value > value) {
        best = climb.mask;
        value = climb.value;
      }
    }
    return best;
  }

  /** Turns single bits over for as long as that makes the combination worth more. */
  private final class Climb {
    private final int[] worth = new int[learners.size()];
    private final int[] weight = new int[learners.size()];
    private int mask;
    private long value;

    Climb() {
      int most = learners.stream().mapToInt(Learner::need).max().orElse(0);
      for (int i = 0; i < weight.length; i++) {
        Learner learner = learners.get(i);
        weight[i] = learner.need() == most ? URGENT : USEFUL;
      }
    }

    /** No combination is worth more than this. */
    long ideal() {
      long sum = 0;
      for (int i = 0; i < weight.length; i++) {
        sum += (long) (weight[i] + AT_ONCE) * learners.get(i).receivers();
      }
      return sum;
    }

    void from(int start) {
      mask = start;
      for (int i = 0; i < worth.length; i++) {
        worth[i] = learners.get(i).worth(start);
      }
      value = valueAfter(-1);
      int first = random.nextInt(Integer.SIZE);
      boolean better = true;
      for (int pass = 0; better && pass < PASSES_MAX; pass++) {
        better = pass(first);
      }
    }

    private boolean pass(int first) {
      boolean better = false;
      for (int i = 0; i < Integer.SIZE; i++) {
        int bit = (first + i) % Integer.SIZE;
        if ((union & 1 << bit) != 0) {
          long after = valueAfter(bit);
          if (after > value) {
            turn(bit);
            value = after;
            better = true;
          }
        }
      }
      return better;
    }

    private void turn(int bit) {
      mask ^= 1 << bit;
      for (int i = 0; i < worth.length; i++) {
        worth[i] ^= learners.get(i).column(bit);
      }
    }

    /** The value with {@code bit} turned over; -1 turns none. */
    private long valueAfter(int bit) {
      long sum = 0;
      for (int i = 0; i < worth.length; i++) {
        Learner learner = learners.get(i);
        int after = bit < 0 ? worth[i] : worth[i] ^ learner.column(bit);
        if (after != 0) {
          int each = (after & after - 1) == 0 ? weight[i] + AT_ONCE : weight[i];
          sum += (long) each * learner.receivers();
        }
      }
      return sum;
    }
  }
}
