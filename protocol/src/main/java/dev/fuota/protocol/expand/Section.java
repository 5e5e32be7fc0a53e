package dev.fuota.protocol.expand;

import dev.fuota.protocol.image.ImageSource;
import java.util.Objects;

/** {@code length} octets of another source, from {@code offset} on. */
record Section(ImageSource whole, int offset, int length) implements ImageSource {
  Section {
    Objects.checkFromIndexSize(offset, length, whole.length());
  }

  @Override
  public void read(int from, byte[] into, int at, int count) {
    Objects.checkFromIndexSize(from, count, length);
    whole.read(offset + from, into, at, count);
  }
}
