package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A private key that signs images, deterministically. Never printed. */
public final class SigningKey {
  private static final String LABEL = "PRIVATE KEY";

  private final AsymmetricKeyParameter key;
  private final PublicKeyInfo publicKey;

  private SigningKey(AsymmetricKeyParameter key, PublicKeyInfo publicKey) {
    this.key = key;
    this.publicKey = publicKey;
  }

  /** Reads a text with exactly one {@code PRIVATE KEY} block (PKCS#8, not encrypted). */
  public static Decoded<SigningKey> fromPem(String pem) {
    Decoded<List<Pem.Block>> blocks = Pem.blocks(pem);
    if (blocks instanceof Malformed<List<Pem.Block>> malformed) {
      return malformed.as();
    }
    List<Pem.Block> found = blocks.value().orElseThrow();
    if (found.size() != 1 || !found.get(0).label().equals(LABEL)) {
      return Decoded.badValue("PEM", "exactly one block " + LABEL + " (PKCS#8) is needed");
    }
    return parse(found.get(0).der())
        .flatMap(SigningKey::of)
        .<Decoded<SigningKey>>map(Decoded::ok)
        .orElseGet(
            () -> Decoded.badValue("private key", "an Ed25519, P-256 or P-384 key is needed"));
  }

  private static Optional<AsymmetricKeyParameter> parse(Bytes der) {
    try {
      return Optional.of(PrivateKeyFactory.createKey(der.toArray()));
    } catch (IOException | RuntimeException e) { // the library has no one exception for bad DER
      return Optional.empty();
    }
  }

  private static Optional<SigningKey> of(AsymmetricKeyParameter key) {
    if (key instanceof Ed25519PrivateKeyParameters edwards) {
      Bytes point = Bytes.of(edwards.generatePublicKey().getEncoded());
      return Optional.of(new SigningKey(key, PublicKeyInfo.of(KeyType.ED25519, point)));
    }
    return key instanceof ECPrivateKeyParameters ec
        ? typeOf(ec).map(type -> new SigningKey(ec, PublicKeyInfo.of(type, publicPoint(ec))))
        : Optional.empty();
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

  private static Bytes publicPoint(ECPrivateKeyParameters key) {
    return Bytes.of(
        new FixedPointCombMultiplier()
            .multiply(key.getParameters().getG(), key.getD())
            .getEncoded(false));
  }

  public KeyType type() {
    return publicKey.type();
  }

  public PublicKeyInfo publicKey() {
    return publicKey;
  }

  /** Signs a digest of a hash that {@link KeyType#fits}. */
  Bytes sign(Bytes digest) {
    byte[] message = digest.toArray();
    if (key instanceof Ed25519PrivateKeyParameters edwards) {
      byte[] signature = new byte[Ed25519PrivateKeyParameters.SIGNATURE_SIZE];
      edwards.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
      return Bytes.of(signature);
    }
    return Ecdsa.sign((ECPrivateKeyParameters) key, message);
  }
}
