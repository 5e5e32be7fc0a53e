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
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A public key that may check images: checked material, and its one DER encoding. */
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
    return block.label().equals(LABEL) || block.label().equals("RSA " + LABEL)
        ? fromDer(block.der())
        : Decoded.badValue("PEM", "a " + LABEL + " is needed, not a " + block.label());
  }

  /**
   * Reads a SubjectPublicKeyInfo (RFC 5480, RFC 8410), EC points uncompressed; for RSA also the
   * bare RSAPublicKey (RFC 8017), with 2048 or 3072 bits and the exponent 65537.
   */
  public static Decoded<PublicKeyInfo> fromDer(Bytes der) {
    String hex = der.toHex();
    for (KeyType type : KeyType.values()) {
      String inner = hex.startsWith(type.wrapper()) ? hex.substring(type.wrapper().length()) : hex;
      if (inner.startsWith(type.derPrefix())
          && inner.endsWith(type.derSuffix())
          && inner.length() == encoded(type, Bytes.EMPTY).length() * 2 + type.keyOctets() * 2) {
        Bytes bare = Bytes.fromHex(inner);
        return fromKey(type, bare.slice(type.derPrefix().length() / 2, type.keyOctets()));
      }
    }
    return Decoded.badValue(
        "public key",
        hex.contains(RSA_OID)
            ? "an RSA key needs 2048 or 3072 bits and the exponent 65537"
            : "keys of this type are not supported");
  }

  private static Decoded<PublicKeyInfo> fromKey(KeyType type, Bytes material) {
    return decode(type, material)
        .<Decoded<PublicKeyInfo>>map(
            key -> Decoded.ok(new PublicKeyInfo(type, encoded(type, material), key)))
        .orElseGet(() -> Decoded.badValue("public key", "this is no usable key of " + type));
  }

  private static Bytes encoded(KeyType type, Bytes material) {
    return Bytes.fromHex(type.derPrefix()).concat(material).concat(Bytes.fromHex(type.derSuffix()));
  }

  static PublicKeyInfo of(KeyType type, Bytes material) {
    return fromKey(type, material)
        .value()
        .orElseThrow(() -> new IllegalArgumentException("no key of " + type));
  }

  private static Optional<? extends AsymmetricKeyParameter> decode(KeyType type, Bytes material) {
    byte[] octets = material.toArray();
    return switch (type) {
      case ED25519 ->
          // Refuses points of small order too, for which anybody can sign.
          Ed25519.validatePublicKeyFull(octets, 0)
              ? Optional.of(new Ed25519PublicKeyParameters(octets))
              : Optional.empty();
      case ECDSA_P256 -> decodeEcPoint(SECObjectIdentifiers.secp256r1, octets);
      case ECDSA_P384 -> decodeEcPoint(SECObjectIdentifiers.secp384r1, octets);
      case RSA_2048, RSA_3072 -> Rsa.publicKey(material);
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

  /**
   * The encoding whose hash names the key: the SubjectPublicKeyInfo, of RSA the bare RSAPublicKey.
   */
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
  public boolean verifies(Bytes signature, byte[] message) {
    if (key instanceof Ed25519PublicKeyParameters edwards) {
      return signature.length() == Ed25519.SIGNATURE_SIZE
          && Ed25519.verify(
              signature.toArray(), 0, edwards.getEncoded(), 0, message, 0, message.length);
    }
    return key instanceof RSAKeyParameters rsa
        ? Rsa.verify(rsa, signature, message)
        : Ecdsa.verify((ECPublicKeyParameters) key, signature, message);
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
