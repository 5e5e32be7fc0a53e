package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.HashAlgorithm;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSigner;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TlvType;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verification;
import dev.fuota.server.firmware.Crafted.Reason;
import dev.fuota.server.firmware.Crafted.Unusable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An image and nothing behind it, whose hash holds. Of an encrypted one the server cannot know.
 *
 * @param digest SHA-256 of all of it, by which deltas name their base
 */
record WholeImage(Bytes octets, Image image, Bytes digest, boolean encrypted) {
  /** The flash of a device on a LoRaWAN network ends far below. */
  static final int OCTETS_MAX = 16 << 20;

  private static final Set<TlvType> SIGNATURES =
      Set.of(TlvType.RSA2048, TlvType.RSA3072, TlvType.ECDSA, TlvType.ED25519);

  /** The image, or why it is none. */
  record Read(Optional<WholeImage> image, Optional<Unusable> unusable) {
    private static Read refused(Reason reason, String sentence) {
      return new Read(Optional.empty(), Optional.of(new Unusable(reason, sentence)));
    }
  }

  /** Checks what somebody gave. */
  static Read read(Bytes octets) {
    if (octets.isEmpty()) {
      return Read.refused(Reason.EMPTY, "the file is empty");
    }
    if (octets.length() > OCTETS_MAX) {
      return Read.refused(
          Reason.TOO_LARGE,
          "the file has " + octets.length() + " octets, more than the " + OCTETS_MAX + " allowed");
    }
    Verdict verdict =
        Verification.INTEGRITY.verify(
            ImageSource.of(octets),
            ImagePolicy.of(TrustedKeys.of(), OCTETS_MAX).withPackages(true));
    return verdict instanceof Verdict.Refused refused
            && refused.reason() != Verdict.Reason.ENCRYPTED
        ? Read.refused(reason(refused.reason()), "the file is no good image: " + refused.sentence())
        : parsed(octets, !verdict.isAccepted());
  }

  private static Reason reason(Verdict.Reason refused) {
    return refused == Verdict.Reason.TRAILING_OCTETS ? Reason.TRAILING_OCTETS : Reason.NOT_AN_IMAGE;
  }

  private static Read parsed(Bytes octets, boolean encrypted) {
    Image image = Image.parse(ImageSource.of(octets)).value().orElseThrow();
    // Behind an image there may be a trailer or erased flash, which nobody should be sent.
    return image.totalLength() == octets.length()
        ? new Read(
            Optional.of(
                new WholeImage(octets, image, HashAlgorithm.SHA256.hash(octets), encrypted)),
            Optional.empty())
        : Read.refused(
            Reason.TRAILING_OCTETS,
            "the image ends after "
                + image.totalLength()
                + " octets, the file has "
                + octets.length());
  }

  /** One that was just made here. */
  static WholeImage made(Bytes octets) {
    return read(octets).image().orElseThrow();
  }

  boolean isSigned() {
    return image.tlvs().stream()
        .anyMatch(tlv -> TlvType.of(tlv.type()).filter(SIGNATURES::contains).isPresent());
  }

  /**
   * The same with another signature.
   *
   * @throws IllegalArgumentException if the key needs another hash
   */
  WholeImage signed(SigningKey key) {
    ImageSource source = source();
    ImagePolicy policy = ImagePolicy.of(TrustedKeys.of(), OCTETS_MAX).withPackages(true);
    Verdict verdict = Verification.INTEGRITY.verify(source, policy);
    return made(ImageSigner.add((Verdict.Accepted) verdict, source, List.of(key)));
  }

  ImageSource source() {
    return ImageSource.of(octets);
  }

  int length() {
    return octets.length();
  }

  long fwVersion() {
    return image.version().toU32();
  }

  /** As {@code 1.2.3}: FWversion of TS006 has no room for a build number. */
  String version() {
    return text(image.version());
  }

  static String text(ImageVersion version) {
    return version.major() + "." + version.minor() + "." + version.revision();
  }

  static String text(long fwVersion) {
    return (fwVersion >>> 24) + "." + (fwVersion >>> 16 & 0xff) + "." + (fwVersion & 0xffff);
  }
}
