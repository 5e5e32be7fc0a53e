package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.UnaryOperator;

/**
 * Makes images that break one rule and keep all others: any TLV anywhere, hash and signature always
 * fit.
 */
final class Forge {
  /** What is behind the hashed part, given its digest. */
  @FunctionalInterface
  interface Tail {
    Bytes of(Bytes digest);
  }

  private Bytes protectedTlvs = Bytes.EMPTY;
  private Bytes payload = ImageFixtures.payload(100);
  private UnaryOperator<Bytes> headerChange = UnaryOperator.identity();
  private UnaryOperator<Bytes> areaChange = UnaryOperator.identity();
  private HashAlgorithm hash = HashAlgorithm.SHA256;

  Forge guarded(int type, Bytes value) {
    protectedTlvs = protectedTlvs.concat(tlv(type, value));
    return this;
  }

  /** Changes the header before it is hashed. */
  Forge header(UnaryOperator<Bytes> change) {
    headerChange = change;
    return this;
  }

  /** Changes the protected area before it is hashed; the header has the size of what comes out. */
  Forge area(UnaryOperator<Bytes> change) {
    areaChange = change;
    return this;
  }

  Forge payload(Bytes octets) {
    payload = octets;
    return this;
  }

  /** Sets the flags of the header. */
  Forge flags(int flags) {
    return header(header -> withU32(header, 16, flags));
  }

  /** Hashes the image and the key with this instead of SHA-256. */
  Forge hashedBy(HashAlgorithm algorithm) {
    hash = algorithm;
    return this;
  }

  /** Hash, key hash and signature of {@code key}, as usual. */
  Bytes sign(SigningKey key) {
    return build(
        digest ->
            tlv(hash.tlvType().code(), digest)
                .concat(tlv(TlvType.KEYHASH.code(), key.publicKey().keyHash(hash)))
                .concat(signatureOnly(key, digest)));
  }

  Bytes build(Tail tail) {
    Bytes guardedArea =
        protectedTlvs.isEmpty()
            ? Bytes.EMPTY
            : areaChange.apply(area(TlvArea.MAGIC_PROTECTED, protectedTlvs));
    ImageHeader header =
        new ImageHeader(0, 32, guardedArea.length(), payload.length(), 0, ImageFixtures.VERSION, 0);
    ByteBuffer out = little(ImageHeader.OCTETS);
    header.putTo(out);
    Bytes hashed = headerChange.apply(Bytes.rest(out.flip())).concat(payload).concat(guardedArea);
    return hashed.concat(area(TlvArea.MAGIC_UNPROTECTED, tail.of(hash.hash(hashed))));
  }

  static Bytes hash(Bytes digest) {
    return tlv(TlvType.SHA256.code(), digest);
  }

  static Bytes keyHash(SigningKey key) {
    return tlv(TlvType.KEYHASH.code(), key.publicKey().keyHash(HashAlgorithm.SHA256));
  }

  static Bytes signatureOnly(SigningKey key, Bytes message) {
    return tlv(key.type().signatureType().code(), key.sign(message));
  }

  static Bytes signature(SigningKey key, Bytes digest) {
    return keyHash(key).concat(signatureOnly(key, digest));
  }

  static Bytes tlv(int type, Bytes value) {
    ByteBuffer out = little(4 + value.length());
    out.putShort((short) type).putShort((short) value.length());
    value.putTo(out);
    return Bytes.rest(out.flip());
  }

  static Bytes area(int magic, Bytes records) {
    ByteBuffer out = little(4 + records.length());
    out.putShort((short) magic).putShort((short) (4 + records.length()));
    records.putTo(out);
    return Bytes.rest(out.flip());
  }

  /** {@code octets} with the little-endian u32 at {@code offset} replaced. */
  static Bytes withU32(Bytes octets, int offset, int value) {
    byte[] changed = octets.toArray();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
    return Bytes.of(changed);
  }

  /** {@code octets} with the little-endian u16 at {@code offset} replaced. */
  static Bytes withU16(Bytes octets, int offset, int value) {
    byte[] changed = octets.toArray();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putShort(offset, (short) value);
    return Bytes.of(changed);
  }

  private static ByteBuffer little(int octets) {
    return ByteBuffer.allocate(octets).order(ByteOrder.LITTLE_ENDIAN);
  }
}
