package dev.fuota.agent.rig;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageTrailer;
import dev.fuota.protocol.image.ImageVerifier;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A slot as the bootloader of the rig reads it. */
record FlashSource(Flash slot) implements ImageSource {
  @Override
  public int length() {
    return slot.geometry().size();
  }

  @Override
  public void read(int offset, byte[] into, int at, int length) {
    slot.read(offset, ByteBuffer.wrap(into, at, length));
  }

  boolean isPending() {
    try {
      return ImageTrailer.isPending(this);
    } catch (FlashFault fault) {
      return false;
    }
  }

  boolean holdsGoodImage() {
    ImagePolicy any =
        new ImagePolicy(
            Firmware.TRUSTED, Optional.empty(), ImagePolicy.NO_COUNTER, Optional.empty(), length());
    try {
      return ImageVerifier.verify(ImageSource.of(octets()), any).isAccepted();
    } catch (FlashFault fault) {
      return false;
    }
  }

  /** All but the trailer's sector. */
  byte[] octets() {
    byte[] all = new byte[length() - slot.geometry().sectorSize()];
    read(0, all, 0, all.length);
    return all;
  }
}
