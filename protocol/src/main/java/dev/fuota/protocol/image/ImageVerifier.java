package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Decides whether a device may install or run an image (TR002 steps 10, 11 and 14a).
 *
 * <p>The order is part of the safety: bounds before everything, the signature before any meaning,
 * and nothing steers that the signature does not cover. Never throws because of the image.
 */
public final class ImageVerifier {
  static final Refused BAD_HASH =
      new Refused(Reason.BAD_HASH, "the octets of the image do not give the hash that it carries");

  private final Image image;
  private final ImageSource source;
  private final ImagePolicy policy;

  private ImageVerifier(Image image, ImageSource source, ImagePolicy policy) {
    this.image = image;
    this.source = source;
    this.policy = policy;
  }

  /** Reads and checks the image at the start of {@code source}. */
  public static Verdict verify(ImageSource source, ImagePolicy policy) {
    return parsed(source, image -> verify(image, source, policy));
  }

  /**
   * Checks an image that was parsed from {@code source}.
   *
   * @param source ends where the caller's responsibility ends: all that lies in it behind the image
   *     must be erased or a trailer; see {@link ImageSource#prefix}
   */
  public static Verdict verify(Image image, ImageSource source, ImagePolicy policy) {
    return new ImageVerifier(image, source, policy).verdict(true);
  }

  /**
   * Checks all but the signatures: for a bootloader that was built without. Whoever can write the
   * slot can pass this.
   */
  public static Verdict integrity(ImageSource source, ImagePolicy policy) {
    return parsed(source, image -> new ImageVerifier(image, source, policy).verdict(false));
  }

  /** Checks form and hash alone, of an image with at most {@code slotLimit} octets. */
  public static Verdict integrity(ImageSource source, int slotLimit) {
    return integrity(source, ImagePolicy.of(TrustedKeys.of(), slotLimit));
  }

  private static Verdict parsed(ImageSource source, Function<Image, Verdict> check) {
    Decoded<Image> parsed = Image.parse(source);
    return parsed instanceof Decoded.Ok<Image> ok
        ? check.apply(ok.get())
        : new Refused(Reason.MALFORMED, ((Malformed<Image>) parsed).detail());
  }

  private Verdict verdict(boolean signatures) {
    Optional<Refused> form =
        size()
            .or(() -> FlagRules.check(image.header(), policy))
            .or(() -> TlvRules.check(image))
            .or(() -> ExpansionRules.check(image, signatures))
            .or(() -> behind(image, source));
    if (form.isPresent()) {
      return form.get();
    }
    ContentKey key = ContentKey.open(image, policy);
    return key.refused()
        .map(Verdict.class::cast)
        .orElseGet(() -> verdict(signatures, key.cipher()));
  }

  private Verdict verdict(boolean signatures, Optional<PayloadCipher> cipher) {
    ImageSource plain = cipher.map(it -> it.plain(image, source)).orElse(source);
    HashAlgorithm hash = TlvRules.hashOf(image);
    Bytes digest = image.hash(plain, hash);
    return hash(digest)
        .or(
            () ->
                signatures
                    ? new SignatureCheck(image, plain, policy.keys(), hash, digest).run()
                    : Optional.empty())
        .or(() -> Suitability.check(image, policy))
        .map(Verdict.class::cast)
        .orElseGet(() -> new Accepted(image, digest, cipher));
  }

  private Optional<Refused> size() {
    return Refused.when(
        image.totalLength() > policy.slotLimit(),
        Reason.TOO_LARGE,
        "the image has " + image.totalLength() + " octets, the slot takes " + policy.slotLimit());
  }

  /** What lies in {@code source} behind {@code image} and should not. */
  static Optional<Refused> behind(Image image, ImageSource source) {
    OptionalInt stray = TrailingOctets.firstStray(source, image.totalLength());
    return Refused.when(
        stray.isPresent(),
        Reason.TRAILING_OCTETS,
        "the image ends at octet " + image.totalLength() + ", more lies at " + stray.orElse(0));
  }

  private Optional<Refused> hash(Bytes digest) {
    return image.carriedHash().equals(Optional.of(digest))
        ? Optional.empty()
        : Optional.of(BAD_HASH);
  }
}
