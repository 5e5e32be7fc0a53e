package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.image.ImageHeader.Flags;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Decides whether a device may install or run an image (TR002 steps 10, 11 and 14a).
 *
 * <p>The order is part of the safety: bounds before everything, the signature before any meaning,
 * and nothing steers that the signature does not cover. Never throws because of the image.
 */
public final class ImageVerifier {
  private static final int ENCRYPTED = Flags.ENCRYPTED_AES128 | Flags.ENCRYPTED_AES256;
  private static final int COMPRESSED =
      Flags.COMPRESSED_LZMA1 | Flags.COMPRESSED_LZMA2 | Flags.COMPRESSED_ARM_THUMB;
  private static final int FIXED = Flags.RAM_LOAD | Flags.ROM_FIXED;
  private static final int KNOWN = Flags.PIC | ENCRYPTED | COMPRESSED | FIXED | Flags.NON_BOOTABLE;

  private static final Set<TlvType> CONTENT_KEYS =
      Set.of(
          TlvType.ENC_RSA2048,
          TlvType.ENC_KW,
          TlvType.ENC_EC256,
          TlvType.ENC_X25519,
          TlvType.ENC_X25519_SHA512);

  /** The number of the one image that our devices have. */
  private static final int THIS_IMAGE = 0;

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
    Decoded<Image> parsed = Image.parse(source);
    return parsed instanceof Decoded.Ok<Image> ok
        ? verify(ok.get(), source, policy)
        : new Refused(Reason.MALFORMED, ((Malformed<Image>) parsed).detail());
  }

  /**
   * Checks an image that was parsed from {@code source}.
   *
   * @param source ends where the caller's responsibility ends: all that lies in it behind the image
   *     must be erased or a trailer; see {@link ImageSource#prefix}
   */
  public static Verdict verify(Image image, ImageSource source, ImagePolicy policy) {
    return new ImageVerifier(image, source, policy).verdict();
  }

  private Verdict verdict() {
    Optional<Refused> form =
        size().or(this::flags).or(() -> TlvRules.check(image)).or(this::encryption).or(this::rest);
    if (form.isPresent()) {
      return form.get();
    }
    HashAlgorithm hash =
        image.unprotectedTlvs().stream()
            .flatMap(tlv -> HashAlgorithm.of(tlv).stream())
            .findFirst()
            .orElseThrow();
    Bytes digest = image.hash(source, hash);
    return hash(digest)
        .or(() -> new SignatureCheck(image, source, policy.keys(), hash, digest).run())
        .or(this::hardware)
        .or(this::securityCounter)
        .or(this::requiredVersion)
        .or(this::dependencies)
        .map(Verdict.class::cast)
        .orElseGet(() -> new Accepted(image, digest));
  }

  private Optional<Refused> size() {
    return refuseIf(
        image.totalLength() > policy.slotLimit(),
        Reason.TOO_LARGE,
        "the image has " + image.totalLength() + " octets, the slot takes " + policy.slotLimit());
  }

  private Optional<Refused> flags() {
    ImageHeader header = image.header();
    return refuseIf(
            header.hasAny(ENCRYPTED), Reason.ENCRYPTED, "encrypted images are not supported")
        .or(
            () ->
                refuseIf(
                    header.hasAny(COMPRESSED),
                    Reason.COMPRESSED,
                    "compressed images are not supported"))
        .or(
            () ->
                refuseIf(
                    header.hasAny(Flags.NON_BOOTABLE),
                    Reason.NOT_BOOTABLE,
                    "the image is marked as not bootable"))
        .or(
            () ->
                refuseIf(
                    header.hasAny(FIXED),
                    Reason.FIXED_ADDRESS,
                    "the image wants to run from another address than its slot"))
        .or(
            () ->
                refuseIf(
                    header.hasAny(~KNOWN),
                    Reason.UNKNOWN_FLAG,
                    String.format("unknown flags 0x%08x", header.flags() & ~KNOWN)));
  }

  private Optional<Refused> encryption() {
    boolean contentKey =
        image.unprotectedTlvs().stream()
            .anyMatch(tlv -> TlvType.of(tlv.type()).filter(CONTENT_KEYS::contains).isPresent());
    return refuseIf(contentKey, Reason.ENCRYPTED, "a content key for a payload in plain text");
  }

  private Optional<Refused> rest() {
    OptionalInt stray = TrailingOctets.firstStray(source, image.totalLength());
    return refuseIf(
        stray.isPresent(),
        Reason.TRAILING_OCTETS,
        "the image ends at octet " + image.totalLength() + ", more lies at " + stray.orElse(0));
  }

  private Optional<Refused> hash(Bytes digest) {
    return refuseIf(
        !image.carriedHash().equals(Optional.of(digest)),
        Reason.BAD_HASH,
        "the octets of the image do not give the hash that it carries");
  }

  private Optional<Refused> hardware() {
    return refuseIf(
        policy.classId().isPresent() && !policy.classId().equals(image.classId()),
        Reason.WRONG_HARDWARE,
        "the image is for hardware "
            + image.classId().map(Bytes::toHex).orElse("that it does not name")
            + ", this is "
            + policy.classId().map(Bytes::toHex).orElse("any"));
  }

  private Optional<Refused> securityCounter() {
    if (policy.minSecurityCounter() == ImagePolicy.NO_COUNTER) {
      return Optional.empty();
    }
    OptionalLong counter = image.securityCounter();
    return refuseIf(
            counter.isEmpty(),
            Reason.SECURITY_COUNTER_MISSING,
            "the image has no security counter, this device needs one")
        .or(
            () ->
                refuseIf(
                    counter.orElse(0) < policy.minSecurityCounter(),
                    Reason.SECURITY_COUNTER_TOO_LOW,
                    "the image has security counter "
                        + counter.orElse(0)
                        + ", this device is at "
                        + policy.minSecurityCounter()));
  }

  private Optional<Refused> requiredVersion() {
    Optional<ImageVersion> required = image.requiredVersion();
    Optional<ImageVersion> running = policy.runningVersion();
    return required.isEmpty() || running.isEmpty()
        ? Optional.empty()
        : refuseIf(
            running.get().compareTo(required.get()) < 0,
            Reason.NEEDS_OTHER_VERSION,
            "the image can be installed from "
                + required.get()
                + " on, this device runs "
                + running.get());
  }

  private Optional<Refused> dependencies() {
    return image.protectedTlvs().stream()
        .filter(tlv -> tlv.is(TlvType.DEPENDENCY))
        .flatMap(tlv -> dependency(tlv).stream())
        .findFirst();
  }

  private Optional<Refused> dependency(Tlv tlv) {
    ByteBuffer in = tlv.value().asBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int number = in.get() & 0xff;
    ImageVersion lowest = ImageVersion.take(in.position(4));
    return refuseIf(
        number != THIS_IMAGE || image.version().compareTo(lowest) < 0,
        Reason.UNMET_DEPENDENCY,
        "the image depends on image " + number + " from version " + lowest + " on");
  }

  private static Optional<Refused> refuseIf(boolean wrong, Reason reason, String sentence) {
    return wrong ? Optional.of(new Refused(reason, sentence)) : Optional.empty();
  }
}
