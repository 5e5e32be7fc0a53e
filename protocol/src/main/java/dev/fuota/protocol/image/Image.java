package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A well-formed image: header (padded to {@code hdr_size}), payload, protected TLV area, TLV area.
 * Well formed is not trusted: only {@link ImageVerifier} says whether it may run.
 *
 * <p>Of the image nothing but the header and the TLV areas is kept (at most 32 octets and twice 64
 * KiB); the payload stays in its source and is read in pieces of {@value #CHUNK} octets.
 */
public final class Image {
  private static final int CHUNK = 1024;

  private final ImageHeader header;
  private final Bytes headerOctets;
  private final TlvArea protectedArea;
  private final TlvArea area;

  private Image(
      ImageHeader header, Bytes headerOctets, TlvArea protectedArea, TlvArea unprotected) {
    this.header = header;
    this.headerOctets = headerOctets;
    this.protectedArea = protectedArea;
    this.area = unprotected;
  }

  /**
   * Reads the image at the start of {@code slot}. Never throws because of what is there, and reads
   * nothing beyond {@code slot.length()}.
   */
  public static Decoded<Image> parse(ImageSource slot) {
    if (slot.length() < ImageHeader.OCTETS) {
      return Decoded.truncated("image header", ImageHeader.OCTETS, slot.length());
    }
    byte[] octets = new byte[ImageHeader.OCTETS];
    slot.read(0, octets, 0, octets.length);
    Bytes headerOctets = Bytes.of(octets);
    Decoded<ImageHeader> header = ImageHeader.decode(headerOctets);
    return header instanceof Decoded.Ok<ImageHeader> ok
        ? parseAreas(slot, ok.get(), headerOctets)
        : ((Malformed<ImageHeader>) header).as();
  }

  private static Decoded<Image> parseAreas(
      ImageSource slot, ImageHeader header, Bytes headerOctets) {
    // Unsigned 32-bit sizes in 64-bit arithmetic: no sum can wrap back into the slot.
    long payloadEnd = header.hdrSize() + header.imgSize();
    long smallest = payloadEnd + header.protectTlvSize() + TlvArea.INFO_OCTETS;
    if (smallest > slot.length()) {
      return new Malformed<>(
          Decoded.Reason.TRUNCATED,
          "image",
          "the header announces at least " + smallest + " octets, " + slot.length() + " are there");
    }
    Decoded<TlvArea> guarded =
        header.protectTlvSize() == 0
            ? Decoded.ok(TlvArea.NONE)
            : readProtected(slot, (int) payloadEnd, header.protectTlvSize());
    if (guarded instanceof Malformed<TlvArea> malformed) {
      return malformed.as();
    }
    TlvArea protectedArea = guarded.value().orElseThrow();
    return TlvArea.read(slot, (int) payloadEnd + header.protectTlvSize(), false)
        .map(area -> new Image(header, headerOctets, protectedArea, area));
  }

  private static Decoded<TlvArea> readProtected(ImageSource slot, int offset, int announced) {
    Decoded<TlvArea> read = TlvArea.read(slot, offset, true);
    int total = read.value().map(area -> area.octets().length()).orElse(announced);
    return total == announced
        ? read
        : Decoded.badValue(
            "protect_tlv_size",
            "the header says " + announced + " octets of protected TLVs, the area " + total);
  }

  public ImageHeader header() {
    return header;
  }

  public ImageVersion version() {
    return header.version();
  }

  /** All records, in the order of the file. */
  public List<Tlv> tlvs() {
    return Stream.concat(protectedArea.tlvs().stream(), area.tlvs().stream()).toList();
  }

  List<Tlv> protectedTlvs() {
    return protectedArea.tlvs();
  }

  List<Tlv> unprotectedTlvs() {
    return area.tlvs();
  }

  /** Octets from the image's start that hash and signature cover. */
  public int hashedLength() {
    return payloadEnd() + protectedArea.octets().length();
  }

  /** Octets from the image's start to the end of its TLV area. */
  public int totalLength() {
    return hashedLength() + area.octets().length();
  }

  int payloadEnd() {
    return Math.toIntExact(header.hdrSize() + header.imgSize());
  }

  /** The hash that the image carries, not yet compared with anything. */
  public Optional<Bytes> carriedHash() {
    return unprotectedTlvs().stream()
        .filter(tlv -> HashAlgorithm.of(tlv).isPresent())
        .map(Tlv::value)
        .findFirst();
  }

  /** The security counter, 0..2^32-1; empty if the image has none of the right form. */
  public OptionalLong securityCounter() {
    Optional<Bytes> value = protectedValue(TlvType.SEC_CNT, Integer.BYTES);
    return value.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            Integer.toUnsignedLong(value.get().asBuffer().order(ByteOrder.LITTLE_ENDIAN).getInt()));
  }

  /** The hardware that the image is for, 16 octets. */
  public Optional<Bytes> classId() {
    return protectedValue(TlvType.UUID_CID, TlvRules.UUID_OCTETS);
  }

  /** The lowest running version from which this image may be installed. */
  public Optional<ImageVersion> requiredVersion() {
    return protectedValue(TlvType.REQUIRED_VERSION, ImageVersion.OCTETS)
        .map(value -> ImageVersion.take(value.asBuffer().order(ByteOrder.LITTLE_ENDIAN)));
  }

  private Optional<Bytes> protectedValue(TlvType type, int octets) {
    return protectedTlvs().stream()
        .filter(tlv -> tlv.is(type) && tlv.value().length() == octets)
        .map(Tlv::value)
        .findFirst();
  }

  /**
   * SHA-256 of the whole image as it lies in {@code source}, up to the end of its TLV area: what a
   * delta package names its base by.
   */
  public Bytes sha256Of(ImageSource source) {
    MessageDigest digest = HashAlgorithm.SHA256.newDigest();
    update(digest, source, 0, totalLength());
    return Bytes.of(digest.digest());
  }

  /**
   * Computes the hash of header, payload and protected area.
   *
   * @param source with the payload in plain text
   */
  Bytes hash(ImageSource source, HashAlgorithm algorithm) {
    MessageDigest digest = algorithm.newDigest();
    digest.update(headerOctets.asBuffer());
    update(digest, source, ImageHeader.OCTETS, payloadEnd());
    digest.update(protectedArea.octets().asBuffer());
    return Bytes.of(digest.digest());
  }

  private static void update(MessageDigest digest, ImageSource source, int from, int to) {
    byte[] chunk = new byte[CHUNK];
    for (int at = from; at < to; at += CHUNK) {
      int length = Math.min(CHUNK, to - at);
      source.read(at, chunk, 0, length);
      digest.update(chunk, 0, length);
    }
  }

  /** The whole image in one piece; of {@code source} the payload is read. */
  byte[] octets(ImageSource source) {
    byte[] octets = Arrays.copyOf(hashedOctets(source), totalLength());
    byte[] tlvs = area.octets().toArray();
    System.arraycopy(tlvs, 0, octets, hashedLength(), tlvs.length);
    return octets;
  }

  /** Header, payload and protected area in one piece: the message of a pure signature. */
  byte[] hashedOctets(ImageSource source) {
    byte[] message = new byte[hashedLength()];
    source.read(0, message, 0, payloadEnd());
    System.arraycopy(headerOctets.toArray(), 0, message, 0, ImageHeader.OCTETS);
    byte[] tlvs = protectedArea.octets().toArray();
    System.arraycopy(tlvs, 0, message, payloadEnd(), tlvs.length);
    return message;
  }
}
