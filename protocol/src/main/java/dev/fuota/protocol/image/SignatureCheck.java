package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Optional;
import java.util.Set;

/**
 * The signatures of one image. Each stands behind the KEYHASH or PUBKEY of its key. Signatures of
 * keys that are not trusted are skipped; those of trusted keys must all be good, and there must be
 * one.
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

  private Optional<Tlv> keyName = Optional.empty();
  private boolean trusted;
  private boolean revoked;

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
    for (Tlv tlv : image.unprotectedTlvs()) {
      Optional<Refused> refused =
          tlv.is(TlvType.KEYHASH) || tlv.is(TlvType.PUBKEY)
              ? onKeyName(tlv)
              : isSignature(tlv) ? onSignature(tlv) : Optional.empty();
      if (refused.isPresent()) {
        return refused;
      }
    }
    if (keyName.isPresent()) {
      return withoutSignature(keyName.get());
    }
    if (trusted) {
      return Optional.empty();
    }
    return revoked
        ? refuse(Reason.REVOKED_KEY, "only a key that this device no longer trusts has signed")
        : refuse(Reason.NO_TRUSTED_SIGNATURE, "no key that this device trusts has signed");
  }

  private static boolean isSignature(Tlv tlv) {
    return TlvType.of(tlv.type()).filter(SIGNATURES::contains).isPresent();
  }

  private Optional<Refused> onKeyName(Tlv tlv) {
    if (keyName.isPresent()) {
      return withoutSignature(keyName.get());
    }
    keyName = Optional.of(tlv);
    int length = tlv.value().length();
    return tlv.is(TlvType.PUBKEY) || length == hash.octets()
        ? Optional.empty()
        : refuse(Reason.BAD_TLV, "KEYHASH has " + length + " octets instead of " + hash.octets());
  }

  private static Optional<Refused> withoutSignature(Tlv name) {
    return refuse(Reason.BAD_TLV, "a " + name.name() + " has no signature behind it");
  }

  private Optional<Refused> onSignature(Tlv tlv) {
    Optional<PublicKeyInfo> key = keyName.flatMap(name -> keys.find(hash, name));
    keyName = Optional.empty();
    if (key.isEmpty()) {
      return Optional.empty();
    }
    if (keys.isRevoked(key.get())) {
      revoked = true;
      return Optional.empty();
    }
    trusted = true;
    return isGood(tlv, key.get())
        ? Optional.empty()
        : refuse(
            Reason.BAD_SIGNATURE, "the signature in the name of " + key.get() + " is not its own");
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
