package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.image.ImageHeader.Flags;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The content key of one image, or why it cannot be had.
 *
 * @param cipher empty where the payload lies there in plain text, or with {@code refused}
 */
record ContentKey(Optional<PayloadCipher> cipher, Optional<Refused> refused) {
  private static final Set<TlvType> TYPES =
      Set.of(
          TlvType.ENC_RSA2048,
          TlvType.ENC_KW,
          TlvType.ENC_EC256,
          TlvType.ENC_X25519,
          TlvType.ENC_X25519_SHA512);

  private static final ContentKey NONE = new ContentKey(Optional.empty(), Optional.empty());

  static ContentKey open(Image image, ImagePolicy policy) {
    List<Tlv> keys =
        image.unprotectedTlvs().stream()
            .filter(tlv -> TlvType.of(tlv.type()).filter(TYPES::contains).isPresent())
            .toList();
    boolean encrypted = image.header().hasAny(FlagRules.ENCRYPTED);
    if (!encrypted) {
      return keys.isEmpty()
          ? NONE
          : refused(Reason.ENCRYPTED, "a content key for a payload in plain text");
    }
    if (policy.plainSlot()) {
      return NONE;
    }
    if (keys.size() != 1) {
      return refused(
          keys.isEmpty() ? Reason.ENCRYPTED : Reason.BAD_TLV,
          "an encrypted image needs one content key, " + keys.size() + " are there");
    }
    return policy
        .decryption()
        .map(key -> of(key.open(keys.get(0), keyOctets(image.header()))))
        .orElseGet(
            () ->
                refused(Reason.ENCRYPTED, "the image is encrypted, this device has no key for it"));
  }

  private static int keyOctets(ImageHeader header) {
    return header.hasAny(Flags.ENCRYPTED_AES256) ? 32 : 16;
  }

  private static ContentKey of(Decoded<PayloadCipher> opened) {
    return opened instanceof Malformed<PayloadCipher> malformed
        ? refused(Reason.BAD_CONTENT_KEY, malformed.detail())
        : new ContentKey(opened.value(), Optional.empty());
  }

  private static ContentKey refused(Reason reason, String sentence) {
    return new ContentKey(Optional.empty(), Optional.of(new Refused(reason, sentence)));
  }
}
