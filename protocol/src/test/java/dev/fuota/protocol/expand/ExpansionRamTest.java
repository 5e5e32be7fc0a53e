package dev.fuota.protocol.expand;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.delta.DeltaMaker;
import dev.fuota.protocol.delta.HeatshrinkEncoder;
import dev.fuota.protocol.image.ImageSource;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expanding costs in memory, by the budget's account and by the machine's. */
class ExpansionRamTest {
  private static final int PLENTY = 8 << 20;

  private static Function<RamBudget, Expander> opening(String format) {
    ImageSource old = ImageSource.of(Vectors.OLD);
    int limit = Vectors.NEW.length();
    if (format.startsWith("heatshrink")) {
      int window = Integer.parseInt(format.substring(12));
      ImageSource stream = ImageSource.of(HeatshrinkEncoder.encode(Vectors.NEW, window, 4));
      return budget -> Patches.heatshrink(stream, window, 4, limit, budget);
    }
    if (format.equals("jojodiff")) {
      ImageSource patch = ImageSource.of(Vectors.file("delta/feat_jojodiff.patch"));
      return budget -> Patches.jojodiff(patch, old, limit, budget);
    }
    if (format.equals("bsdiff40")) {
      ImageSource patch = ImageSource.of(DeltaMaker.bsdiff40(Vectors.OLD, Vectors.NEW));
      return budget -> Patches.bsdiff40(patch, old, limit, budget);
    }
    boolean inPlace = format.startsWith("in-place-");
    DetoolsCompression how =
        DetoolsCompression.valueOf(format.substring(format.lastIndexOf('-') + 1));
    Bytes made =
        inPlace
            ? DeltaMaker.detoolsInPlace(Vectors.OLD, Vectors.NEW, how, 16384, 1024)
            : DeltaMaker.detools(Vectors.OLD, Vectors.NEW, how);
    ImageSource patch = ImageSource.of(made);
    return budget -> Patches.detools(patch, old, limit, budget);
  }

  private static int expand(Function<RamBudget, Expander> opening, byte[] into) {
    RamBudget budget = new RamBudget(PLENTY);
    assertThat(opening.apply(budget).read(into, 0, into.length)).isEqualTo(into.length);
    return budget.peak();
  }

  /** Of several runs the least: the first ones load classes. */
  private static long allocated(Function<RamBudget, Expander> opening, byte[] into) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      expand(opening, into);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "detools-NONE, 128",
    "detools-CRLE, 128",
    "detools-HEATSHRINK, 384",
    "in-place-NONE, 128",
    "in-place-CRLE, 128",
    "in-place-HEATSHRINK, 384",
    "heatshrink-w5, 96",
    "heatshrink-w8, 320",
    "heatshrink-w11, 2112",
    "jojodiff, 128"
  })
  @DisplayName("the decoders for devices take no more than their windows and two buffers")
  void theSmallOnesAreSmall(String format, int octets) {
    assertThat(expand(opening(format), new byte[Vectors.NEW.length()])).isEqualTo(octets);
    RamBudget tight = new RamBudget(octets - 1);
    Expander expander = opening(format).apply(tight);
    assertThat(expander.read(new byte[1], 0, 1)).isZero();
  }

  @ParameterizedTest(name = "{0}: below {1}")
  @CsvSource({
    "detools-LZMA, 50000",
    "in-place-LZMA, 50000",
    "detools-BZ2, 600000",
    "in-place-BZ2, 600000",
    "bsdiff40, 1720000"
  })
  void theLargeOnesSaySo(String format, int octets) {
    assertThat(expand(opening(format), new byte[Vectors.NEW.length()])).isBetween(20_000, octets);
  }

  /**
   * All that the machine allocates in one expansion, garbage too. Java's objects have heads, so two
   * kibibytes are allowed beyond the account. The library of bzip2 takes less where blocks are not
   * full.
   */
  @ParameterizedTest
  @CsvSource({
    "detools-NONE",
    "detools-CRLE",
    "detools-HEATSHRINK",
    "in-place-HEATSHRINK",
    "heatshrink-w11",
    "jojodiff",
    "detools-LZMA",
    "detools-BZ2",
    "bsdiff40"
  })
  @DisplayName("the machine allocates no more than the budget counts")
  void theAccountIsComplete(String format) {
    Function<RamBudget, Expander> opening = opening(format);
    byte[] into = new byte[Vectors.NEW.length()];
    int peak = expand(opening, into);
    long allocated = allocated(opening, into);
    assertThat(allocated).isLessThanOrEqualTo(peak + 2048L);
  }

  @Test
  void aFullBlockOfBzip2CostsNoMoreThanCounted() {
    byte[] random = new byte[99_000];
    new Random(7).nextBytes(random);
    Bytes body = new Craft().sizes(0, 0, random.length).raw(Bytes.of(random)).sizes(0).done();
    Bytes patch = new Craft().raw(0x03).sizes(random.length).raw(Craft.bzip2(body)).done();
    ImageSource source = ImageSource.of(patch);
    ImageSource old = ImageSource.of(Vectors.OLD);
    Function<RamBudget, Expander> opening =
        budget -> Patches.detools(source, old, random.length, budget);
    byte[] into = new byte[random.length];
    int peak = expand(opening, into);
    long allocated = allocated(opening, into);

    assertThat(into).isEqualTo(random);
    assertThat(allocated).isBetween(500_000L, (long) peak);
  }

  @Test
  void partsOfABudgetCountInTheWhole() {
    RamBudget whole = new RamBudget(100);
    RamBudget part = whole.part();
    part.take(60);

    assertThat(whole.used()).isEqualTo(60);
    part.release();
    assertThat(whole.used()).isZero();
    assertThat(whole.peak()).isEqualTo(60);
  }
}
