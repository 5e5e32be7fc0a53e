package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.protocol.image.ImageSource;
import java.nio.ByteBuffer;

/** Flash as a place where an image lies. A read may throw a fault of the flash. */
record FlashSource(Flash flash) implements ImageSource {
  @Override
  public int length() {
    return flash.geometry().size();
  }

  @Override
  public void read(int offset, byte[] into, int at, int length) {
    flash.read(offset, ByteBuffer.wrap(into, at, length));
  }

  @Override
  public boolean holds(int offset, byte[] octets, int at, int length) {
    return flash.surelyReads(offset, ByteBuffer.wrap(octets, at, length))
        || ImageSource.super.holds(offset, octets, at, length);
  }
}
