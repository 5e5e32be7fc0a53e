package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes images with the layout and TLV order of MCUboot's own tool. The same calls give the same
 * octets: Ed25519 is deterministic, ECDSA is made so (RFC 6979). Wrong use is a bug of the caller
 * and throws {@link IllegalArgumentException}. Not for use by two threads at once.
 */
public final class ImageBuilder {
  /** The order in which MCUboot's tool writes the protected area. */
  private static final List<TlvType> ORDER =
      List.of(
          TlvType.SEC_CNT,
          TlvType.DEPENDENCY,
          TlvType.UUID_VID,
          TlvType.UUID_CID,
          TlvType.PACKAGE_KIND,
          TlvType.BASE_DIGEST,
          TlvType.RESULT_DIGEST,
          TlvType.REQUIRED_VERSION);

  private static final byte ERASED = (byte) 0xff;
  private static final Bits NUMBER = new Bits("number", 0, 8);

  private record Item(TlvType type, Bytes value) {}

  private final Bytes payload;
  private final ImageVersion version;
  private final List<Item> items = new ArrayList<>();
  private int headerSize = ImageHeader.OCTETS;
  private int flags;

  private ImageBuilder(Bytes payload, ImageVersion version) {
    this.payload = payload;
    this.version = version;
  }

  public static ImageBuilder of(Bytes payload, ImageVersion version) {
    return new ImageBuilder(payload, version);
  }

  /**
   * Octets from the image's start to the payload, as the alignment of the vector table needs; 32 if
   * not called. What is behind the header is filled with 0xff, which costs flash nothing.
   */
  public ImageBuilder headerSize(int octets) {
    headerSize = octets;
    return this;
  }

  /** Adds a security counter, 0..2^32-1. */
  public ImageBuilder securityCounter(long counter) {
    return add(TlvType.SEC_CNT, little(Integer.BYTES).putInt((int) U32.check(counter)));
  }

  /** Names the hardware that the image is for, 16 octets. */
  public ImageBuilder classId(Bytes uuid) {
    if (uuid.length() != TlvRules.UUID_OCTETS) {
      throw new IllegalArgumentException("class id " + uuid);
    }
    items.add(new Item(TlvType.UUID_CID, uuid));
    return this;
  }

  /** Demands that at least {@code lowest} is running where the image is installed. */
  public ImageBuilder requiredVersion(ImageVersion lowest) {
    ByteBuffer value = little(ImageVersion.OCTETS);
    lowest.putTo(value);
    return add(TlvType.REQUIRED_VERSION, value);
  }

  /** Adds a dependency on image number {@code image} (0..255), from version {@code lowest} on. */
  public ImageBuilder dependency(int image, ImageVersion lowest) {
    ByteBuffer value = little(TlvRules.DEPENDENCY_OCTETS).putInt(NUMBER.check(image));
    lowest.putTo(value);
    return add(TlvType.DEPENDENCY, value);
  }

  /**
   * Makes it a package: not to be run, but to be expanded.
   *
   * @param kind 0..255, what the payload is
   * @param parameter 0..255, of that kind
   * @param base SHA-256 of the image that the payload is a delta to; empty if it needs none
   * @param result SHA-256 of the image that comes out
   */
  public ImageBuilder packaged(int kind, int parameter, Optional<Bytes> base, Bytes result) {
    flags |= ImageHeader.Flags.NON_BOOTABLE;
    ByteBuffer octets = ByteBuffer.allocate(2);
    octets.put((byte) NUMBER.check(kind)).put((byte) NUMBER.check(parameter));
    base.ifPresent(digest -> items.add(new Item(TlvType.BASE_DIGEST, digest)));
    items.add(new Item(TlvType.RESULT_DIGEST, result));
    return add(TlvType.PACKAGE_KIND, octets);
  }

  private ImageBuilder add(TlvType type, ByteBuffer value) {
    items.add(new Item(type, Bytes.rest(value.flip())));
    return this;
  }

  /**
   * The whole image, signed by each of {@code keys} in turn. Without a key it carries its hash
   * only, and no device accepts it.
   *
   * @throws IllegalArgumentException if the keys need different hashes
   */
  public Bytes sign(SigningKey... keys) {
    HashAlgorithm hash = commonHash(keys);
    Bytes hashed = hashedPart();
    Bytes digest = hash.hash(hashed);
    List<Bytes> records = new ArrayList<>();
    records.add(encode(hash.tlvType(), digest));
    for (SigningKey key : keys) {
      records.add(encode(TlvType.KEYHASH, key.publicKey().keyHash(hash)));
      records.add(encode(key.type().signatureType(), key.sign(digest)));
    }
    return hashed.concat(area(TlvArea.MAGIC_UNPROTECTED, records));
  }

  private static HashAlgorithm commonHash(SigningKey... keys) {
    HashAlgorithm hash = HashAlgorithm.SHA256;
    for (int i = 0; i < keys.length; i++) {
      HashAlgorithm usual = keys[i].type().usualHash();
      if (i > 0 && usual != hash) {
        throw new IllegalArgumentException("keys with " + hash + " and with " + usual);
      }
      hash = usual;
    }
    return hash;
  }

  private Bytes hashedPart() {
    List<Bytes> records =
        items.stream()
            .sorted(Comparator.comparingInt(item -> ORDER.indexOf(item.type())))
            .map(item -> encode(item.type(), item.value()))
            .toList();
    Bytes tlvs = records.isEmpty() ? Bytes.EMPTY : area(TlvArea.MAGIC_PROTECTED, records);
    ImageHeader header =
        new ImageHeader(0, headerSize, tlvs.length(), payload.length(), flags, version, 0);
    ByteBuffer out = little(Math.addExact(headerSize, payload.length()));
    header.putTo(out);
    while (out.position() < headerSize) {
      out.put(ERASED);
    }
    payload.putTo(out);
    return Bytes.rest(out.flip()).concat(tlvs);
  }

  private static Bytes area(int magic, List<Bytes> records) {
    int total = TlvArea.INFO_OCTETS + records.stream().mapToInt(Bytes::length).sum();
    ByteBuffer out = little(total).putShort((short) magic).putShort((short) total);
    records.forEach(record -> record.putTo(out));
    return Bytes.rest(out.flip());
  }

  private static Bytes encode(TlvType type, Bytes value) {
    ByteBuffer out = little(Tlv.HEADER_OCTETS + value.length());
    out.putShort((short) type.code()).putShort((short) value.length());
    value.putTo(out);
    return Bytes.rest(out.flip());
  }

  private static ByteBuffer little(int octets) {
    return ByteBuffer.allocate(octets).order(ByteOrder.LITTLE_ENDIAN);
  }
}
