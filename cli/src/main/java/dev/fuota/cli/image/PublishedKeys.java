package dev.fuota.cli.image;

import dev.fuota.conformance.device.SampleFirmware;
import dev.fuota.protocol.image.HashAlgorithm;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.image.TrustedKeys;
import java.util.List;
import java.util.Set;

/**
 * Keys whose private half everybody can read: those of this product's samples, and of the known
 * answers. Products have been shipped with such keys.
 */
final class PublishedKeys {
  /** SHA-256 of the public key, as in a KEYHASH TLV. */
  private static final Set<String> OF_THE_KNOWN_ANSWERS =
      Set.of(
          "5d11b5b2c74323ffd667eca62938f2103c585858a9056cae667eed57f7a55d40", // ec256_a
          "9a4d7043537965aafac3af5e5819c5fe57987b8a768d2487682156776b997a5f", // ec256_b
          "407d4a146309aee57f313e028da0091f1224c4d34455b5726e584008539298e4", // ec384
          "4d8b3eaf5a5a51c417eef7d27301a4995a16826364d59815c36d0be35c511267", // rsa2048
          "9148132b04eeea8452b7efe765c82433b2c8510ef9d5e6eb72ef7a92df5bf5fa", // rsa3072
          "c6f1ed6378fc1ed9f12af549e4efeccd2fa0fee6fd5c30e9ea0d0df6afc485f4", // ed25519_a
          "05c3981eb34f44b8daee9a151c043b553d31155ac7b811327a012fd263851cbc" // enc_ec256
          );

  private PublishedKeys() {}

  /** Those of {@code keys} that are published. */
  static List<String> among(TrustedKeys keys) {
    return keys.keys().stream()
        .filter(PublishedKeys::isPublished)
        .map(PublicKeyInfo::toString)
        .toList();
  }

  private static boolean isPublished(PublicKeyInfo key) {
    return SampleFirmware.trusted().keys().contains(key)
        || OF_THE_KNOWN_ANSWERS.contains(key.keyHash(HashAlgorithm.SHA256).toHex());
  }
}
