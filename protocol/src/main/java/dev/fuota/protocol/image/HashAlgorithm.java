package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.stream.Stream;

/** The hashes that an image may carry; its key hashes use the same one. */
public enum HashAlgorithm {
  SHA256(TlvType.SHA256, "SHA-256", 32),
  SHA384(TlvType.SHA384, "SHA-384", 48),
  SHA512(TlvType.SHA512, "SHA-512", 64);

  private final TlvType tlvType;
  private final String jdkName;
  private final int octets;

  HashAlgorithm(TlvType tlvType, String jdkName, int octets) {
    this.tlvType = tlvType;
    this.jdkName = jdkName;
    this.octets = octets;
  }

  /** The algorithm of a hash TLV; empty for every other TLV. */
  static Optional<HashAlgorithm> of(Tlv tlv) {
    return Stream.of(values()).filter(algorithm -> tlv.is(algorithm.tlvType)).findFirst();
  }

  /** The TLV that holds an image's hash of this kind. */
  TlvType tlvType() {
    return tlvType;
  }

  /** Octets of a digest. */
  public int octets() {
    return octets;
  }

  public MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance(jdkName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks " + jdkName, e);
    }
  }

  public Bytes hash(Bytes message) {
    return Bytes.of(newDigest().digest(message.toArray()));
  }

  @Override
  public String toString() {
    return jdkName;
  }
}
