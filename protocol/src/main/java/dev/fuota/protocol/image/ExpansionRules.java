package dev.fuota.protocol.image;

import dev.fuota.protocol.image.ImageHeader.Flags;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an image that must be expanded says about its result: a compressed one in MCUboot's TLVs, a
 * delta package in ours. {@link TlvRules} hold already.
 */
final class ExpansionRules {
  private static final int KIND_OCTETS = 2;

  private ExpansionRules() {}

  static Optional<Refused> check(Image image, boolean signatures) {
    Optional<Refused> delta =
        Refused.when(
            image.header().hasAny(Flags.NON_BOOTABLE)
                && values(image, TlvType.PACKAGE_KIND)
                        .filter(tlv -> tlv.value().length() == KIND_OCTETS)
                        .count()
                    != 1,
            Reason.NOT_BOOTABLE,
            "the image is marked as not bootable, and is no package either");
    return delta.or(
        () ->
            image.header().hasAny(FlagRules.COMPRESSED)
                ? compressed(image, signatures)
                : notCompressed(image));
  }

  private static Optional<Refused> compressed(Image image, boolean signatures) {
    return needed(image, TlvType.DECOMP_SIZE)
        .or(() -> needed(image, TlvType.DECOMP_SHA))
        .or(() -> signatures ? needed(image, TlvType.DECOMP_SIGNATURE) : Optional.empty())
        .or(() -> shaLength(image))
        .or(() -> sizes(image));
  }

  private static Optional<Refused> needed(Image image, TlvType type) {
    return Refused.when(
        values(image, type).findAny().isEmpty(),
        Reason.BAD_TLV,
        "the image is compressed and has no " + type);
  }

  private static Optional<Refused> shaLength(Image image) {
    int needed = TlvRules.hashOf(image).octets();
    int there = values(image, TlvType.DECOMP_SHA).findFirst().orElseThrow().value().length();
    return Refused.when(
        there != needed,
        Reason.BAD_TLV,
        "DECOMP_SHA has " + there + " octets instead of " + needed);
  }

  private static Optional<Refused> sizes(Image image) {
    long expanded = u32(image, TlvType.DECOMP_SIZE).orElseThrow();
    Optional<Long> compressed = u32(image, TlvType.COMP_DEC_SIZE);
    return Refused.when(expanded == 0, Reason.BAD_TLV, "DECOMP_SIZE is 0")
        .or(
            () ->
                Refused.when(
                    expanded > Integer.MAX_VALUE,
                    Reason.TOO_LARGE,
                    "the image would expand to " + expanded + " octets"))
        .or(
            () ->
                Refused.when(
                    compressed.isPresent() && compressed.get() > image.header().imgSize(),
                    Reason.BAD_TLV,
                    "COMP_DEC_SIZE is beyond the payload"));
  }

  private static Optional<Long> u32(Image image, TlvType type) {
    return values(image, type)
        .map(tlv -> tlv.value().asBuffer().order(ByteOrder.LITTLE_ENDIAN).getInt())
        .map(Integer::toUnsignedLong)
        .findFirst();
  }

  private static Optional<Refused> notCompressed(Image image) {
    Stream<TlvType> always =
        Stream.of(TlvType.DECOMP_SIZE, TlvType.DECOMP_SHA, TlvType.DECOMP_SIGNATURE);
    // A package that is encrypted says with it where the cipher's padding begins.
    Stream<TlvType> unlessPackage =
        image.header().hasAny(Flags.NON_BOOTABLE)
            ? Stream.empty()
            : Stream.of(TlvType.COMP_DEC_SIZE);
    return Stream.concat(always, unlessPackage)
        .filter(type -> values(image, type).findAny().isPresent())
        .map(type -> new Refused(Reason.BAD_TLV, type + " in an image that is not compressed"))
        .findFirst();
  }

  private static Stream<Tlv> values(Image image, TlvType type) {
    return image.protectedTlvs().stream().filter(tlv -> tlv.is(type));
  }
}
