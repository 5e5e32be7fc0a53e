package dev.fuota.agent.firmware;

import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.expand.Expansion;
import dev.fuota.protocol.expand.Payload;
import dev.fuota.protocol.expand.RamBudget;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import dev.fuota.protocol.image.Verification;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides whether what was received may be given to the bootloader (TR002 steps 10 and 11): as it
 * lies, or, where it is compressed or a delta, by what it expands to.
 *
 * @param keys who may sign
 * @param classId of the hardware, 16 octets
 * @param expansionRam octets of memory for expanding
 * @param verification how what lies there is checked
 */
public record Inspector(
    TrustedKeys keys, Bytes classId, int expansionRam, Verification verification) {

  /** One that checks each image itself. */
  public Inspector(TrustedKeys keys, Bytes classId, int expansionRam) {
    this(keys, classId, expansionRam, Verification.DIRECT);
  }

  /** The image at the start of {@code slot}, if there is a well-formed one. */
  static Optional<Image> imageIn(ImageSource slot) {
    try {
      return Image.parse(slot).value();
    } catch (FlashFault fault) {
      return Optional.empty();
    }
  }

  /**
   * Looks at what waits.
   *
   * @param waiting ends where an image may end
   * @param running the slot of the code that runs: what a delta is a delta to
   */
  Inspection inspect(ImageSource waiting, ImageSource running) {
    try {
      return inspection(verdict(waiting, running));
    } catch (FlashFault fault) {
      return new Inspection.Refused(
          DevUpgradeImageAns.CORRUPT_IMAGE, "FLASH_FAULT", "the slots cannot be read");
    }
  }

  private Verdict verdict(ImageSource waiting, ImageSource running) {
    ImagePolicy policy = policy(imageIn(running), waiting.length());
    Verdict verdict = verification.verify(waiting, policy.withPackages(true));
    return verdict instanceof Accepted accepted
            && !(Payload.of(accepted.image()).value().orElse(null) instanceof Payload.Whole)
        ? expanded(accepted.image(), waiting, running, policy)
        : verdict;
  }

  private Verdict expanded(
      Image image, ImageSource waiting, ImageSource running, ImagePolicy policy) {
    Decoded<Expansion> expansion = Expansion.of(image, waiting);
    return expansion instanceof Malformed<Expansion> malformed
        ? new Refused(Reason.MALFORMED, malformed.detail())
        : expansion.value().orElseThrow().prove(running, policy, new RamBudget(expansionRam));
  }

  private ImagePolicy policy(Optional<Image> running, int slotLimit) {
    OptionalLong counter = running.map(Image::securityCounter).orElse(OptionalLong.empty());
    ImagePolicy policy =
        ImagePolicy.of(keys, slotLimit)
            .withClassId(classId)
            .withSecurityCounter(counter.orElse(ImagePolicy.NO_COUNTER));
    return running.map(image -> policy.withRunningVersion(image.version())).orElse(policy);
  }

  private static Inspection inspection(Verdict verdict) {
    if (verdict instanceof Accepted accepted) {
      return new Inspection.Accepted(accepted.image().version());
    }
    Refused refused = verdict.refused().orElseThrow();
    return new Inspection.Refused(
        upImageStatus(refused.reason()), refused.reason().name(), refused.sentence());
  }

  /** A good image that does not fit this device, or what it runs, is not a corrupt one. */
  private static int upImageStatus(Reason reason) {
    return switch (reason) {
      case WRONG_HARDWARE,
          NEEDS_OTHER_VERSION,
          UNMET_DEPENDENCY,
          SECURITY_COUNTER_MISSING,
          SECURITY_COUNTER_TOO_LOW,
          WRONG_BASE,
          RAM_BUDGET ->
          DevUpgradeImageAns.WRONG_HARDWARE;
      default -> DevUpgradeImageAns.CORRUPT_IMAGE;
    };
  }
}
