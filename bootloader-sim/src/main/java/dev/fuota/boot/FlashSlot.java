package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageTrailer;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verification;
import java.nio.ByteBuffer;

/** A slot as a place where an image lies. What cannot be read is no image. */
final class FlashSlot implements ImageSource {
  private final Flash slot;
  private final Verification verification;

  FlashSlot(Flash slot, Verification verification) {
    this.slot = slot;
    this.verification = verification;
  }

  @Override
  public int length() {
    return slot.geometry().size();
  }

  @Override
  public void read(int offset, byte[] into, int at, int length) {
    slot.read(offset, ByteBuffer.wrap(into, at, length));
  }

  /** Whether an image is marked ready here. A mark that cannot be read is none. */
  boolean isPending() {
    try {
      return ImageTrailer.isPending(this);
    } catch (FlashFault unreadable) {
      return false;
    }
  }

  /**
   * Checks the image here, all of it. What lies behind it is not looked at: it is not copied, and
   * in the primary slot it may be the end of a longer image that was there before.
   */
  Verdict verify(ImagePolicy policy) {
    try {
      Decoded<Image> parsed = Image.parse(this);
      return parsed instanceof Decoded.Ok<Image> ok
          ? verification.verify(prefix(ok.get().totalLength()), policy)
          : verification.verify(this, policy);
    } catch (FlashFault unreadable) {
      return new Verdict.Refused(
          Verdict.Reason.MALFORMED, "the slot cannot be read: " + unreadable.getMessage());
    }
  }
}
