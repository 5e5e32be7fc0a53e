package dev.fuota.protocol.expand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patches of detools that must be refused, in every compression. */
class HostileDetoolsTest {
  private static final int LIMIT = 4096;
  private static final Set<DetoolsCompression> ALL =
      EnumSet.complementOf(EnumSet.of(DetoolsCompression.ZSTD, DetoolsCompression.LZ4));

  private record Body(String name, int newSize, Consumer<Craft> content) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What follows the head of a sequential patch for an old image of 300 octets. */
  private static final List<Body> BAD_BODIES =
      List.of(
          new Body("nothing", 10, craft -> {}),
          new Body("no record", 10, craft -> craft.sizes(0)),
          new Body("no octet of the diff", 10, craft -> craft.sizes(0, 10)),
          new Body("diff cut", 10, craft -> craft.sizes(0, 10).zeros(9)),
          new Body("no extra length", 10, craft -> craft.sizes(0, 10).zeros(10)),
          new Body("extra cut", 10, craft -> craft.sizes(0, 0, 10).zeros(9)),
          new Body("no last move", 10, craft -> craft.sizes(0, 10).zeros(10).sizes(0)),
          new Body("half a move", 10, craft -> craft.sizes(0, 10).zeros(10).sizes(0).raw(0x80)),
          new Body("octets behind", 10, craft -> craft.sizes(0, 10).zeros(10).sizes(0, 0, 0)),
          new Body("ends below the size", 11, craft -> craft.sizes(0, 10).zeros(10).sizes(0, 0)),
          new Body("diff beyond the size", 9, craft -> craft.sizes(0, 10).zeros(10).sizes(0, 0)),
          new Body("extra beyond the size", 12, craft -> diffAndExtra(craft, 10, 3)),
          new Body("diff negative", 10, craft -> craft.sizes(0, -1)),
          new Body("diff negative, later", 10, craft -> diffAndExtra(craft, 4, 0).sizes(-4)),
          new Body("extra negative", 10, craft -> craft.sizes(0, 11, -1).zeros(20)),
          new Body("extra negative alone", 10, craft -> craft.sizes(0, 0, -10)),
          new Body("diff of 2^32", 10, craft -> craft.sizes(0, 1L << 32).zeros(10)),
          new Body("diff of 2^40", 10, craft -> craft.sizes(0, 1L << 40).zeros(10)),
          new Body("diff of 2^62 - 1", 10, craft -> craft.sizes(0, (1L << 62) - 1)),
          new Body("extra of 2^32 + 10", 10, craft -> craft.sizes(0, 0, (1L << 32) + 10).zeros(10)),
          new Body("diff behind the old image", 301, craft -> craft.sizes(0, 301).zeros(301)),
          new Body("move before the old image", 2, craft -> move(craft, -2)),
          new Body("move behind the old image", 2, craft -> move(craft, 300)),
          new Body("move by 2^31", 2, craft -> move(craft, 1L << 31)),
          new Body("move by 2^32 - 1", 2, craft -> move(craft, (1L << 32) - 1)),
          new Body("move by -2^61", 2, craft -> move(craft, -(1L << 61))),
          new Body("last move away", 1, craft -> craft.sizes(0, 1).zeros(1).sizes(0, 300)),
          new Body("last move before", 1, craft -> craft.sizes(0, 1).zeros(1).sizes(0, -2)),
          new Body("diff over the end", 4, craft -> diffAndExtra(craft, 1, 0, 297).sizes(3)),
          new Body("2000 empty records", 1, craft -> emptyRecords(craft, 2000)),
          new Body("size without end", 1, craft -> endless(craft.sizes(0))),
          new Body(
              "size of 2^69", 32, craft -> overlong(craft.sizes(0), 10, 1).zeros(32).sizes(0, 0)),
          new Body("size of 2^64 + 10", 10, craft -> wrapped(craft.sizes(0)).zeros(10).sizes(0, 0)),
          new Body("size of 63 bits", 1, craft -> overlong(craft.sizes(0), 8, 1)));

