package dev.fuota.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.sim.Tear;
import java.util.List;
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
}
