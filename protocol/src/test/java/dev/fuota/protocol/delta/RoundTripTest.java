package dev.fuota.protocol.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.expand.DetoolsCompression;
import dev.fuota.protocol.expand.Expander;
import dev.fuota.protocol.expand.Patches;
import dev.fuota.protocol.expand.Pull;
import dev.fuota.protocol.expand.RamBudget;
import dev.fuota.protocol.image.ImageSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
  private static final Set<DetoolsCompression> MADE =
      EnumSet.complementOf(EnumSet.of(DetoolsCompression.ZSTD, DetoolsCompression.LZ4));

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  static LongStream someSeeds() {
    return LongStream.range(0, 6);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatWasMadeOfAPairGivesTheNewImage(long seed) {
    ImagePair pair = ImagePair.of(seed);
    for (DetoolsCompression compression : MADE) {
      Bytes patch = DeltaMaker.detools(pair.old(), pair.fresh(), compression);
      check(pair, () -> detools(patch, pair));
      int segment = 256 << (seed % 3);
      int memory = memory(pair, segment, seed);
      Bytes inPlace =
          DeltaMaker.detoolsInPlace(pair.old(), pair.fresh(), compression, memory, segment);
      check(pair, () -> detools(inPlace, pair));
    }
    Bytes bsdiff = DeltaMaker.bsdiff40(pair.old(), pair.fresh());
    check(
        pair,
        () ->
            Patches.bsdiff40(
                ImageSource.of(bsdiff),
                ImageSource.of(pair.old()),
                pair.fresh().length(),
                new RamBudget(4 << 20)));
  }

  private static int memory(ImagePair pair, int segment, long seed) {
    int larger = Math.max(pair.old().length(), pair.fresh().length());
    return (larger / segment + 2 + (int) (seed % 5)) * segment;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("someSeeds")
  void heatshrinkGivesBackWhatWasEncodedForEveryWindowAndLookahead(long seed) {
    Bytes plain = ImagePair.of(seed).old();
    for (int window = 4; window <= 15; window++) {
      for (int lookahead = 3; lookahead < window; lookahead++) {
        Bytes stream = HeatshrinkEncoder.encode(plain, window, lookahead);
        RamBudget budget = new RamBudget((1 << window) + 64);
        Expander expander =
            Patches.heatshrink(ImageSource.of(stream), window, lookahead, plain.length(), budget);
        assertThat(Pull.all(expander, 512)).isEqualTo(plain);
      }
    }
  }

  private static Expander detools(Bytes patch, ImagePair pair) {
    return Patches.detools(
        ImageSource.of(patch),
        ImageSource.of(pair.old()),
        pair.fresh().length(),
        new RamBudget(4 << 20));
  }

  private static void check(ImagePair pair, Supplier<Expander> opening) {
    assertThat(Pull.all(opening.get(), 1)).isEqualTo(pair.fresh());
    assertThat(Pull.all(opening.get(), 777)).isEqualTo(pair.fresh());
  }
}
