package dev.fuota.protocol.expand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patches of bsdiff that must be refused, and what its loose rules allow. */
class HostileBsdiffTest {
  private static final int LIMIT = 4096;
  private static final int RAM = 4 << 20;
  private static final String MAGIC = "BSDIFF40";
  private static final long HUGE = 1L << 62;

  private static Bytes words(long... values) {
    return new Craft().words(values).done();
  }

  private static Bytes zeros(int count) {
    return Bytes.of(new byte[count]);
  }

  private static Bytes patch(long newSize, Bytes control, Bytes diff, Bytes extra) {
    return packed(newSize, Craft.bzip2(control), Craft.bzip2(diff), Craft.bzip2(extra));
  }

  private static Bytes packed(long newSize, Bytes control, Bytes diff, Bytes extra) {
    return framed(MAGIC, control.length(), diff.length(), newSize)
        .concat(control)
        .concat(diff)
        .concat(extra);
  }

  private static Bytes framed(String magic, long... numbers) {
    return new Craft()
        .raw(Bytes.of(magic.getBytes(StandardCharsets.US_ASCII)))
        .words(numbers)
        .done();
  }

  private static Expander open(Bytes patch) {
    return Patches.bsdiff40(
        ImageSource.of(patch), ImageSource.of(Craft.OLD), LIMIT, new RamBudget(RAM));
  }

  private static Reason refusal(Bytes patch) {
    Expander expander = open(patch);
    Bytes made = Pull.some(expander, 50);
    return expander
        .failure()
        .map(Refused::reason)
        .orElseThrow(() -> new AssertionError("accepted, and made " + made));
  }

  private record Triples(String name, Bytes patch) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Ten octets are to come out. */
  private static Triples triples(String name, int diff, int extra, long... control) {
    return new Triples(name, patch(10, words(control), zeros(diff), zeros(extra)));
  }

  static final List<Triples> BAD_TRIPLES =
      List.of(
          triples("no triple", 10, 0),
          triples("two thirds of a triple", 10, 0, 10, 0),
          triples("one triple missing", 10, 0, 5, 0, 0),
          triples("one triple too many", 10, 0, 10, 0, 0, 0, 0, 0),
          triples("diff negative", 10, 0, -1, 0, 0, 10, 0, 0),
          triples("diff negative, later", 20, 0, 5, 0, 0, -5, 10, 0),
          triples("diff the most negative", 10, 0, -Long.MAX_VALUE, 10, 0),
          triples("extra negative", 20, 0, 10, -1, 0),
          triples("extra negative makes room", 20, 0, 5, -5, 0, 10, 0, 0),
          triples("diff past the new size", 11, 0, 11, 0, 0),
          triples("extra past the new size", 0, 11, 0, 11, 0),
          triples("both past the new size", 6, 6, 6, 6, 0),
          triples("sum beyond 2^31", 10, 10, 5, Integer.MAX_VALUE, 0),
          triples("sum beyond 2^32", 10, 10, (1L << 32) - 10, 20, 0),
          triples("sum beyond 2^63", 10, 10, HUGE, HUGE, 0),
          triples("sum that wraps to 10", 10, 10, Long.MAX_VALUE, Long.MAX_VALUE, 0),
          triples("move beyond 2^31", 10, 0, 5, 0, 1L << 31, 5, 0, 0),
          triples("move by the most", 10, 0, 5, 0, Long.MAX_VALUE, 5, 0, 0),
          triples("move by the least", 10, 0, 5, 0, -Long.MAX_VALUE, 5, 0, 0),
          new Triples(
              "2000 empty triples",
              patch(10, words(new long[6000]).concat(words(10, 0, 0)), zeros(10), zeros(0))),
          triples("diff block short", 9, 0, 10, 0, 0),
          triples("diff block long", 11, 0, 10, 0, 0),
          triples("extra block short", 0, 9, 0, 10, 0),
          triples("extra block long", 5, 6, 5, 5, 0),
          new Triples(
              "part of a triple behind",
              patch(10, words(10, 0, 0).concat(zeros(7)), zeros(10), zeros(0))),
          new Triples(
              "octets behind the last block",
              patch(10, words(10, 0, 0), zeros(10), zeros(0)).concat(zeros(1))),
          new Triples(
              "two bzip2 streams in a block",
              packed(
                  10,
                  Craft.bzip2(words(10, 0, 0)),
                  Craft.bzip2(zeros(5)).concat(Craft.bzip2(zeros(5))),
                  Craft.bzip2(zeros(0)))),
          new Triples(
              "no bzip2 in the last block",
              packed(10, Craft.bzip2(words(10, 0, 0)), Craft.bzip2(zeros(10)), Bytes.EMPTY)),
          new Triples(
              "block size 0",
              packed(
                  10,
                  Bytes.fromHex("425a683017724538509000000000"),
                  Craft.bzip2(zeros(10)),
                  Craft.bzip2(zeros(0)))));

