package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import java.util.Optional;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.util.BigIntegers;

/** The private key by which a device opens encrypted images: P-256 or X25519. Never printed. */
public final class DecryptionKey {
  private final EncryptionKey publicKey;
  private final byte[] scalar;

  private DecryptionKey(KeyAgreement agreement, byte[] scalar) {
    this.publicKey = new EncryptionKey(agreement, agreement.publicKey(scalar));
    this.scalar = scalar;
  }

  /** Reads a text with exactly one {@code PRIVATE KEY} block (PKCS#8, not encrypted). */
  public static Decoded<DecryptionKey> fromPem(String pem) {
    Decoded<AsymmetricKeyParameter> parsed = PrivateKeys.fromPem(pem);
    if (parsed instanceof Malformed<AsymmetricKeyParameter> malformed) {
      return malformed.as();
    }
    return of(parsed.value().orElseThrow())
        .<Decoded<DecryptionKey>>map(Decoded::ok)
        .orElseGet(() -> Decoded.badValue("private key", "a P-256 or X25519 key is needed"));
  }

  private static Optional<DecryptionKey> of(AsymmetricKeyParameter key) {
    if (key instanceof X25519PrivateKeyParameters montgomery) {
      return Optional.of(new DecryptionKey(KeyAgreement.ECDH_X25519, montgomery.getEncoded()));
    }
    return key instanceof ECPrivateKeyParameters ec
            && ec.getParameters() instanceof ECNamedDomainParameters named
            && named.getName().equals(SECObjectIdentifiers.secp256r1)
        ? Optional.of(
            new DecryptionKey(
                KeyAgreement.ECDH_P256,
                BigIntegers.asUnsignedByteArray(KeyAgreement.SCALAR_OCTETS, ec.getD())))
        : Optional.empty();
  }

  /** What images for this device are encrypted with. */
  public EncryptionKey publicKey() {
    return publicKey;
  }

  /**
   * Opens the content key of an image.
   *
   * @param tlv one of {@link TlvType#ENC_RSA2048} to {@link TlvType#ENC_X25519_SHA512}
   * @param keyOctets of the content key, by the image's flags: 16 or 32
   */
  Decoded<PayloadCipher> open(Tlv tlv, int keyOctets) {
    Optional<Ecies> form =
        Ecies.of(tlv).filter(ecies -> ecies.agreement() == publicKey.agreement());
    if (form.isEmpty()) {
      return Decoded.badValue(
          tlv.name(),
          "the content key comes as " + tlv.name() + ", this device has a " + publicKey);
    }
    Ecies ecies = form.get();
    if (tlv.value().length() != ecies.octets(keyOctets)) {
      return Decoded.badValue(
          tlv.name(),
          tlv.name()
              + " has "
              + tlv.value().length()
              + " octets instead of "
              + ecies.octets(keyOctets));
    }
    return ecies
        .agreement()
        .agree(scalar, ecies.ephemeralKey(tlv.value()))
        .map(shared -> ecies.open(tlv.value(), shared, keyOctets).map(PayloadCipher::new))
        .orElseGet(
            () -> Decoded.badValue(tlv.name(), "the ephemeral key is no point that may be used"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DecryptionKey key && key.publicKey.equals(publicKey);
  }

  @Override
  public int hashCode() {
    return publicKey.hashCode();
  }
}
