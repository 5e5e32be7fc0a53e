package dev.fuota.protocol.expand;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.image.HashAlgorithm;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageHeader.Flags;
import dev.fuota.protocol.image.Tlv;
import dev.fuota.protocol.image.TlvType;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** What the payload of an image is, as its header and its protected TLVs say. */
public sealed interface Payload {
  /** What AES pads to. */
  int CIPHER_BLOCK = 16;

  /** The program itself. */
  record Whole() implements Payload {}

  /**
   * MCUboot's LZMA2 form: two octets (dictionary size code, properties), then a raw LZMA2 stream.
   *
   * @param size octets of the payload when expanded, 0..2^32-1
   * @param digest the hash that the expanded image carries
   * @param signature the signature that the expanded image carries
   * @param thumb whether the ARM Thumb filter was applied before compression
   */
  record Compressed(long size, Bytes digest, Bytes signature, boolean thumb) implements Payload {}

  /**
   * A patch, or an image compressed in another way, inside a signed image of its own.
   *
   * @param parameter 0..255, see {@link PackageKind}
   * @param baseDigest SHA-256 of the old image; present for every delta
   * @param resultDigest SHA-256 of the new image
   */
  record Packaged(PackageKind kind, int parameter, Optional<Bytes> baseDigest, Bytes resultDigest)
      implements Payload {}

  /** Reads what a well-formed image says of its payload. */
  static Decoded<Payload> of(Image image) {
    int flags = image.header().flags();
    if ((flags & Flags.COMPRESSED_LZMA1) != 0) {
      return Decoded.badValue("flags", "images compressed with LZMA1 are not supported");
    }
    if ((flags & Flags.COMPRESSED_LZMA2) != 0) {
      return compressed(image, (flags & Flags.COMPRESSED_ARM_THUMB) != 0);
    }
    if ((flags & Flags.COMPRESSED_ARM_THUMB) != 0) {
      return Decoded.badValue("flags", "a compression filter without compression");
    }
    return (flags & Flags.NON_BOOTABLE) == 0 ? Decoded.ok(new Whole()) : packaged(image);
  }

  /**
   * How many octets of an image's payload count, 1..imgSize: encryption pads with up to 15 zeros,
   * which some formats would take for more input, and COMP_DEC_SIZE says where they begin.
   */
  static Decoded<Integer> octets(Image image) {
    long all = image.header().imgSize();
    List<Bytes> sizes = values(image, TlvType.COMP_DEC_SIZE.code());
    if (sizes.isEmpty()) {
      return Decoded.ok(Math.toIntExact(all));
    }
    long size = sizes.size() == 1 && sizes.get(0).length() == Integer.BYTES ? u32(sizes.get(0)) : 0;
    return size < 1 || size > all || all - size >= CIPHER_BLOCK
        ? Decoded.badValue(
            "COMP_DEC_SIZE", size + " of " + all + " octets of payload leave no padding of 0 to 15")
        : Decoded.ok((int) size);
  }

  private static long u32(Bytes value) {
    return Integer.toUnsignedLong(value.asBuffer().order(ByteOrder.LITTLE_ENDIAN).getInt());
  }

  private static Decoded<Payload> compressed(Image image, boolean thumb) {
    Optional<Bytes> size = only(image, TlvType.DECOMP_SIZE.code());
    Optional<Bytes> digest = only(image, TlvType.DECOMP_SHA.code());
    Optional<Bytes> signature = only(image, TlvType.DECOMP_SIGNATURE.code());
    if (size.filter(value -> value.length() == Integer.BYTES).isEmpty()
        || digest.isEmpty()
        || signature.isEmpty()) {
      return Decoded.badValue(
          "DECOMP_SIZE",
          "a compressed image needs size, hash and signature of the expanded one, each once");
    }
    return Decoded.ok(new Compressed(u32(size.get()), digest.get(), signature.get(), thumb));
  }

  private static Decoded<Payload> packaged(Image image) {
    Optional<Bytes> kind =
        only(image, TlvType.PACKAGE_KIND.code()).filter(value -> value.length() == 2);
    if (kind.isEmpty()) {
      return Decoded.badValue("kind", "a package needs one kind TLV of 2 octets");
    }
    Optional<PackageKind> known = PackageKind.of(kind.get().at(0));
    if (known.isEmpty()) {
      return Decoded.badValue("kind", "packages of kind " + kind.get().at(0) + " are not known");
    }
    Decoded<Optional<Bytes>> base =
        digest(image, TlvType.BASE_DIGEST.code(), known.get().isDelta());
    if (base instanceof Malformed<Optional<Bytes>> malformed) {
      return malformed.as();
    }
    return digest(image, TlvType.RESULT_DIGEST.code(), true)
        .map(
            result ->
                new Packaged(
                    known.get(),
                    kind.get().at(1),
                    base.value().orElseThrow(),
                    result.orElseThrow()));
  }

  private static Decoded<Optional<Bytes>> digest(Image image, int type, boolean needed) {
    List<Bytes> values = values(image, type);
    boolean well =
        values.size() <= 1
            && (!needed || values.size() == 1)
            && values.stream().allMatch(value -> value.length() == HashAlgorithm.SHA256.octets());
    return well
        ? Decoded.ok(values.stream().findFirst())
        : Decoded.badValue(
            String.format("TLV 0x%04x", type),
            String.format("a package needs the digest 0x%04x once, 32 octets", type));
  }

  private static Optional<Bytes> only(Image image, int type) {
    List<Bytes> values = values(image, type);
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  /** Only what the signature covers steers. */
  private static List<Bytes> values(Image image, int type) {
    return image.tlvs().stream()
        .filter(tlv -> tlv.isProtected() && tlv.type() == type)
        .map(Tlv::value)
        .toList();
  }
}
