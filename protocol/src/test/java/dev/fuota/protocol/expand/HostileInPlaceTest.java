package dev.fuota.protocol.expand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes of in-place patches that cannot be, and records that read what is no longer there. */
class HostileInPlaceTest {
  private static final int LIMIT = 1 << 20;
  private static final int IN_PLACE = 0x10;
  private static final int OLD = Craft.OLD.length();

  private static Craft head(long memory, long segment, long shift, long old, long fresh) {
    return new Craft().raw(IN_PLACE).sizes(memory, segment, shift, old, fresh);
  }

  /** Segments that copy {@code fresh} octets from where each may begin to read. */
  private static Bytes copying(
      long memory, long segment, long shift, long old, long fresh, int records) {
    Craft patch = head(memory, segment, shift, old, fresh);
    long left = fresh;
    for (int i = 0; i < records; i++) {
      int count = (int) Math.max(0, Math.min(segment, left));
      patch.sizes(0, count).zeros(count).sizes(0, 0);
      left -= count;
    }
    return patch.done();
  }

  private static Expander open(Bytes patch, ImageSource old) {
    return Patches.detools(ImageSource.of(patch), old, LIMIT, new RamBudget(1024));
  }

  private static Reason refusal(Bytes patch) {
    Expander expander = open(patch, ImageSource.of(Craft.OLD));
    Bytes made = Pull.some(expander, 50);
    return expander
        .failure()
        .map(Refused::reason)
        .orElseThrow(() -> new AssertionError("accepted, and made " + made));
  }

  @ParameterizedTest(name = "memory {0}, segment {1}, shift {2}, old {3}, new {4}")
  @CsvSource({
    "1024, 0, 512, 300, 100",
    "1024, -256, 512, 300, 100",
    "1024, 256, -256, 300, 100",
    "1024, 256, 1280, 300, 100",
    "1024, 256, 4294967808, 300, 100",
    "1024, 256, 100, 300, 100",
    "1000, 256, 512, 300, 100",
    "-1024, 256, 512, 300, 100",
    "0, 256, 0, 300, 100",
    "256, 256, 0, 300, 100",
    "4294968320, 256, 512, 300, 100",
    "1024, 4294967552, 512, 300, 100",
    "1024, 2048, 0, 300, 100",
    "1024, 256, 512, 299, 100",
    "1024, 256, 512, 301, 100",
    "1024, 256, 512, 0, 100",
    "1024, 256, 512, -300, 100",
    "1024, 256, 512, 1025, 100",
    "1024, 256, 512, 4294967596, 100",
    "1024, 256, 512, 300, 1025",
    "1024, 256, 512, 300, -100",
    "1024, 256, 512, 300, 4294967396"
  })
  void sizesThatCannotBeAreRefused(long memory, long segment, long shift, long old, long fresh) {
    assertThat(refusal(copying(memory, segment, shift, old, fresh, 1)))
        .isEqualTo(Reason.BAD_EXPANSION);
  }

  @Test
  void theSizesAloneAreJudgedAsInTheDecoder() {
    assertThat(Patches.inPlace(ImageSource.of(head(1024, 0, 512, 300, 100).done())))
        .isInstanceOf(Decoded.Malformed.class);
    assertThat(Patches.inPlace(ImageSource.of(new Craft().raw(0).sizes(10).done())))
        .isInstanceOf(Decoded.Malformed.class);
    assertThat(Patches.inPlace(ImageSource.of(head(1024, 256, 512, 300, 100).done())).value())
        .contains(new InPlace(1024, 256, 512, 300, 100));
  }

  /** Segment 0 may read from old octet 0, segment 2 from 128: the third lies where 0..127 were. */
  @Test
  void aSegmentBeginsToReadBehindWhatIsOverwritten() {
    Bytes patch = copying(512, 64, 64, OLD, 192, 3);

    assertThat(Pull.all(open(patch, ImageSource.of(Craft.OLD)), 50))
        .isEqualTo(
            Craft.OLD
                .slice(0, 64)
                .concat(Craft.OLD.slice(64, 64))
                .concat(Craft.OLD.slice(128, 64)));
  }

