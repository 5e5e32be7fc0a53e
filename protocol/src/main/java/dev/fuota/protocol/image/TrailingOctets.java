package dev.fuota.protocol.image;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What lies behind an image: nothing but erased flash and a trailer is tolerated, since neither
 * hash nor signature covers it.
 */
final class TrailingOctets {
  private static final int CHUNK = 1024;
  private static final int ERASED = 0xff;
  private static final byte[] BLANK = new byte[CHUNK];

  static {
    Arrays.fill(BLANK, (byte) ERASED);
  }

  private TrailingOctets() {}

  /** The offset of the first octet from {@code from} on that has no business there. */
  static OptionalInt firstStray(ImageSource source, int from) {
    Optional<ImageTrailer> trailer =
        ImageTrailer.find(source).filter(found -> found.startOffset() >= from);
    byte[] chunk = new byte[CHUNK];
    for (int at = from; at < source.length(); at += CHUNK) {
      int length = Math.min(CHUNK, source.length() - at);
      source.read(at, chunk, 0, length);
      int written = Arrays.mismatch(chunk, 0, length, BLANK, 0, length);
      for (int i = written < 0 ? length : written; i < length; i++) {
        int offset = at + i;
        int octet = chunk[i] & 0xff;
        if (octet != ERASED && trailer.filter(found -> found.allows(offset, octet)).isEmpty()) {
          return OptionalInt.of(offset);
        }
      }
    }
    return OptionalInt.empty();
  }
}