  private static Craft diffAndExtra(Craft craft, int diff, int extra) {
    return diffAndExtra(craft, diff, extra, 0);
  }

  private static Craft diffAndExtra(Craft craft, int diff, int extra, int move) {
    return craft.sizes(0, diff).zeros(diff).sizes(extra).zeros(extra).sizes(move);
  }

  /** One octet, a move, one octet more. */
  private static void move(Craft craft, long by) {
    craft.sizes(0, 1).zeros(1).sizes(0, by, 1).zeros(1).sizes(0, 0);
  }

  /** Then a good one. */
  private static void emptyRecords(Craft craft, int count) {
    craft.sizes(new long[1 + 3 * count]).sizes(0, 1).raw(0x55).sizes(0);
  }

  private static void endless(Craft craft) {
    for (int i = 0; i < 200; i++) {
      craft.raw(0x81);
    }
  }

  /** A size whose last octet, {@code last}, follows {@code more} others. */
  private static Craft overlong(Craft craft, int more, int last) {
    for (int i = 0; i < more; i++) {
      craft.raw(0x80);
    }
    return craft.raw(last);
  }

  /** What a long would keep of it is 10. */
  private static Craft wrapped(Craft craft) {
    return overlong(craft.raw(0x8a), 8, 4);
  }

  private static Bytes sequential(DetoolsCompression compression, long newSize, Bytes body) {
    return new Craft()
        .raw(compression.code())
        .sizes(newSize)
        .raw(Craft.compress(compression, body))
        .done();
  }

  static Stream<Arguments> badBodies() {
    return ALL.stream().flatMap(how -> BAD_BODIES.stream().map(body -> Arguments.of(how, body)));
  }

  private static Reason refusal(Bytes patch) {
    Expander expander =
        Patches.detools(
            ImageSource.of(patch), ImageSource.of(Craft.OLD), LIMIT, new RamBudget(8 << 20));
    Bytes made = Pull.some(expander, 64);
    return expander
        .failure()
        .map(Refused::reason)
        .orElseThrow(() -> new AssertionError("accepted, and made " + made));
  }