  @ParameterizedTest(name = "in segment 1 by {0}")
  @CsvSource({"-1", "-64", "-65", "236"})
  void aMoveToWhatIsOverwrittenOrLostIsRefused(int move) {
    Craft patch = head(512, 64, 64, OLD, 128).sizes(0, 64).zeros(64).sizes(0, 0);
    patch.sizes(0, 0, 1).zeros(1).sizes(move, 63).zeros(63).sizes(0, 0);

    assertThat(refusal(patch.done())).isEqualTo(Reason.BAD_EXPANSION);
  }

  @Test
  void whatTheShiftPushesOutOfTheMemoryIsLost() {
    Craft last = head(320, 64, 128, OLD, 2).sizes(0, 1).zeros(1).sizes(0, 190);
    Craft first = head(320, 64, 128, OLD, 2).sizes(0, 1).zeros(1).sizes(0, 191);

    Bytes fits = last.sizes(1).zeros(1).sizes(0, 0).done();
    assertThat(Pull.all(open(fits, upTo(192)), 1))
        .isEqualTo(Craft.OLD.slice(0, 1).concat(Craft.OLD.slice(191, 1)));
    assertThat(refusal(first.sizes(1).zeros(1).sizes(0, 0).done())).isEqualTo(Reason.BAD_EXPANSION);
  }

  /** An old image of which the octets from {@code end} on are gone. */
  private static ImageSource upTo(int end) {
    return new ImageSource() {
      @Override
      public int length() {
        return OLD;
      }

      @Override
      public void read(int offset, byte[] into, int at, int length) {
        assertThat(offset + length).as("end of a read").isLessThanOrEqualTo(end);
        Craft.OLD.slice(offset, length).copyTo(0, into, at, length);
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"128, 1", "128, 3", "129, 2", "1, 2"})
  void everySegmentHasItsRecordsAndNothingElse(int fresh, int segments) {
    assertThat(refusal(copying(512, 64, 64, OLD, fresh, segments))).isEqualTo(Reason.BAD_EXPANSION);
  }

  @Test
  void aRecordDoesNotReachIntoTheNextSegment() {
    Bytes patch = head(512, 64, 64, OLD, 128).sizes(0, 65).zeros(65).sizes(0, 0).done();

    assertThat(refusal(patch)).isEqualTo(Reason.BAD_EXPANSION);
  }

  @Test
  void preprocessedCodeOfALaterSegmentIsNotSupported() {
    Craft patch = head(512, 64, 64, OLD, 128).sizes(0, 64).zeros(64).sizes(0, 0);

    assertThat(refusal(patch.sizes(9, 64).zeros(64).sizes(0, 0).done()))
        .isEqualTo(Reason.UNKNOWN_EXPANSION);
  }

  @Test
  void everyCutIsRefused() {
    Bytes whole = copying(512, 64, 64, OLD, 100, 2);
    for (int length = 0; length < whole.length(); length++) {
      assertThat(refusal(whole.slice(0, length))).as("%d", length).isEqualTo(Reason.BAD_EXPANSION);
    }
  }

  @Test
  void ofANewSizeOfZeroNothingFollows() {
    Bytes head = head(512, 64, 64, OLD, 0).done();

    assertThat(Pull.all(open(head, ImageSource.of(Craft.OLD)), 8)).isEqualTo(Bytes.EMPTY);
    assertThat(refusal(head.concat(Bytes.of((byte) 0)))).isEqualTo(Reason.BAD_EXPANSION);
  }

  @Test
  void theLargestSizesDoNotOverflow() {
    int most = Integer.MAX_VALUE;
    Bytes patch = head(most, most, 0, OLD, 10).sizes(0, 0, 10).zeros(10).sizes(0).done();

    assertThat(Pull.all(open(patch, ImageSource.of(Craft.OLD)), 8))
        .isEqualTo(Bytes.of(new byte[10]));
    Bytes reads = head(most, most, 0, OLD, 10).sizes(0, 1).zeros(1).sizes(9).zeros(9).done();
    assertThat(refusal(reads)).as("all is overwritten").isEqualTo(Reason.BAD_EXPANSION);
  }
}
