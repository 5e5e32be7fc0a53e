package dev.fuota.boot;

import static dev.fuota.boot.TestImages.V1;
import static dev.fuota.boot.TestImages.V2;
import static dev.fuota.boot.TestImages.good;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.Life.Ending;
import dev.fuota.hal.sim.Tear;
import dev.fuota.protocol.codec.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every strategy and every ending, with the power cut at every operation of the whole life. */
class StrategyCutTest {
  /** Cuts in one life. */
  private static final int CHAIN = 6;

  private static final Bytes OLD = good(V1, 200);
  private static final Bytes SHORTER = good(V2, 140);
  private static final Bytes LONGER = good(V2, 350);

  private static final List<Rig.Shape> SHAPES =
      List.of(
          Rig.SMALL,
          Rig.Shape.equal(256, 5, 1, 0xff, false),
          Rig.Shape.equal(128, 7, 32, 0xff, true),
          Rig.Shape.equal(128, 7, 4, 0x00, true));

  static Stream<Arguments> livesOfEveryShape() {
    return SHAPES.stream().flatMap(StrategyCutTest::lives);
  }

  static Stream<Arguments> smallLives() {
    return lives(Rig.SMALL);
  }

  private static Stream<Arguments> lives(Rig.Shape shape) {
    return Arrays.stream(Strategy.values())
        .flatMap(
            strategy ->
                Arrays.stream(Ending.values())
                    .filter(ending -> strategy.canRevert() || ending == Ending.PERMANENT)
                    .map(ending -> Arguments.of(strategy, ending, shape)));
  }

  /** A device with an image that nobody has marked yet. */
  private static Life life(Strategy strategy, Ending ending, Rig.Shape shape) {
    return life(strategy, ending, shape, 3);
  }

  private static Life life(Strategy strategy, Ending ending, Rig.Shape shape, int trials) {
    Bytes fresh = shape.equals(Rig.SMALL) ? SHORTER : LONGER;
    // A trial that is cut counts: one to be confirmed needs a start more than there are cuts.
    int starts = ending == Ending.CONFIRMED ? trials : Rig.TRIAL_BOOTS;
    Rig rig = Rig.with(shape, strategy, OLD, config -> config.withTrialBoots(starts));
    rig.put(rig.download(BootSlot.PRIMARY), fresh);
    return new Life(rig.fork(1), ending, OLD, fresh);
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("livesOfEveryShape")
  @DisplayName("PF-07, PF-09, TR-03: one cut anywhere, torn in any way")
  void survivesOneCut(Strategy strategy, Ending ending, Rig.Shape shape) {
    Life whole = life(strategy, ending, shape);
    // All on the small world; elsewhere two each time.
    Cuts.everywhere(whole, shape.equals(Rig.SMALL) ? Tear.values().length : 2);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("smallLives")
  @DisplayName("PF-08, TR-03: two cuts between any operations")
  void survivesEveryPairOfCleanCuts(Strategy strategy, Ending ending, Rig.Shape shape) {
    Life whole = life(strategy, ending, shape);
    for (long first = 1; ; first++) {
      Life once = whole.fork(1);
      once.rig().power.cutAt(first, Tear.ALL);
      if (once.live("first at " + first)) {
        break; // there were fewer operations
      }
      once.rig().power.restore();
      for (long second = 1; ; second++) {
        String what = first + ", then " + second;
        Life twice = once.fork(2);
        twice.rig().power.cutAt(second, Tear.ALL);
        if (twice.live(what)) {
          break;
        }
        twice.rig().power.restore();
        assertThat(twice.live(what)).isTrue();
        twice.assertQuiet(what);
      }
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("smallLives")
  @DisplayName("PF-08, PF-10: two cuts and more anywhere, torn in any way")
  void survivesChainsOfTornCuts(Strategy strategy, Ending ending, Rig.Shape shape) {
    Life whole = life(strategy, ending, shape, CHAIN + 1);
    long seed = (strategy + " " + ending).hashCode();
    Cuts.pairs(whole, seed, 60);
    Cuts.chains(whole, seed, 20, CHAIN);
  }
}
