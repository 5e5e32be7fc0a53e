package dev.fuota.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fuota.conformance.device.SampleFirmware;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.expand.Expander;
import dev.fuota.protocol.expand.Patches;
import dev.fuota.protocol.expand.RamBudget;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVersion;
import java.util.Arrays;
import java.util.function.Function;

/** Patches of any octets: no throw, no more output and memory than allowed, one outcome. */
class ExpandFuzzTest {
  private static final int LIMIT = 4096;
  private static final int RAM = 8 << 20;
  private static final ImageSource OLD =
      ImageSource.of(SampleFirmware.good(new ImageVersion(1, 0, 0, 0)));

  /** The first octet chooses window and lookahead, legal or not. */
  @FuzzTest
  void heatshrink(byte[] input) {
    int first = input.length == 0 ? 0 : input[0] & 0xff;
    ImageSource patch =
        ImageSource.of(Arrays.copyOfRange(input, Math.min(1, input.length), input.length));
    check(ram -> Patches.heatshrink(patch, first >> 4, first & 0x0f, LIMIT, ram), 40_000);
  }

  @FuzzTest
  void detools(byte[] input) {
    ImageSource patch = ImageSource.of(input);
    Patches.inPlace(patch).value().ifPresent(sizes -> assertThat(sizes.segmentSize()).isPositive());
    check(ram -> Patches.detools(patch, OLD, LIMIT, ram), RAM);
  }

  @FuzzTest
  void jojodiff(byte[] input) {
    check(ram -> Patches.jojodiff(ImageSource.of(input), OLD, LIMIT, ram), 256);
  }

  @FuzzTest
  void bsdiff40(byte[] input) {
    check(ram -> Patches.bsdiff40(ImageSource.of(input), OLD, LIMIT, ram), 2 * RAM);
  }

  private static void check(Function<RamBudget, Expander> opening, int ram) {
    RamBudget budget = new RamBudget(ram);
    Expander whole = opening.apply(budget);
    byte[] octets = new byte[LIMIT + 1];
    int count = whole.read(octets, 0, octets.length);
    assertThat(count).isLessThanOrEqualTo(LIMIT);
    assertThat(whole.position()).isEqualTo(count);
    assertThat(budget.peak()).isLessThanOrEqualTo(ram);

    Expander pieces = opening.apply(new RamBudget(ram));
    byte[] again = new byte[LIMIT + 1];
    int done = 0;
    int more;
    do {
      more = pieces.read(again, done, Math.min(5, again.length - done));
      done += more;
    } while (more == 5);
    assertThat(Bytes.of(again, 0, done)).isEqualTo(Bytes.of(octets, 0, count));
    assertThat(pieces.failure()).isEqualTo(whole.failure());
  }
}
