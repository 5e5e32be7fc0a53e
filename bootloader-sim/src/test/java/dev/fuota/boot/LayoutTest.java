package dev.fuota.boot;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Flash on which a strategy cannot work is refused at once, in one sentence that says what to do.
 */
class LayoutTest {
  private static final List<Integer> EQUAL = List.of(128, 128, 128, 128);

  private static Flash part(List<Integer> sectors, int erased) {
    Geometry geometry = Geometry.uneven(sectors, 8, erased);
    return new NorFlash(
        new FlashProfile("layout", geometry, false, Duration.ZERO, Duration.ZERO),
        new PowerSupply(1));
  }

  private static Flash part(List<Integer> sectors) {
    return part(sectors, 0xff);
  }

  private static BootPartitions of(Flash primary, Flash secondary, Optional<Flash> scratch) {
    return new BootPartitions(primary, secondary, scratch, part(EQUAL));
  }

  private static BootPartitions of(Flash primary, Flash secondary) {
    return of(primary, secondary, Optional.empty());
  }

  static Stream<Arguments> layoutsThatDoNotWork() {
    Flash equal = part(EQUAL);
    Flash one = part(List.of(128));
    Flash two = part(List.of(128, 128));
    Flash uneven = part(List.of(128, 128, 256, 256));
    return Stream.of(
        Arguments.of(Strategy.AB, of(one, equal), "the primary slot has one sector"),
        Arguments.of(Strategy.IN_PLACE, of(equal, one), "needs at least 2 sectors"),
        Arguments.of(Strategy.SWAP_OFFSET, of(equal, two), "needs at least 3 sectors"),
        Arguments.of(Strategy.AB, of(equal, part(EQUAL, 0)), "put both on parts of one kind"),
        Arguments.of(Strategy.SWAP_SCRATCH, of(equal, equal), "add one, or take swap-move"),
        Arguments.of(
            Strategy.SWAP_SCRATCH,
            of(uneven, uneven, Optional.of(part(List.of(128)))),
            "smaller than sector 2 of the primary slot: it needs 256 octets"),
        Arguments.of(Strategy.SWAP_MOVE, of(uneven, uneven), "take swap-scratch or ab"),
        Arguments.of(Strategy.SWAP_OFFSET, of(uneven, uneven), "take swap-scratch or ab"),
        Arguments.of(Strategy.SWAP_MOVE, of(equal, uneven), "sector 2 has another size"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("layoutsThatDoNotWork")
  void isRefused(Strategy strategy, BootPartitions partitions, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bootloader(partitions, BootConfig.of(strategy, TestImages.KEYS)))
        .withMessageContaining(sentence);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void equalSlotsAndAScratchServeEveryStrategy(Strategy strategy) {
    BootPartitions all = of(part(EQUAL), part(EQUAL), Optional.of(part(List.of(128))));
    assertThatCode(() -> new Bootloader(all, BootConfig.of(strategy, TestImages.KEYS)))
        .doesNotThrowAnyException();
  }
}
