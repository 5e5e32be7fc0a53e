package dev.fuota.protocol.msu.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.repair.RepairPlan.Lack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A plan of repairs")
class RepairPlanTest {
  private static final int CHUNKS = 300;

  @ParameterizedTest(name = "{0} receivers that lose {1} % each")
  @CsvSource({"1, 5", "2, 5", "8, 1", "8, 5", "8, 20", "32, 5", "64, 5", "64, 20", "8, 100"})
  void givesEveryReceiverAllAndIsHardlyLongerThanTheLargestNeed(int receivers, int lossPercent) {
    RandomGenerator random = new SplittableRandom(receivers * 1000L + lossPercent);
    int excess = 0;
    for (int i = 0; i < CHUNKS; i++) {
      List<Lack> lacks = lacks(receivers, lossPercent, random);
      int[] plan = RepairPlan.coded(lacks, random);
      int largest = 0;
      for (Lack lack : lacks) {
        assertThat(rank(plan, lack.missing())).isEqualTo(Integer.bitCount(lack.missing()));
        largest = Math.max(largest, Integer.bitCount(lack.missing()));
      }
      assertThat(plan.length).isBetween(largest, largest + 2);
      excess += plan.length - largest;
    }
    assertThat(excess / (double) CHUNKS).isLessThanOrEqualTo(0.1);
  }

  @Test
  void isForAThousandReceiversNotLongerThanOneMoreThanTheLargestNeed() {
    RandomGenerator random = new SplittableRandom(7);
    List<Lack> lacks = lacks(1000, 5, random);

    int[] plan = RepairPlan.coded(lacks, random);

    int largest = lacks.stream().mapToInt(lack -> Integer.bitCount(lack.missing())).max().orElse(0);
    assertThat(plan.length).isBetween(largest, largest + 1);
    assertThat(lacks)
        .allSatisfy(
            lack ->
                assertThat(rank(plan, lack.missing())).isEqualTo(Integer.bitCount(lack.missing())));
  }

  @Test
  void servesTwoReceiversThatLackDifferentFramesByOneCombination() {
    int[] plan =
        RepairPlan.coded(
            List.of(new Lack(FrameBitmap.bit(3), 1), new Lack(FrameBitmap.bit(17), 1)),
            new SplittableRandom(1));

    assertThat(plan).containsExactly(FrameBitmap.bit(3) | FrameBitmap.bit(17));
  }

  @Test
  void isTheFrameItselfIfAllLackTheSameOne() {
    assertThat(RepairPlan.coded(List.of(new Lack(1, 500)), new SplittableRandom(1)))
        .containsExactly(1);
  }

  @Test
  void sendsTheFramesThemselvesWhereCombinationsSaveNothing() {
    int whole = 0xf000_0000;
    List<Lack> lacks = List.of(new Lack(whole, 1), new Lack(0x8000_0000, 1));

    assertThat(RepairPlan.coded(lacks, new SplittableRandom(1)))
        .containsExactly(0x8000_0000, 0x4000_0000, 0x2000_0000, 0x1000_0000);
  }

  @Test
  void withoutCodingIsTheUnionAscending() {
    assertThat(RepairPlan.uncoded(0x8000_0101)).containsExactly(0x8000_0000, 0x100, 1);
  }

  @Test
  void isEmptyForNoLack() {
    assertThat(RepairPlan.coded(List.of(), new SplittableRandom(1))).isEmpty();
    assertThat(RepairPlan.coded(List.of(new Lack(0, 3)), new SplittableRandom(1))).isEmpty();
    assertThat(RepairPlan.uncoded(0)).isEmpty();
  }

  @Test
  void isTheSameForTheSameRandomSource() {
    List<Lack> lacks = lacks(32, 10, new SplittableRandom(3));

    assertThat(RepairPlan.coded(lacks, new SplittableRandom(4)))
        .isEqualTo(RepairPlan.coded(lacks, new SplittableRandom(4)));
  }

  static List<Lack> lacks(int receivers, int lossPercent, RandomGenerator random) {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < receivers; i++) {
      int missing = 0;
      for (int bit = 0; bit < Integer.SIZE; bit++) {
        missing |= random.nextInt(100) < lossPercent ? 1 << bit : 0;
      }
      if (missing != 0) {
        counts.merge(missing, 1, Integer::sum);
      }
    }
    List<Lack> lacks = new ArrayList<>();
    counts.forEach((missing, count) -> lacks.add(new Lack(missing, count)));
    return lacks;
  }

  /** By plain elimination, to judge the plan by something else than what made it. */
  private static int rank(int[] plan, int missing) {
    int[] basis = new int[Integer.SIZE];
    int rank = 0;
    for (int mask : plan) {
      int rest = mask & missing;
      for (int bit = Integer.SIZE - 1; bit >= 0 && rest != 0; bit--) {
        if ((rest & 1 << bit) == 0) {
          continue;
        }
        if (basis[bit] == 0) {
          basis[bit] = rest;
          rank++;
          rest = 0;
        } else {
          rest ^= basis[bit];
        }
      }
    }
    return rank;
  }
}
