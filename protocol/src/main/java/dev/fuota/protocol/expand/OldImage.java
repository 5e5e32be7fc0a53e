package dev.fuota.protocol.expand;

import dev.fuota.protocol.image.ImageSource;

/** The old image, read octet by octet through a window of {@value #BUFFER} octets. */
final class OldImage {
  static final int BUFFER = 64;

  private final ImageSource source;
  private final int end;
  private final byte[] buffer;
  private int start;
  private int filled;

  /**
   * @param end behind the last octet that may be read, 0..the length of {@code source}
   */
  OldImage(ImageSource source, int end, RamBudget budget) {
    this.source = source;
    this.end = end;
    this.buffer = budget.take(BUFFER);
  }

  int length() {
    return end;
  }

  /** The octet at {@code position}, 0..length-1. */
  int at(int position) {
    if (position < start || position >= start + filled) {
      start = position;
      filled = Math.min(BUFFER, end - position);
      source.read(start, buffer, 0, filled);
    }
    return buffer[position - start] & 0xff;
  }
}
