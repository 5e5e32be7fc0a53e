package dev.fuota.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.sim.Tear;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Lives a {@link Life} once whole, and again and again with the power cut somewhere. */
final class Cuts {
  private static final List<Tear> ALL = List.of(Tear.values());

  /** Between the tears of one operation, so that neighbours do not all have the same. */
  private static final int STRIDE = 4;

  private Cuts() {}

  /** One cut at each operation, torn in each way. */
  static void everywhere(Life start) {
    everywhere(start, ALL.size());
  }

  /**
   * One cut at each operation, torn in {@code ways} ways, which turn so that all come about.
   *
   * @param ways 1 to the number of tears
   */
  static void everywhere(Life start, int ways) {
    Life clean = start.fork(1);
    assertThat(clean.live("no cut")).isTrue();
    clean.assertQuiet("no cut");
    long operations = clean.rig().power.operations();
    for (long at = 1; at <= operations; at++) {
      for (Tear tear : tears(at, ways)) {
        once(start, at, tear);
      }
    }
  }

  static List<Tear> tears(long operation, int ways) {
    return IntStream.range(0, ways)
        .mapToObj(way -> ALL.get((int) ((operation + (long) STRIDE * way) % ALL.size())))
        .toList();
  }

  private static void once(Life start, long at, Tear tear) {
    String what = tear + " at " + at;
    Life life = start.fork(at);
    life.rig().power.cutAt(at, tear);
    if (!life.live(what)) {
      life.rig().power.restore();
      assertThat(life.live(what)).isTrue();
    }
    life.assertQuiet(what);
  }

  /**
   * Two cuts, each at an operation and torn in a way that are drawn.
   *
   * @param seed of the draw; the same pairs each time
   */
  static void pairs(Life start, long seed, int count) {
    chains(start, seed, count, 2);
  }

  /**
   * Cut after cut, each somewhere in what is left of the life.
   *
   * @param most cuts of one life
   */
  static void chains(Life start, long seed, int count, int most) {
    Life clean = start.fork(1);
    assertThat(clean.live("no cut")).isTrue();
    long operations = clean.rig().power.operations();
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < count; run++) {
      Life life = start.fork(random.nextLong());
      StringBuilder what = new StringBuilder("seed " + seed + " run " + run + ":");
      for (int cut = 0; cut < most; cut++) {
        long at = life.rig().power.operations() + 1 + random.nextLong(operations);
        Tear tear = ALL.get(random.nextInt(ALL.size()));
        what.append(' ').append(tear).append(" at ").append(at);
        life.rig().power.cutAt(at, tear);
        if (life.live(what.toString())) {
          break;
        }
        life.rig().power.restore();
      }
      assertThat(life.live(what.toString())).as(what.toString()).isTrue();
      life.assertQuiet(what.toString());
    }
  }
}
