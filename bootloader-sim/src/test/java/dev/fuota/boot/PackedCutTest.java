package dev.fuota.boot;

import static dev.fuota.boot.TestImages.V1;
import static dev.fuota.boot.TestImages.V2;
import static dev.fuota.boot.TestImages.good;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.BootResult.Started;
import dev.fuota.boot.Life.Ending;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.delta.DeltaMaker;
import dev.fuota.protocol.expand.DetoolsCompression;
import dev.fuota.protocol.expand.PackageKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Images that must be expanded first, in every strategy, cut anywhere. */
class PackedCutTest {
  private static final Rig.Shape SHAPE = Rig.Shape.equal(128, 14, 8, 0xff, true);

  /** Enough for bzip2. */
  private static final int RAM = 8 << 20;

  private static final Bytes OLD = good(V1, 230);
  private static final Bytes NEW = good(V2, Packing.PAYLOAD);

  static Stream<Arguments> everyStrategyAndPacking() {
    return Arrays.stream(Strategy.values())
        .flatMap(
            strategy ->
                Arrays.stream(Packing.values()).map(packing -> Arguments.of(strategy, packing)));
  }

  private static Rig rig(Strategy strategy, Bytes waiting) {
    Rig rig =
        Rig.with(SHAPE, strategy, OLD, config -> config.withTrialBoots(4).withExpansionRam(RAM));
    rig.put(rig.download(BootSlot.PRIMARY), waiting);
    return rig;
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("everyStrategyAndPacking")
  @DisplayName("PF-07: one cut anywhere, torn in any way, while what waits is expanded")
  void survivesOneCut(Strategy strategy, Packing packing) {
    Ending ending = strategy.canRevert() ? Ending.CONFIRMED : Ending.PERMANENT;
    Rig rig = rig(strategy, packing.pack(OLD, NEW)).fork(1);
    Cuts.everywhere(new Life(rig, ending, OLD, NEW), 2);
  }

  /** Boots with a bad update; nothing but the mark may be erased. */
  private static void assertRefused(Rig rig, String reason) {
    new ApplicationMarks(rig.download(BootSlot.PRIMARY)).markPermanent();
    byte[] before = Rig.read(rig.partitions.primary(), SHAPE.slot().size() * 128);
    BootResult result = rig.boot();
    assertThat(result).isInstanceOf(Started.class);
    assertThat(((Started) result).version()).isEqualTo(V1);
    assertThat(result.refused().orElseThrow()).startsWith(reason + ": ");
    assertThat(Rig.read(rig.partitions.primary(), before.length)).isEqualTo(before);
    int trailer = rig.partitions.secondary().geometry().sectorCount() - 1;
    for (int sector = 0; sector < trailer; sector++) {
      assertThat(rig.flash.wear(SHAPE.slot().size() + sector)).isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Strategy.class)
  @DisplayName("TR-01, IM-03: a delta against another base is refused before anything is erased")
  void aDeltaAgainstAnotherBaseIsRefused(Strategy strategy) {
    Bytes other = good(V1, 231);
    assertRefused(rig(strategy, Packing.DELTA.pack(other, NEW)), "WRONG_BASE");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Strategy.class)
  @DisplayName("IM-04: a delta with another result is refused before anything is erased")
  void aDeltaWithAnotherResultIsRefused(Strategy strategy) {
    Bytes patch = DeltaMaker.detools(OLD, good(V2, 181), DetoolsCompression.NONE);
    Bytes wrong =
        Packing.build(
            PackageKind.DETOOLS, DetoolsCompression.NONE.code(), patch, Optional.of(OLD), NEW);
    assertRefused(rig(strategy, wrong), "WRONG_RESULT");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("everyStrategyAndPacking")
  void whatNeedsMoreMemoryThanThereIsIsRefused(Strategy strategy, Packing packing) {
    Rig rig = Rig.with(SHAPE, strategy, OLD, config -> config.withExpansionRam(50));
    rig.put(rig.download(BootSlot.PRIMARY), packing.pack(OLD, NEW));
    assertRefused(rig, "RAM_BUDGET");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("everyStrategyAndPacking")
  @DisplayName("PF-08: two cuts, torn in some way, while what waits is expanded")
  void survivesPairsOfTornCuts(Strategy strategy, Packing packing) {
    Ending ending = strategy.canRevert() ? Ending.CONFIRMED : Ending.PERMANENT;
    Rig rig = rig(strategy, packing.pack(OLD, NEW)).fork(1);
    Cuts.pairs(new Life(rig, ending, OLD, NEW), (strategy + " " + packing).hashCode(), 10);
  }
}
