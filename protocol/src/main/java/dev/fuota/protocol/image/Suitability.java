package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether an image that is what its signer made is one for this device: hardware, security counter,
 * versions. Looks at nothing but the header and the protected area.
 */
final class Suitability {
  /** The number of the one image that our devices have. */
  private static final int THIS_IMAGE = 0;

  private final Image image;
  private final ImagePolicy policy;

  private Suitability(Image image, ImagePolicy policy) {
    this.image = image;
    this.policy = policy;
  }

  static Optional<Refused> check(Image image, ImagePolicy policy) {
    Suitability it = new Suitability(image, policy);
    return it.hardware().or(it::securityCounter).or(it::requiredVersion).or(it::dependencies);
  }

  private Optional<Refused> hardware() {
    return Refused.when(
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
    return Refused.when(
            counter.isEmpty(),
            Reason.SECURITY_COUNTER_MISSING,
            "the image has no security counter, this device needs one")
        .or(
            () ->
                Refused.when(
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
        : Refused.when(
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
    return Refused.when(
        number != THIS_IMAGE || image.version().compareTo(lowest) < 0,
        Reason.UNMET_DEPENDENCY,
        "the image depends on image " + number + " from version " + lowest + " on");
  }
}
