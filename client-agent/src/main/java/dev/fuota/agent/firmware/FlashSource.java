package dev.fuota.agent.firmware;

import dev.fuota.hal.flash.Flash;
import dev.fuota.protocol.image.ImageSource;
import java.nio.ByteBuffer;

/** A slot, as the image format reads it. */
record FlashSource(Flash slot) implements ImageSource {
  @Override
  public int length() {
    return slot.geometry().size();
  }

  @Override
  public void read(int offset, byte[] into, int at, int length) {
    slot.read(offset, ByteBuffer.wrap(into, at, length));
  }
}
