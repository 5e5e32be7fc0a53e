package dev.fuota.protocol.expand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.expand.Craft.Bits;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heatshrink streams by the bit. */
class HostileHeatshrinkTest {
  private static final int LIMIT = 4096;

  private static Expander open(Bytes stream, int window, int lookahead) {
    return Patches.heatshrink(
        ImageSource.of(stream), window, lookahead, LIMIT, new RamBudget(1 << 16));
  }

  private static Bytes made(Bytes stream, int window, int lookahead) {
    return Pull.all(open(stream, window, lookahead), 3);
  }

  private static Optional<Reason> refusal(Bytes stream, int window, int lookahead) {
    Expander expander = open(stream, window, lookahead);
    Pull.some(expander, 3);
    return expander.failure().map(Refused::reason);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 2",
    "0, 0",
    "-1, 3",
    "3, 3",
    "16, 4",
    "15, 15",
    "8, 8",
    "8, 9",
    "8, 2",
    "4, 4",
    "11, 0",
    "8, -4",
    "255, 4",
    "2147483647, 3"
  })
  void windowsAndLookaheadsThatCannotBeAreRefused(int window, int lookahead) {
    assertThat(refusal(Bytes.fromHex("a080"), window, lookahead)).contains(Reason.BAD_EXPANSION);
  }

  @ParameterizedTest
  @ValueSource(ints = {0xc0, 0xf0, 0x45, 0x01, 0x02, 0x0f, 0xff})
  void neitherAreThoseOfDetools(int parameter) {
    Bytes patch = new Craft().raw(0x04).sizes(4).raw(parameter).zeros(20).done();
    Expander expander =
        Patches.detools(
            ImageSource.of(patch), ImageSource.of(Craft.OLD), LIMIT, new RamBudget(1 << 20));

    assertThat(Pull.some(expander, 8)).isEqualTo(Bytes.EMPTY);
    assertThat(expander.failure()).map(Refused::reason).contains(Reason.BAD_EXPANSION);
  }

  @Test
  void beforeTheFirstOctetLieZeros() {
    Bytes stream =
        new Bits().put(0, 1).put(255, 8).put(3, 4).put(1, 1).put('x', 8).put(0, 13).done();

    assertThat(made(stream, 8, 4)).isEqualTo(Bytes.fromHex("00000000" + "78" + "78"));
  }

  @Test
  void aReferenceReachesExactlyTheWindow() {
    Bits bits = new Bits();
    for (int i = 0; i < 18; i++) {
      bits.put(1, 1).put(i + 1, 8);
    }
    Bytes stream = bits.put(0, 1).put(15, 4).put(0, 3).done();

    assertThat(made(stream, 4, 3).slice(18, 1)).isEqualTo(Bytes.fromHex("03"));
  }

  @Test
  void aReferenceMayRepeatWhatItMakes() {
    Bytes stream = new Bits().put(1, 1).put(7, 8).put(0, 1).put(0, 8).put(15, 4).done();

    assertThat(made(stream, 8, 4)).isEqualTo(Bytes.fromHex("07".repeat(17)));
  }

  /** Tag, window and lookahead take 8 bits at least: seven zeros are padding and nothing else. */
  @ParameterizedTest
  @CsvSource({"4, 3", "6, 3", "8, 7", "15, 14"})
  void lessThanAnOctetOfZerosIsPadding(int window, int lookahead) {
    for (int literals = 1; literals <= 8; literals++) {
      Bytes plain = Craft.octets(literals);
      assertThat(made(Craft.literals(plain), window, lookahead)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 0x20, 0x40, 0x7f})
  void paddingOfAnythingElseIsRefused(int padding) {
    Bytes stream = new Bits().put(1, 1).put('x', 8).put(padding, 7).done();

    assertThat(refusal(stream, 8, 4)).contains(Reason.BAD_EXPANSION);
  }

  @Test
  void aWholeOctetOfPaddingIsRefused() {
    Bytes stream = Craft.literals(Craft.octets(3));

    assertThat(refusal(stream.concat(Bytes.fromHex("00")), 11, 4)).contains(Reason.BAD_EXPANSION);
    assertThat(refusal(Bytes.fromHex("00"), 11, 4)).contains(Reason.BAD_EXPANSION);
  }

  @Test
  void aCutLiteralOrReferenceIsRefused() {
    assertThat(refusal(Bytes.fromHex("ff"), 8, 4)).contains(Reason.BAD_EXPANSION);
    Bytes reference = new Bits().put(1, 1).put(7, 8).put(0, 1).put(128, 8).put(1, 4).done();
    assertThat(refusal(reference.slice(0, 2), 8, 4)).contains(Reason.BAD_EXPANSION);
    assertThat(made(reference, 8, 4)).isEqualTo(Bytes.fromHex("070000"));
  }

  @Test
  void moreThanTheLimitIsTooLarge() {
    Bytes bomb = new Bits().put(0, 1).put(0, 15).put(16383, 14).done();

    assertThat(refusal(bomb, 15, 14)).contains(Reason.TOO_LARGE);
  }

  @Test
  void nothingIsMadeOfNothing() {
    assertThat(made(Bytes.EMPTY, 8, 4)).isEqualTo(Bytes.EMPTY);
  }
}
