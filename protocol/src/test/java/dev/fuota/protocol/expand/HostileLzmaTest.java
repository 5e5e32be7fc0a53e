package dev.fuota.protocol.expand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the 13 octets before an LZMA stream may say, and where the stream ends. */
class HostileLzmaTest {
  private static final int LIMIT = 4096;
  private static final int RAM = 100_000;

  /** A patch of detools that copies 40 octets. */
  private static final Bytes RECORDS = new Craft().sizes(0, 40).zeros(40).sizes(0, 0).done();

  private static Bytes patch(Bytes stream) {
    return new Craft().raw(0x01).sizes(40).raw(stream).done();
  }

  private static Bytes changed(int at, int... octets) {
    byte[] stream = Craft.lzma(RECORDS, -1).toArray();
    for (int i = 0; i < octets.length; i++) {
      stream[at + i] = (byte) octets[i];
    }
    return patch(Bytes.of(stream));
  }

  private static Optional<Reason> refusal(Bytes patch, RamBudget budget) {
    Expander expander =
        Patches.detools(ImageSource.of(patch), ImageSource.of(Craft.OLD), LIMIT, budget);
    Bytes made = Pull.some(expander, 64);
    if (expander.failure().isEmpty()) {
      assertThat(made).isEqualTo(Craft.OLD.slice(0, 40));
    }
    return expander.failure().map(Refused::reason);
  }

  private static Optional<Reason> refusal(Bytes patch) {
    return refusal(patch, new RamBudget(RAM));
  }

  @Test
  void theSizeMayBeKnownOrNot() {
    assertThat(refusal(patch(Craft.lzma(RECORDS, -1)))).isEmpty();
    assertThat(refusal(patch(Craft.lzma(RECORDS, RECORDS.length())))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 43, 45, 1L << 32, (1L << 32) + 44, Long.MAX_VALUE, -2, 1L << 63})
  void anotherSizeIsRefused(long size) {
    byte[] stream = Craft.lzma(RECORDS, RECORDS.length()).toArray();
    for (int i = 0; i < Long.BYTES; i++) {
      stream[5 + i] = (byte) (size >> (Byte.SIZE * i));
    }

    assertThat(refusal(patch(Bytes.of(stream)))).contains(Reason.BAD_EXPANSION);
  }

  /** Nothing says where the stream ends: neither a size nor the marker. */
  @Test
  void aStreamWithoutEndIsRefused() {
    byte[] stream = Craft.lzma(RECORDS, RECORDS.length()).toArray();
    for (int i = 0; i < Long.BYTES; i++) {
      stream[5 + i] = (byte) 0xff;
    }

    assertThat(refusal(patch(Bytes.of(stream)))).contains(Reason.BAD_EXPANSION);
  }

  @Test
  void aDictionaryOfFourGibibytesCostsNoMoreThanTheImageNeeds() {
    RamBudget modest = new RamBudget(RAM);
    RamBudget greedy = new RamBudget(RAM);

    assertThat(refusal(changed(1, 0, 0, 1, 0), modest)).isEmpty();
    assertThat(refusal(changed(1, 0xff, 0xff, 0xff, 0xff), greedy)).isEmpty();
    assertThat(greedy.peak()).isEqualTo(modest.peak());
    assertThat(refusal(changed(1, 0, 0, 0, 0))).as("dictionary 0").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {225, 230, 255})
  void propertiesBeyondTheLastAreRefused(int properties) {
    assertThat(refusal(changed(0, properties))).contains(Reason.BAD_EXPANSION);
  }

  /** Eight literal context bits and four position bits: 6 MiB of probabilities. */
  @Test
  void propertiesThatCostMegabytesAreRefusedByTheBudget() {
    assertThat(refusal(changed(0, (4 * 5 + 4) * 9 + 8))).contains(Reason.RAM_BUDGET);
  }

  @Test
  void aFirstOctetThatIsNotZeroIsRefused() {
    assertThat(refusal(changed(13, 1))).contains(Reason.BAD_EXPANSION);
  }
}
