package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageHeader.Flags;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must be refused by its form: header, flags, TLV areas, and the file around them. */
class MalformedFormTest {
  private static final Bytes PLAIN = new Forge().sign(Malformed.KEY);

  /** Of {@link #PLAIN}: where the TLV area begins. */
  private static final int AREA = 132;

  private static final int SLOT = ImageFixtures.SLOT;

  private static Malformed u32(String field, int offset, long value) {
    return new Malformed(
        String.format("%s 0x%x", field, value),
        new Forge().header(header -> Forge.withU32(header, offset, (int) value)),
        Reason.MALFORMED);
  }

  private static Malformed hdrSize(int value) {
    return new Malformed(
        "hdr_size " + value,
        new Forge().header(header -> Forge.withU16(header, 8, value)),
        Reason.MALFORMED);
  }

  static Stream<Malformed> header() {
    return Stream.of(
            LongStream.of(0x96f3b83cL, 0x3db8f396L, 0xffffffffL, 0)
                .mapToObj(magic -> u32("magic", 0, magic)),
            IntStream.of(0, 1, 16, 28, 31, 33, 65535).mapToObj(MalformedFormTest::hdrSize),
            // The last two wrap 32 bits with hdr_size alone, and with the protected size too.
            LongStream.of(0, 99, 101, SLOT, SLOT + 1, 0x7fffffffL, 0xffffffffL, 0xffffffe0L)
                .mapToObj(size -> u32("img_size", 12, size)),
            Stream.of(
                new Malformed(
                    "img_size that wraps with the protected area",
                    new Forge()
                        .guarded(0x50, Malformed.ONE)
                        .header(header -> Forge.withU32(header, 12, 0xffffffff - 32 - 11)),
                    Reason.MALFORMED)))
        .flatMap(it -> it);
  }

  private static Malformed flags(int flags, Reason reason) {
    return new Malformed(String.format("flags 0x%x", flags), new Forge().flags(flags), reason);
  }

  static Stream<Malformed> flags() {
    return Stream.of(
        flags(Flags.ENCRYPTED_AES128 | Flags.ENCRYPTED_AES256, Reason.ENCRYPTED),
        flags(Flags.ENCRYPTED_AES128, Reason.ENCRYPTED),
        flags(Flags.ENCRYPTED_AES256, Reason.ENCRYPTED),
        flags(Flags.COMPRESSED_LZMA1, Reason.COMPRESSED),
        flags(Flags.COMPRESSED_LZMA2, Reason.COMPRESSED),
        flags(Flags.COMPRESSED_LZMA1 | Flags.COMPRESSED_LZMA2, Reason.COMPRESSED),
        flags(Flags.COMPRESSED_ARM_THUMB, Reason.COMPRESSED),
        flags(Flags.NON_BOOTABLE, Reason.NOT_BOOTABLE),
        flags(Flags.RAM_LOAD, Reason.FIXED_ADDRESS),
        flags(Flags.ROM_FIXED, Reason.FIXED_ADDRESS),
        flags(0x40, Reason.UNKNOWN_FLAG),
        flags(0x80000000, Reason.UNKNOWN_FLAG));
  }

  private static Malformed area(String name, int offset, int value) {
    return new Malformed(name, Forge.withU16(PLAIN, AREA + offset, value), Reason.MALFORMED);
  }

  /** The area behind the hashed part. */
  static Stream<Malformed> area() {
    int total = PLAIN.length() - AREA;
    return Stream.of(
            IntStream.of(0x6906, 0x6908, 0x0769, 0, 0xffff)
                .mapToObj(magic -> area(String.format("info magic 0x%04x", magic), 0, magic)),
            IntStream.of(0, 1, 2, 3, 5, total - 71, total - 1, total + 1, 0xffff)
                .mapToObj(wrong -> area("total " + wrong + " of " + total, 2, wrong)),
            IntStream.of(0xffff, total - 7).mapToObj(size -> area("hash of " + size, 6, size)),
            IntStream.rangeClosed(1, 3)
                .mapToObj(
                    rest ->
                        new Malformed(
                            "record of " + rest + " octets at the end",
                            Forge.withU16(
                                PLAIN.concat(Bytes.of(new byte[rest])), AREA + 2, total + rest),
                            Reason.MALFORMED)))
        .flatMap(it -> it);
  }