  @ParameterizedTest
  @FieldSource("BAD_TRIPLES")
  void triplesThatLieAreRefused(Triples triples) {
    assertThat(refusal(triples.patch())).isEqualTo(Reason.BAD_EXPANSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BSDIFF41", "BSDIFF4\0", "bsdiff40", "BSDIFN40", "ENDSLEY/"})
  void othersAreNoPatchesOfBsdiff(String magic) {
    Bytes good = patch(10, words(10, 0, 0), zeros(10), zeros(0));
    Bytes named = Bytes.of(magic.getBytes(StandardCharsets.US_ASCII)).concat(good.slice(8, 60));

    assertThat(refusal(named)).isEqualTo(Reason.BAD_EXPANSION);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -40, Long.MIN_VALUE + 1, 1 << 20, 1L << 32, Long.MAX_VALUE})
  void blocksBeyondTheFileAreRefused(long length) {
    Bytes rest = zeros(100);

    assertThat(refusal(framed(MAGIC, length, 10, 10).concat(rest))).isEqualTo(Reason.BAD_EXPANSION);
    assertThat(refusal(framed(MAGIC, 10, length, 10).concat(rest))).isEqualTo(Reason.BAD_EXPANSION);
    assertThat(refusal(framed(MAGIC, length, length, 10).concat(rest)))
        .isEqualTo(Reason.BAD_EXPANSION);
  }

  @ParameterizedTest
  @ValueSource(longs = {LIMIT + 1, 1L << 31, 1L << 32, 1L << 45, Long.MAX_VALUE})
  void newSizesBeyondTheLimitAreTooLarge(long size) {
    assertThat(refusal(patch(size, words(10, 0, 0), zeros(10), zeros(0))))
        .isEqualTo(Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -(1L << 31), -Long.MAX_VALUE})
  void negativeNewSizesAreRefused(long size) {
    assertThat(refusal(patch(size, words(10, 0, 0), zeros(10), zeros(0))))
        .isEqualTo(Reason.BAD_EXPANSION);
  }

  @Test
  void everyCutIsRefused() {
    Bytes whole = patch(10, words(5, 5, 0), zeros(5), zeros(5));
    for (int length = 0; length < whole.length(); length++) {
      assertThat(refusal(whole.slice(0, length))).as("%d", length).isEqualTo(Reason.BAD_EXPANSION);
    }
  }

  /** As the first bspatch has it; a later one adds what its memory holds by chance. */
  @Test
  void outsideOfTheOldImageNothingIsAdded() {
    Bytes ones = Bytes.fromHex("01010101");
    Bytes around = patch(4, words(0, 0, -2, 4, 0, 0), ones, zeros(0));
    Bytes behind = patch(4, words(0, 0, 298, 4, 0, 0), ones, zeros(0));

    assertThat(Pull.all(open(around), 3)).isEqualTo(Bytes.fromHex("01010104"));
    assertThat(Pull.all(open(behind), 3))
        .isEqualTo(
            Bytes.of((byte) (Craft.OLD.at(298) + 1), (byte) (Craft.OLD.at(299) + 1))
                .concat(Bytes.fromHex("0101")));
  }

  @Test
  void anEmptyImageIsMadeOfEmptyBlocks() {
    Bytes nothing = patch(0, words(), zeros(0), zeros(0));

    assertThat(Pull.all(open(nothing), 8)).isEqualTo(Bytes.EMPTY);
    assertThat(refusal(patch(0, words(0, 0, 0), zeros(0), zeros(0))))
        .isEqualTo(Reason.BAD_EXPANSION);
  }
}
