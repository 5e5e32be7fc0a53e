package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A public key that may check images: a point that is on its curve, and its one DER encoding. */
public final class PublicKeyInfo {
  private static final String LABEL = "PUBLIC KEY";

  /** The object identifier rsaEncryption as DER, with its tag. */
  private static final String RSA_OID = "06092a864886f70d010101";

  private final KeyType type;
  private final Bytes der;
  private final AsymmetricKeyParameter key;

  private PublicKeyInfo(KeyType type, Bytes der, AsymmetricKeyParameter key) {
    this.type = type;
    this.der = der;
    this.key = key;
  }

  /** Reads a text with exactly one {@code PUBLIC KEY} block. */
  public static Decoded<PublicKeyInfo> fromPem(String pem) {
    Decoded<List<Pem.Block>> blocks = Pem.blocks(pem);
    if (blocks instanceof Malformed<List<Pem.Block>> malformed) {
      return malformed.as();
    }
    List<Pem.Block> found = blocks.value().orElseThrow();
    return found.size() == 1
        ? fromBlock(found.get(0))
        : Decoded.badValue("PEM", "one key is needed, " + found.size() + " are there");
  }

  static Decoded<PublicKeyInfo> fromBlock(Pem.Block block) {
    if (block.label().equals("RSA " + LABEL)) {
      return unsupported("RSA");
    }
    return block.label().equals(LABEL)
        ? fromDer(block.der())
        : Decoded.badValue("PEM", "a " + LABEL + " is needed, not a " + block.label());
  }

  /** Reads a SubjectPublicKeyInfo (RFC 5480, RFC 8410), EC points uncompressed. */
  public static Decoded<PublicKeyInfo> fromDer(Bytes der) {
    String hex = der.toHex();
    for (KeyType type : KeyType.values()) {
      int prefix = type.derPrefix().length() / 2;
      if (hex.startsWith(type.derPrefix()) && der.length() == prefix + type.pointOctets()) {
        return fromPoint(type, der, der.slice(prefix, type.pointOctets()));
      }
    }
    return unsupported(hex.contains(RSA_OID) ? "RSA" : "unknown");
  }

  private static Decoded<PublicKeyInfo> fromPoint(KeyType type, Bytes der, Bytes point) {
    return decodePoint(type, point.toArray())
        .<Decoded<PublicKeyInfo>>map(key -> Decoded.ok(new PublicKeyInfo(type, der, key)))
        .orElseGet(() -> Decoded.badValue("public key", "this is no usable point of " + type));
  }

  private static <T> Decoded<T> unsupported(String kind) {
    return Decoded.badValue("public key", "keys of this type are not supported: " + kind);
  }

  static PublicKeyInfo of(KeyType type, Bytes point) {
    return fromPoint(type, Bytes.fromHex(type.derPrefix()).concat(point), point)
        .value()
        .orElseThrow(() -> new IllegalArgumentException("no point of " + type));
  }

  private static Optional<AsymmetricKeyParameter> decodePoint(KeyType type, byte[] point) {
    return switch (type) {
      case ED25519 ->
          // Refuses points of small order too, for which anybody can sign.
          Ed25519.validatePublicKeyFull(point, 0)
              ? Optional.of(new Ed25519PublicKeyParameters(point))
              : Optional.empty();
      case ECDSA_P256 -> decodeEcPoint(SECObjectIdentifiers.secp256r1, point);
      case ECDSA_P384 -> decodeEcPoint(SECObjectIdentifiers.secp384r1, point);
    };
  }

  private static Optional<AsymmetricKeyParameter> decodeEcPoint(
      ASN1ObjectIdentifier curve, byte[] point) {
    ECNamedDomainParameters domain = ECNamedDomainParameters.lookup(curve);
    try {
      return Optional.of(new ECPublicKeyParameters(domain.getCurve().decodePoint(point), domain));
    } catch (IllegalArgumentException e) { // not on the curve, infinity, or another form
      return Optional.empty();
    }
  }

  public KeyType type() {
    return type;
  }

  /** The SubjectPublicKeyInfo. */
  public Bytes der() {
    return der;
  }

  /** What a KEYHASH TLV names this key by, in an image with that hash. */
  public Bytes keyHash(HashAlgorithm hash) {
    return hash.hash(der);
  }

  /**
   * Whether {@code signature} is this key's signature of {@code message}.
   *
   * @param message what is handed to the scheme: the digest; for a pure signature all that is
   *     signed
   */
  boolean verifies(Bytes signature, byte[] message) {
    if (key instanceof Ed25519PublicKeyParameters edwards) {
      return signature.length() == Ed25519.SIGNATURE_SIZE
          && Ed25519.verify(
              signature.toArray(), 0, edwards.getEncoded(), 0, message, 0, message.length);
    }
    return Ecdsa.verify((ECPublicKeyParameters) key, signature, message);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKeyInfo info && info.der.equals(der);
  }

  @Override
  public int hashCode() {
    return der.hashCode();
  }

  @Override
  public String toString() {
    return type + " " + keyHash(HashAlgorithm.SHA256);
  }
}
