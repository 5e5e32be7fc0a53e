package dev.fuota.boot;

import static dev.fuota.boot.TestImages.KEY;
import static dev.fuota.boot.TestImages.V1;
import static dev.fuota.boot.TestImages.V2;
import static dev.fuota.boot.TestImages.good;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.BootResult.Started;
import dev.fuota.boot.Life.Ending;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.delta.DeltaMaker;
import dev.fuota.protocol.delta.HeatshrinkEncoder;
import dev.fuota.protocol.delta.PackageBuilder;
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
  private static final Rig.Shape SHAPE = Rig.Shape.equal(128, 12, 8, 0xff, true);
  private static final int MEMORY = 9 * 128;
  private static final Bytes OLD = good(V1, 230);
  private static final Bytes NEW = good(V2, 180);

  private enum Packing {
    HEATSHRINK {
      @Override
      Bytes pack(Bytes old, Bytes fresh) {
        return build(
            PackageKind.HEATSHRINK,
            HeatshrinkEncoder.parameter(8, 4),
            HeatshrinkEncoder.encode(fresh, 8, 4),
            Optional.empty(),
            fresh);
      }
    },
    DELTA {
      @Override
      Bytes pack(Bytes old, Bytes fresh) {
        Bytes patch = DeltaMaker.detools(old, fresh, DetoolsCompression.HEATSHRINK);
        return build(
            PackageKind.DETOOLS,
            DetoolsCompression.HEATSHRINK.code(),
            patch,
            Optional.of(old),
            fresh);
      }
    },
    IN_PLACE_DELTA {
      @Override
      Bytes pack(Bytes old, Bytes fresh) {
        Bytes patch =
            DeltaMaker.detoolsInPlace(old, fresh, DetoolsCompression.HEATSHRINK, MEMORY, 128);
        return build(
            PackageKind.DETOOLS_IN_PLACE,
            DetoolsCompression.HEATSHRINK.code(),
            patch,
            Optional.of(old),
            fresh);
      }
    };

    abstract Bytes pack(Bytes old, Bytes fresh);

    private static Bytes build(
        PackageKind kind, int parameter, Bytes patch, Optional<Bytes> old, Bytes fresh) {
      return PackageBuilder.build(kind, parameter, patch, old, fresh, KEY).value().orElseThrow();
    }
  }

  static Stream<Arguments> everyStrategyAndPacking() {
    return Arrays.stream(Strategy.values())
        .flatMap(
            strategy ->
                Arrays.stream(Packing.values()).map(packing -> Arguments.of(strategy, packing)));
  }

  private static Rig rig(Strategy strategy, Bytes waiting) {
    Rig rig = Rig.with(SHAPE, strategy, OLD, config -> config.withTrialBoots(3));
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

  @ParameterizedTest(name = "{0}")
  @EnumSource(Strategy.class)
  void whatNeedsMoreMemoryThanThereIsIsRefused(Strategy strategy) {
    Rig rig = Rig.with(SHAPE, strategy, OLD, config -> config.withExpansionRam(100));
    rig.put(rig.download(BootSlot.PRIMARY), Packing.HEATSHRINK.pack(OLD, NEW));
    assertRefused(rig, "RAM_BUDGET");
  }
}
