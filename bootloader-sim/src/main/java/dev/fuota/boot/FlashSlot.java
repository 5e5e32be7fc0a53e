package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import dev.fuota.protocol.image.Verification;

/** A slot with the image at its start. What cannot be read is no image. */
record FlashSlot(Flash flash, Verification verification) {

  ImageSource source() {
    return new FlashSource(flash);
  }

  int length() {
    return flash.geometry().size();
  }

  SlotTrailer trailer() {
    return new SlotTrailer(flash);
  }

  /** Whether anything that looks like an image begins here. */
  boolean hasHeader() {
    try {
      return Image.parse(source()) instanceof Decoded.Ok<Image>;
    } catch (FlashFault unreadable) {
      return true;
    }
  }

  /**
   * Checks the image here, all of it. What lies behind it is not looked at: it is not copied, and
   * in a slot that runs it may be the end of a longer image that was there before.
   */
  Verdict verify(ImagePolicy policy) {
    try {
      ImageSource source = source();
      return Image.parse(source) instanceof Decoded.Ok<Image> ok
          ? verification.verify(source.prefix(ok.get().totalLength()), policy)
          : verification.verify(source, policy);
    } catch (FlashFault unreadable) {
      return new Refused(Reason.MALFORMED, "the slot cannot be read: " + unreadable.getMessage());
    }
  }
}
