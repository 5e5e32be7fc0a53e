package dev.fuota.boot.mcuboot;

import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;

/** Verifies the image of a slot, as it lies there, by the header that was read last. */
final class ImageValidation {
  private final Device device;
  private final SlotCheck check;

  ImageValidation(Device device, SlotCheck check) {
    this.device = device;
    this.check = check;
  }

  /** Whether there is nothing to verify: an erased header, or an image that is no program. */
  boolean hasNoProgram(Area slot) {
    RawHeader header = device.header(slot);
    return header.erased() || header.nonBootable();
  }

  /**
   * Verifies form, hash and signatures.
   *
   * @param limit octets that an image may have here
   */
  Verdict verify(Area slot, long limit) {
    if (!device.header(slot).isPlausible(slot)) {
      return new Refused(Reason.MALFORMED, "there is no image header that fits the slot");
    }
    ImageSource source = slot.from(device.imageOffset(slot));
    // What lies behind the image is not the library's business.
    return Image.parse(source) instanceof Decoded.Ok<Image> image
        ? check.verify(
            source.prefix(image.get().totalLength()), (int) Math.min(limit, Integer.MAX_VALUE))
        : check.verify(source, (int) Math.min(limit, Integer.MAX_VALUE));
  }
}