  private static Bytes made(Bytes patch) {
    return Pull.all(
        Patches.detools(
            ImageSource.of(patch), ImageSource.of(Craft.OLD), LIMIT, new RamBudget(8 << 20)),
        64);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("badBodies")
  void recordsThatLieAreRefused(DetoolsCompression compression, Body body) {
    Craft plain = new Craft();
    body.content().accept(plain);

    assertThat(refusal(sequential(compression, body.newSize(), plain.done())))
        .isEqualTo(Reason.BAD_EXPANSION);
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void preprocessedCodeIsNotSupported(DetoolsCompression compression) {
    Bytes body = diffAndExtra(new Craft().sizes(5), 10, 0).done();

    assertThat(refusal(sequential(compression, 10, body))).isEqualTo(Reason.UNKNOWN_EXPANSION);
  }

  static Set<DetoolsCompression> compressions() {
    return ALL;
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void everyCutIsRefused(DetoolsCompression compression) {
    Bytes whole = sequential(compression, 30, diffAndExtra(new Craft(), 20, 10).done());
    assertThat(made(whole)).isEqualTo(Craft.OLD.slice(0, 20).concat(Bytes.of(new byte[10])));

    for (int length = 0; length < whole.length(); length++) {
      assertThat(refusal(whole.slice(0, length)))
          .as("%d of %d octets", length, whole.length())
          .isEqualTo(Reason.BAD_EXPANSION);
    }
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void octetsBehindTheStreamAreRefused(DetoolsCompression compression) {
    Bytes whole = sequential(compression, 30, diffAndExtra(new Craft(), 20, 10).done());

    for (String more : List.of("00", "ff", "ffffff", "000000", "425a68", "010501", "a5a5a5a5")) {
      assertThat(refusal(whole.concat(Bytes.fromHex(more))))
          .as(more)
          .isEqualTo(Reason.BAD_EXPANSION);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x20, 0x24, 0x05, 0x06, 0x15, 0x16})
  void whatIsKnownByNameOnlyIsNotSupported(int first) {
    Bytes patch = new Craft().raw(first).sizes(1024, 256, 256, 300, 10).zeros(40).done();

    assertThat(refusal(patch)).isEqualTo(Reason.UNKNOWN_EXPANSION);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x30, 0x40, 0x70, 0x80, 0x90, 0xf0, 0x07, 0x0f, 0x1f, 0xff})
  void otherFirstOctetsMeanNothing(int first) {
    Bytes patch = diffAndExtra(new Craft().raw(first).sizes(10), 10, 0).done();

    assertThat(refusal(patch)).isEqualTo(Reason.BAD_EXPANSION);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -10, -(1L << 31), 1L << 31, 1L << 32, (1L << 32) + 10, 1L << 61})
  void newSizesBeyondAllImagesAreRefused(long size) {
    assertThat(refusal(sequential(DetoolsCompression.NONE, size, Bytes.of(new byte[20]))))
        .isEqualTo(Reason.BAD_EXPANSION);
  }

  @ParameterizedTest
  @ValueSource(longs = {LIMIT + 1, (1L << 31) - 1})
  void newSizesBeyondTheLimitAreTooLarge(long size) {
    assertThat(refusal(sequential(DetoolsCompression.CRLE, size, Bytes.of(new byte[20]))))
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void ofANewSizeOfZeroNothingFollows() {
    assertThat(made(Bytes.fromHex("0000"))).isEqualTo(Bytes.EMPTY);
    assertThat(refusal(Bytes.fromHex("000000"))).isEqualTo(Reason.BAD_EXPANSION);
    assertThat(refusal(Bytes.fromHex("0100ff"))).isEqualTo(Reason.BAD_EXPANSION);
  }

  @Test
  void sizesMayBeWrittenLongerThanNeeded() {
    Craft body = overlong(overlong(new Craft(), 1, 0), 7, 0);
    Bytes patch = new Craft().raw(0x00, 0x8a, 0x80, 0x00).raw(body.done()).done();

    assertThat(made(patch.concat(new Craft().sizes(10).zeros(10).sizes(0).done())))
        .isEqualTo(Bytes.of(new byte[10]));
    assertThat(refusal(new Craft().raw(0x00, 0xca, 0x00).done())).isEqualTo(Reason.BAD_EXPANSION);
  }

  @ParameterizedTest
  @EnumSource(Crle.class)
  void runsOfCrleThatLieAreRefused(Crle run) {
    Bytes patch = new Craft().raw(0x02).sizes(10).raw(Bytes.fromHex(run.octets)).done();

    assertThat(refusal(patch)).isEqualTo(Reason.BAD_EXPANSION);
  }

  /** Streams for a patch of 10 octets, in which all fields are zeros. */
  enum Crle {
    KIND_2("020500"),
    KIND_255("ff0500"),
    LENGTH_MISSING("00"),
    LENGTH_CUT("0080"),
    LENGTH_WITHOUT_END("0180808080808080808080808080808080"),
    REPEATED_OCTET_MISSING("0105"),
    LITERALS_MISSING("00050000"),
    RUN_OF_2_TO_THE_34("01808080804000"),
    RUN_OF_2_TO_THE_32("01808080801000"),
    RUN_OF_2_TO_THE_31("01808080800800"),
    RUN_TOO_LONG("0002000a" + "010b00" + "00020000" + "010100"),
    RUN_BEHIND_THE_END("0002000a" + "010a00" + "00020000" + "010100");

    private final String octets;

    Crle(String octets) {
      this.octets = octets;
    }
  }

  @Test
  void emptyRunsOfCrleAreNothing() {
    Bytes patch = Bytes.fromHex("020a" + "0000" + "010077" + "0002000a" + "010a00" + "00020000");

    assertThat(made(patch)).isEqualTo(Craft.OLD.slice(0, 10));
  }
}
