package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Optional;
import java.util.Set;

/**
 * The signatures of one image. Each stands behind the KEYHASH of its key. Signatures of keys that
 * are not trusted are skipped; those of trusted keys must all be good, and there must be one.
 */
final class SignatureCheck {
  private static final Set<TlvType> SIGNATURES =
      Set.of(TlvType.RSA2048, TlvType.RSA3072, TlvType.ECDSA, TlvType.ED25519);

  private final Image image;
  private final ImageSource source;
  private final TrustedKeys keys;
  private final HashAlgorithm hash;
  private final Bytes digest;
  private final boolean pure;

  SignatureCheck(
      Image image, ImageSource source, TrustedKeys keys, HashAlgorithm hash, Bytes digest) {
    this.image = image;
    this.source = source;
    this.keys = keys;
    this.hash = hash;
    this.digest = digest;
    this.pure = image.unprotectedTlvs().stream().anyMatch(tlv -> tlv.is(TlvType.SIG_PURE));
  }

  Optional<Refused> run() {
    Optional<Bytes> keyHash = Optional.empty();
    boolean trusted = false;
    for (Tlv tlv : image.unprotectedTlvs()) {
      if (tlv.is(TlvType.KEYHASH)) {
        Optional<Refused> refused = checkKeyHash(tlv, keyHash);
        if (refused.isPresent()) {
          return refused;
        }
        keyHash = Optional.of(tlv.value());
      } else if (isSignature(tlv)) {
        Optional<PublicKeyInfo> key = keyHash.flatMap(named -> keys.find(hash, named));
        if (key.isPresent() && !isGood(tlv, key.get())) {
          return refuse(
              Reason.BAD_SIGNATURE,
              "the signature in the name of " + key.get() + " is not its own");
        }
        trusted |= key.isPresent();
        keyHash = Optional.empty();
      }
    }
    return trusted
        ? Optional.empty()
        : refuse(Reason.NO_TRUSTED_SIGNATURE, "no key that this device trusts has signed");
  }

  private static boolean isSignature(Tlv tlv) {
    return TlvType.of(tlv.type()).filter(SIGNATURES::contains).isPresent();
  }

  private Optional<Refused> checkKeyHash(Tlv tlv, Optional<Bytes> waiting) {
    if (waiting.isPresent()) {
      return refuse(Reason.BAD_TLV, "a KEYHASH has no signature behind it");
    }
    return tlv.value().length() == hash.octets()
        ? Optional.empty()
        : refuse(
            Reason.BAD_TLV,
            "KEYHASH has " + tlv.value().length() + " octets instead of " + hash.octets());
  }

  private boolean isGood(Tlv signature, PublicKeyInfo key) {
    KeyType type = key.type();
    if (!signature.is(type.signatureType()) || !type.fits(hash)) {
      return false;
    }
    if (!pure) {
      return key.verifies(signature.value(), digest.toArray());
    }
    // Ed25519 over the message needs all of it at once; the slot bounds it.
    return type == KeyType.ED25519 && key.verifies(signature.value(), image.hashedOctets(source));
  }

  private static Optional<Refused> refuse(Reason reason, String sentence) {
    return Optional.of(new Refused(reason, sentence));
  }
}
