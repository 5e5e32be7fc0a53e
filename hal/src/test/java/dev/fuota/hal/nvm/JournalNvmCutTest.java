package dev.fuota.hal.nvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.Tear;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cuts the power in writes to the journal: the old value or the new one, nothing else touched. */
class JournalNvmCutTest {
  private static final FlashProfile SMALL = JournalWorld.profile(128, 4, 8, 0xff, true);
  private static final List<Tear> TEARS = List.of(Tear.values());
  private static final int SEEDS = 6;
  private static final int STEPS = 60;

  /** One of a row of changes, with values that hold the erased value too. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Step(int key, byte @Nullable [] value) {
    static Step of(int i) {
      int key = i * 7 % 3;
      if (i % 11 == 10) {
        return new Step(key, null);
      }
      byte[] value = new byte[i * 5 % 37];
      Arrays.fill(value, (byte) (i % 3 == 0 ? 0xff : i));
      return new Step(key, value);
    }
  }

  /** Cuts every operation of every step. */
  private interface Cut {
    void at(JournalWorld before, Step step, int number, int operation);
  }

  private static void atEveryOperation(FlashProfile profile, Cut cut) {
    JournalWorld world = JournalWorld.on(profile, 1);
    for (int i = 0; i < STEPS; i++) {
      Step step = Step.of(i);
      JournalWorld clean = world.fork(1);
      clean.put(step.key(), step.value());
      for (int operation = 1; operation <= clean.operations(); operation++) {
        cut.at(world, step, i, operation);
      }
      world.put(step.key(), step.value());
      world.check("step " + i);
    }
  }

  private static void goOn(JournalWorld world, int writes, String story) {
    for (int i = 0; i < writes; i++) {
      world.put(2, new byte[] {(byte) i, (byte) (i >> 8), -1, -1});
    }
    world.reopen();
    world.check(story + ", after " + writes + " more writes");
  }

  @ParameterizedTest
  @EnumSource(Tear.class)
  @DisplayName("PF-06: a cut at every operation of writing, deleting and changing banks")
  void survivesOneCut(Tear tear) {
    atEveryOperation(
        SMALL,
        (before, step, number, operation) -> {
          for (int seed = 0; seed < SEEDS; seed++) {
            String story = tear + " in step " + number + " at " + operation + " seed " + seed;
            JournalWorld world = before.fork(seed);
            world.putWithCut(step.key(), step.value(), operation, tear, story);
            goOn(world, 40, story);
          }
        });
  }

  static Stream<Arguments> pairsOfTears() {
    return TEARS.stream()
        .flatMap(first -> TEARS.stream().map(second -> Arguments.of(first, second)));
  }

  @ParameterizedTest(name = "{0} then {1}")
  @MethodSource("pairsOfTears")
  void survivesEveryPairOfCuts(Tear first, Tear second) {
    atEveryOperation(
        SMALL,
        (before, step, number, operation) -> {
          String story = first + " in step " + number + " at " + operation + ", then " + second;
          JournalWorld once = before.fork(number);
          once.putWithCut(step.key(), step.value(), operation, first, story);
          boolean cut = true;
          for (int again = 1; cut; again++) {
            JournalWorld twice = once.fork(again);
            cut = twice.putWithCut(1, new byte[] {1, 2, -1}, again, second, story);
            goOn(twice, 12, story + " at " + again);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Tear.class)
  void worksForThousandsOfWritesAfterACut(Tear tear) {
    JournalWorld world = JournalWorld.on(SMALL, 3);
    for (int i = 0; i < 12; i++) {
      world.put(i % 3, new byte[] {(byte) i});
      world.putWithCut(i % 3, new byte[] {(byte) -i}, 1, tear, "write " + i);
    }
    goOn(world, 5_000, tear.toString());
  }

  /** Of 0xfe a single bit is left between 0 and 1: half of all readings give the whole record. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void cellsBetweenZeroAndOneNeverDecide(long seed) {
    byte[] value = new byte[20];
    Arrays.fill(value, (byte) 0xfe);
    JournalWorld world = JournalWorld.on(JournalWorld.profile(256, 2, 1, 0xff, false), seed);
    world.put(1, new byte[] {1});
    world.putWithCut(1, value, 1, Tear.UNSTABLE, "seed " + seed);
    for (int i = 0; i < 10; i++) {
      world.reopen();
      world.check("seed " + seed + ", opened " + i + " times");
    }
    goOn(world, 50, "seed " + seed);
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void behavesLikeAMapWhateverIsCut(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int granule = 1 << random.nextInt(6);
    FlashProfile profile =
        JournalWorld.profile(
            128 << random.nextInt(3),
            4 + random.nextInt(4),
            granule,
            random.nextBoolean() ? 0xff : 0x00,
            granule >= 4 && random.nextBoolean());
    JournalWorld world = JournalWorld.on(profile, seed);
    int writesBetweenCuts = 1 + random.nextInt(20);
    for (int i = 0; i < 400; i++) {
      String story = profile.geometry() + " seed " + seed + " write " + i;
      int key = random.nextInt(4);
      byte @Nullable [] value = random.nextInt(8) == 0 ? null : randomValue(random);
      if (random.nextInt(writesBetweenCuts) == 0) {
        Tear tear = TEARS.get(random.nextInt(TEARS.size()));
        world.putWithCut(key, value, 1 + random.nextInt(8), tear, story + " " + tear);
      } else {
        world.put(key, value);
        world.check(story);
      }
    }
  }

  private static byte[] randomValue(SplittableRandom random) {
    byte[] value = new byte[random.nextInt(21)];
    random.nextBytes(value);
    if (random.nextInt(3) == 0) {
      Arrays.fill(value, (byte) (random.nextBoolean() ? 0xff : 0x00));
    }
    return value;
  }

  @ParameterizedTest(name = "{0} sectors")
  @ValueSource(ints = {2, 4, 8})
  void cutsDoNotWearMoreThanOneBankEach(int sectors) {
    JournalWorld world = JournalWorld.on(JournalWorld.profile(256, sectors, 8, 0xff, true), 4);
    int cuts = 0;
    for (int i = 0; i < 1000; i++) {
      Tear tear = TEARS.get(i % TEARS.size());
      cuts += world.putWithCut(1, new byte[] {(byte) i}, 1, tear, "write " + i) ? 1 : 0;
    }
    int wear = 0;
    for (int sector = 0; sector < sectors; sector++) {
      wear += world.wear(sector);
    }
    int banks = wear / (sectors / 2);
    assertThat(banks).isBetween(1, cuts + 100);
  }
}
