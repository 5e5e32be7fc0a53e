package dev.fuota.boot;

import static dev.fuota.boot.TestImages.V1;
import static dev.fuota.boot.TestImages.V2;
import static dev.fuota.boot.TestImages.good;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fuota.boot.Life.Ending;
import dev.fuota.protocol.codec.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sectors of different sizes, as an STM32F4 has them, a sixty-fourth of its size. */
class UnevenTest {
  private static final Rig.Shape SHAPE =
      new Rig.Shape("uneven", List.of(256, 256, 256, 256, 1024, 2048), 4, 0xff, false);
  private static final Bytes OLD = good(V1, 1200);
  private static final Bytes NEW = good(V2, 1700);

  static Stream<Arguments> livesThatNeedNoEqualSectors() {
    return Stream.of(
            Strategy.AB,
            Strategy.IN_PLACE,
            Strategy.OVERWRITE_ONLY,
            Strategy.SWAP_SCRATCH,
            Strategy.DIRECT_XIP)
        .flatMap(
            strategy ->
                Arrays.stream(Ending.values())
                    .filter(ending -> strategy.canRevert() || ending == Ending.PERMANENT)
                    .map(ending -> Arguments.of(strategy, ending)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("livesThatNeedNoEqualSectors")
  @DisplayName("PF-07, TR-03: one cut anywhere, torn in any way, on sectors of different sizes")
  void survivesOneCut(Strategy strategy, Ending ending) {
    Rig rig = Rig.with(SHAPE, strategy, OLD, config -> config.withTrialBoots(3));
    rig.put(rig.download(BootSlot.PRIMARY), NEW);
    Cuts.everywhere(new Life(rig.fork(1), ending, OLD, NEW), 3);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = Strategy.class,
      names = {"SWAP_MOVE", "SWAP_OFFSET"})
  void whatNeedsEqualSectorsSaysSoBeforeAnythingHappens(Strategy strategy) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rig.with(SHAPE, strategy, OLD))
        .withMessageContaining(strategy.label())
        .withMessageContaining("swap-scratch");
  }
}