  private static Forge guarded() {
    return new Forge().guarded(0x50, Malformed.ONE);
  }

  static Stream<Malformed> protectedArea() {
    return Stream.of(
            IntStream.of(0, 1, 3, 4, 11, 13, 0xffff)
                .mapToObj(
                    size ->
                        new Malformed(
                            "protect_tlv_size " + size + " of 12",
                            guarded().header(header -> Forge.withU16(header, 10, size)),
                            Reason.MALFORMED)),
            IntStream.of(0, 3, 4, 11, 13, 0xffff)
                .mapToObj(
                    total ->
                        new Malformed(
                            "protected total " + total + " of 12",
                            guarded().area(area -> Forge.withU16(area, 2, total)),
                            Reason.MALFORMED)),
            Stream.of(
                new Malformed(
                    "protect_tlv_size without area",
                    new Forge().header(header -> Forge.withU16(header, 10, 12)),
                    Reason.MALFORMED),
                new Malformed(
                    "magic of the other area",
                    guarded().area(area -> Forge.withU16(area, 0, TlvArea.MAGIC_UNPROTECTED)),
                    Reason.MALFORMED),
                new Malformed(
                    "protected record into the next area",
                    guarded().area(area -> Forge.withU16(area, 6, 5)),
                    Reason.MALFORMED),
                new Malformed(
                    "half a protected record at the end",
                    guarded().area(area -> Forge.withU16(area.concat(Malformed.ONE), 2, 14)),
                    Reason.MALFORMED)))
        .flatMap(it -> it);
  }

  /** What the signature does not cover may not steer. */
  static Stream<Malformed> unprotectedTypes() {
    return IntStream.of(
            0x00, 0x03, 0x21, 0x40, 0x50, 0x60, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x80,
            0x81, 0xa0, 0x00fe, 0x01a0, 0x04a0, 0x7777, 0xffff)
        .mapToObj(
            type ->
                new Malformed(
                    String.format("unprotected 0x%04x", type),
                    new Forge()
                        .build(
                            digest ->
                                Forge.hash(digest)
                                    .concat(Forge.signature(Malformed.KEY, digest))
                                    .concat(Forge.tlv(type, Malformed.ONE))),
                    Reason.FORBIDDEN_TLV));
  }

  static Stream<Malformed> file() {
    Bytes erased = Bytes.of((byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff);
    return Stream.of(
            Stream.of(
                new Malformed(
                    "zeros behind it", PLAIN.concat(Bytes.of(new byte[4])), Reason.TRAILING_OCTETS),
                new Malformed(
                    "an octet behind erased ones",
                    PLAIN.concat(erased).concat(Bytes.of((byte) 0xfe)),
                    Reason.TRAILING_OCTETS),
                new Malformed("a second image", PLAIN.concat(PLAIN), Reason.TRAILING_OCTETS),
                new Malformed("larger than its slot", PLAIN, Reason.TOO_LARGE)
                    .on(ImageFixtures.trusting(Malformed.KEY).withSlotLimit(PLAIN.length() - 1))),
            IntStream.range(0, PLAIN.length())
                .mapToObj(
                    length ->
                        new Malformed(
                            "cut to " + length, PLAIN.slice(0, length), Reason.MALFORMED)))
        .flatMap(it -> it);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"header", "flags", "area", "protectedArea", "unprotectedTypes", "file"})
  void refusedByName(Malformed it) {
    assertThat(ImageFixtures.verify(it.image(), it.policy()).refused())
        .map(Refused::reason)
        .contains(it.reason());
  }

  @Test
  void whatTheyDifferFromIsAccepted() {
    Bytes erased = Bytes.of((byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff);
    for (Bytes image : new Bytes[] {PLAIN, guarded().sign(Malformed.KEY), PLAIN.concat(erased)}) {
      assertThat(ImageFixtures.verify(image, ImageFixtures.trusting(Malformed.KEY)).refused())
          .isEmpty();
    }
  }
}
