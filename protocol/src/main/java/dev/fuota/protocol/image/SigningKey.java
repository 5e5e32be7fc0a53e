package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.util.BigIntegers;

/** A private key that signs images, deterministically. Never printed. */
public final class SigningKey {
  private final AsymmetricKeyParameter key;
  private final PublicKeyInfo publicKey;

  private SigningKey(AsymmetricKeyParameter key, PublicKeyInfo publicKey) {
    this.key = key;
    this.publicKey = publicKey;
  }

  /** Reads a text with exactly one {@code PRIVATE KEY} block (PKCS#8, not encrypted). */
  public static Decoded<SigningKey> fromPem(String pem) {
    Decoded<AsymmetricKeyParameter> parsed = PrivateKeys.fromPem(pem);
    if (parsed instanceof Malformed<AsymmetricKeyParameter> malformed) {
      return malformed.as();
    }
    return of(parsed.value().orElseThrow())
        .<Decoded<SigningKey>>map(Decoded::ok)
        .orElseGet(
            () ->
                Decoded.badValue(
                    "private key", "an Ed25519, P-256, P-384, RSA-2048 or RSA-3072 key is needed"));
  }

  private static Optional<SigningKey> of(AsymmetricKeyParameter key) {
    return publicOf(key).map(publicKey -> new SigningKey(key, publicKey));
  }

  private static Optional<PublicKeyInfo> publicOf(AsymmetricKeyParameter key) {
    if (key instanceof Ed25519PrivateKeyParameters edwards) {
      Bytes point = Bytes.of(edwards.generatePublicKey().getEncoded());
      return Optional.of(PublicKeyInfo.of(KeyType.ED25519, point));
    }
    if (key instanceof RSAPrivateCrtKeyParameters rsa) {
      return typeOf(rsa)
          .map(type -> PublicKeyInfo.of(type, modulus(rsa.getModulus(), type.keyOctets())));
    }
    return key instanceof ECPrivateKeyParameters ec
        ? typeOf(ec).map(type -> PublicKeyInfo.of(type, PrivateKeys.publicPoint(ec)))
        : Optional.empty();
  }

  private static Optional<KeyType> typeOf(RSAPrivateCrtKeyParameters key) {
    return key.getPublicExponent().equals(Rsa.EXPONENT)
        ? Stream.of(KeyType.RSA_2048, KeyType.RSA_3072)
            .filter(type -> type.keyOctets() * Byte.SIZE == key.getModulus().bitLength())
            .findFirst()
        : Optional.empty();
  }

  private static Bytes modulus(BigInteger n, int octets) {
    return Bytes.of(BigIntegers.asUnsignedByteArray(octets, n));
  }

  private static Optional<KeyType> typeOf(ECPrivateKeyParameters key) {
    if (!(key.getParameters() instanceof ECNamedDomainParameters named)) {
      return Optional.empty();
    }
    if (named.getName().equals(SECObjectIdentifiers.secp256r1)) {
      return Optional.of(KeyType.ECDSA_P256);
    }
    return named.getName().equals(SECObjectIdentifiers.secp384r1)
        ? Optional.of(KeyType.ECDSA_P384)
        : Optional.empty();
  }

  public KeyType type() {
    return publicKey.type();
  }

  public PublicKeyInfo publicKey() {
    return publicKey;
  }

  /** Signs a digest of a hash that {@link KeyType#fits}; purely: the message itself. */
  public Bytes sign(Bytes digest) {
    byte[] message = digest.toArray();
    if (key instanceof Ed25519PrivateKeyParameters edwards) {
      byte[] signature = new byte[Ed25519PrivateKeyParameters.SIGNATURE_SIZE];
      edwards.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
      return Bytes.of(signature);
    }
    return key instanceof RSAPrivateCrtKeyParameters rsa
        ? Rsa.sign(rsa, message)
        : Ecdsa.sign((ECPrivateKeyParameters) key, message);
  }
}
