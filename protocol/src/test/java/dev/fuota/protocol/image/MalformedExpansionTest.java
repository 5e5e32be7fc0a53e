package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.expand.Expansion;
import dev.fuota.protocol.expand.RamBudget;
import dev.fuota.protocol.image.ImageHeader.Flags;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compressed images: what must be refused as they lie, and what only when they are expanded. */
class MalformedExpansionTest {
  private static final int SIZE = TlvType.DECOMP_SIZE.code();
  private static final int SHA = TlvType.DECOMP_SHA.code();
  private static final int SIGNATURE = TlvType.DECOMP_SIGNATURE.code();
  private static final int COMPRESSED_SIZE = TlvType.COMP_DEC_SIZE.code();
  private static final int PLAIN_OCTETS = 2000;
  private static final Bytes STREAM = Lzma2.compress(ImageFixtures.payload(PLAIN_OCTETS), false);
  private static final Bytes SOME_HASH = ImageFixtures.payload(32);
  private static final ImagePolicy DEVICE =
      ImageFixtures.trusting(Malformed.KEY).withPackages(true);

  private static Forge compressed() {
    return new Forge().payload(STREAM).flags(Flags.COMPRESSED_LZMA2);
  }

  private static Forge announcing(long octets) {
    return compressed()
        .guarded(SIZE, TlvWriter.u32(octets))
        .guarded(SHA, SOME_HASH)
        .guarded(SIGNATURE, SOME_HASH);
  }

  private static Malformed outer(String name, Forge forge, Reason reason) {
    return new Malformed(name, forge, reason).on(DEVICE);
  }

  private static Malformed outer(String name, Forge forge) {
    return outer(name, forge, Reason.BAD_TLV);
  }

  static Stream<Malformed> asTheyLie() {
    Bytes size = TlvWriter.u32(PLAIN_OCTETS);
    return Stream.of(
        outer("no TLV at all", compressed()),
        outer("no DECOMP_SIZE", compressed().guarded(SHA, SOME_HASH).guarded(SIGNATURE, SOME_HASH)),
        outer("no DECOMP_SHA", compressed().guarded(SIZE, size).guarded(SIGNATURE, SOME_HASH)),
        outer("no DECOMP_SIGNATURE", compressed().guarded(SIZE, size).guarded(SHA, SOME_HASH)),
        outer("DECOMP_SIZE twice", announcing(PLAIN_OCTETS).guarded(SIZE, size)),
        outer("DECOMP_SHA twice", announcing(PLAIN_OCTETS).guarded(SHA, SOME_HASH)),
        outer("DECOMP_SIGNATURE twice", announcing(PLAIN_OCTETS).guarded(SIGNATURE, SOME_HASH)),
        outer(
            "DECOMP_SIZE of 2",
            compressed()
                .guarded(SIZE, size.slice(0, 2))
                .guarded(SHA, SOME_HASH)
                .guarded(SIGNATURE, SOME_HASH)),
        outer(
            "DECOMP_SHA of 31",
            compressed()
                .guarded(SIZE, size)
                .guarded(SHA, SOME_HASH.slice(0, 31))
                .guarded(SIGNATURE, SOME_HASH)),
        outer("DECOMP_SIZE 0", announcing(0)),
        outer("DECOMP_SIZE 2^31", announcing(1L << 31), Reason.TOO_LARGE),
        outer("DECOMP_SIZE 2^32 - 1", announcing((1L << 32) - 1), Reason.TOO_LARGE),
        outer(
            "COMP_DEC_SIZE beyond the payload",
            announcing(PLAIN_OCTETS).guarded(COMPRESSED_SIZE, TlvWriter.u32(STREAM.length() + 1))),
        outer("LZMA1", announcing(PLAIN_OCTETS).flags(Flags.COMPRESSED_LZMA1), Reason.COMPRESSED),
        outer(
            "LZMA1 and LZMA2",
            announcing(PLAIN_OCTETS).flags(Flags.COMPRESSED_LZMA1 | Flags.COMPRESSED_LZMA2),
            Reason.COMPRESSED),
        outer(
            "ARM Thumb without LZMA2",
            announcing(PLAIN_OCTETS).flags(Flags.COMPRESSED_ARM_THUMB),
            Reason.COMPRESSED),
        outer(
            "compressed and not bootable",
            announcing(PLAIN_OCTETS).flags(Flags.COMPRESSED_LZMA2 | Flags.NON_BOOTABLE),
            Reason.NOT_BOOTABLE),
        outer("DECOMP_SIZE without compression", announcing(PLAIN_OCTETS).flags(0)),
        new Malformed(
            "where images must run as they lie", announcing(PLAIN_OCTETS), Reason.COMPRESSED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("asTheyLie")
  void refusedByName(Malformed it) {
    assertThat(ImageFixtures.verify(it.image(), it.policy()).refused())
        .map(Refused::reason)
        .contains(it.reason());
  }

  private static Malformed inner(String name, Forge forge, Reason reason) {
    return new Malformed(name, forge, reason).on(DEVICE);
  }

  static Stream<Malformed> expanded() {
    Bytes cut = STREAM.slice(0, STREAM.length() - 1);
    return Stream.of(
        inner("longer than announced", announcing(PLAIN_OCTETS - 1), Reason.BAD_EXPANSION),
        inner("shorter than announced", announcing(PLAIN_OCTETS + 1), Reason.BAD_EXPANSION),
        inner("beyond the slot", announcing(ImageFixtures.SLOT), Reason.TOO_LARGE),
        inner("2^31 - 1", announcing(Integer.MAX_VALUE), Reason.TOO_LARGE),
        inner("cut stream", announcing(PLAIN_OCTETS).payload(cut), Reason.BAD_EXPANSION),
        inner(
            "octets behind the stream",
            announcing(PLAIN_OCTETS).payload(STREAM.concat(Malformed.ONE)),
            Reason.BAD_EXPANSION),
        inner(
            "no stream",
            announcing(PLAIN_OCTETS).payload(Bytes.of((byte) 0x0a)),
            Reason.BAD_EXPANSION),
        inner("another DECOMP_SHA", announcing(PLAIN_OCTETS), Reason.BAD_HASH));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("expanded")
  void refusedBeforeAnythingIsErased(Malformed it) {
    ImageSource source = ImageSource.of(it.image());
    Accepted outer = (Accepted) ImageVerifier.verify(source, it.policy());
    Expansion expansion = Expansion.of(outer.image(), source).value().orElseThrow();
    Verdict verdict =
        expansion.prove(
            ImageSource.of(Bytes.EMPTY), it.policy().withPackages(false), new RamBudget(1 << 20));
    assertThat(verdict.refused()).map(Refused::reason).contains(it.reason());
  }
}
