package dev.fuota.boot;

import static dev.fuota.boot.TestImages.V1;
import static dev.fuota.boot.TestImages.V2;
import static dev.fuota.boot.TestImages.good;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.BootResult.Started;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.hal.sim.Tear;
import dev.fuota.protocol.codec.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cuts the power in an installation. After each: the new image starts, whole and signed, after at
 * most as many boots as there were cuts and two more; nothing was programmed that was not erased
 * (the flash throws); the security counter never fell; the next boot changes nothing.
 */
class InstallCutTest {
  private static final int SEEDS = 4;
  private static final List<Tear> TEARS = List.of(Tear.values());

  /**
   * A device with an image that waits.
   *
   * @param payload octets of the payload of the new image
   */
  private record Case(String name, TestDevice staged, int payload) {
    static Case of(String name, TestDevice.Shape shape, int payload) {
      TestDevice device = TestDevice.with(shape, good(V1, payload + 20));
      device.boot();
      return new Case(name, device.stage(good(V2, payload)), payload);
    }

    /** How many flash operations an installation without a cut takes. */
    long operations() {
      TestDevice device = staged.fork(1);
      device.boot();
      return device.power.operations();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Case> SMALL =
      List.of(
          Case.of("pages of 64", TestDevice.SMALL, 100),
          Case.of("pages of 128", new TestDevice.Shape(128, 8, true, 6, 4), 300),
          Case.of("pages of 256", new TestDevice.Shape(256, 8, true, 5, 2), 700));

  private static final List<Case> ALL =
      Stream.concat(
              SMALL.stream(),
              Stream.of(
                  Case.of("nRF52840", new TestDevice.Shape(4096, 4, false, 4, 2), 9000),
                  Case.of("SPI NOR", new TestDevice.Shape(4096, 1, false, 4, 2), 9001)))
          .toList();

  static Stream<Arguments> everyCaseAndTear() {
    return ALL.stream().flatMap(c -> Stream.of(Tear.values()).map(tear -> Arguments.of(c, tear)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("everyCaseAndTear")
  @DisplayName("TR-14c, PF-07: a cut at any operation of the copy, torn in any way")
  void survivesOneCut(Case c, Tear tear) {
    long operations = c.operations();
    for (long operation = 1; operation <= operations; operation++) {
      for (int seed = 0; seed < SEEDS; seed++) {
        TestDevice device = c.staged().fork(seed);
        device.power.cutAt(operation, tear);
        assertThat(bootOrCut(device)).as("operation %d", operation).isEmpty();
        finish(c, device, 1, tear + " at " + operation + " seed " + seed);
      }
    }
  }

  static Stream<Arguments> smallCasesAndCleanTears() {
    return SMALL.stream()
        .flatMap(
            c ->
                Stream.of(Tear.NOTHING, Tear.ALL)
                    .flatMap(
                        first ->
                            Stream.of(Tear.NOTHING, Tear.ALL)
                                .map(second -> Arguments.of(c, first, second))));
  }

  @ParameterizedTest(name = "{0}, {1} then {2}")
  @MethodSource("smallCasesAndCleanTears")
  @DisplayName("PF-08: a second cut at any operation of the boot after the first")
  void survivesEveryPairOfCleanCuts(Case c, Tear first, Tear second) {
    long operations = c.operations();
    for (long operation = 1; operation <= operations; operation++) {
      TestDevice once = c.staged().fork(1);
      once.power.cutAt(operation, first);
      bootOrCut(once);
      once.power.restore();
      for (long again = 1; ; again++) {
        TestDevice twice = once.fork(2);
        twice.power.cutAt(again, second);
        if (bootOrCut(twice).isPresent()) {
          break; // the boot had fewer operations
        }
        finish(c, twice, 2, first + " at " + operation + ", " + second + " at " + again);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  @DisplayName("PF-10: chains of cuts, each a few operations after the last, torn at random")
  void survivesChainsOfTornCuts(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 60; run++) {
      Case c = ALL.get(random.nextInt(ALL.size()));
      TestDevice device = c.staged().fork(random.nextLong());
      int cuts = 0;
      Optional<BootResult> result = Optional.empty();
      for (; cuts < 100 && result.isEmpty(); cuts++) {
        Tear tear = TEARS.get(random.nextInt(TEARS.size()));
        device.power.cutAt(device.power.operations() + 1 + random.nextInt(12), tear);
        result = bootOrCut(device);
        device.power.restore();
      }
      finish(c, device, cuts, "seed " + seed + " run " + run);
    }
  }

  private static Optional<BootResult> bootOrCut(TestDevice device) {
    try {
      return Optional.of(device.boot());
    } catch (PowerLoss cut) {
      return Optional.empty();
    }
  }

  private static void finish(Case c, TestDevice device, int cuts, String story) {
    String what = c + ", " + story;
    device.power.restore();
    long counter = device.securityCounter();
    assertThat(counter).as(what).isBetween(1L, 2L);
    Bytes image = good(V2, c.payload());
    BootResult result = device.boot();
    assertThat(result).as(what).isInstanceOf(Started.class);
    assertThat(((Started) result).version()).as(what).isEqualTo(V2);
    assertThat(device.read(device.map.primary())).as(what).startsWith(image.toArray());
    assertThat(device.securityCounter()).as(what).isEqualTo(2);
    long before = device.power.operations();
    BootResult again = device.boot();
    assertThat(((Started) again).installed()).as(what).isFalse();
    assertThat(device.power.operations()).as(what).isEqualTo(before);
    for (int page = 0; page < device.shape.slotPages(); page++) {
      assertThat(device.flash.wear(2 + page)).as(what).isLessThanOrEqualTo(1 + cuts);
    }
  }
}
