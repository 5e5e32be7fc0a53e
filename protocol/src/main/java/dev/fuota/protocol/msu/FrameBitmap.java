package dev.fuota.protocol.msu;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The frames of a chunk as 32 bits, frame 1 the most significant (MSU, section 13: bit 0 of the
 * bitmap, which is the first one sent, is sequence 1). The one place that knows this order.
 */
public final class FrameBitmap {
  private static final int TOP = 0x8000_0000;

  private FrameBitmap() {}

  /** The bit of frame {@code sequence}, 1 to 32. */
  public static int bit(int sequence) { // MSU-091
    Checks.range("sequence", sequence, 1, FileGeometry.SEQUENCE_LIMIT_MAX);
    return TOP >>> (sequence - 1);
  }

  /** The frames 1 to {@code count}, 0 to 32. */
  public static int first(int count) {
    Checks.range("count", count, 0, FileGeometry.SEQUENCE_LIMIT_MAX);
    return count == 0 ? 0 : TOP >> (count - 1);
  }

  public static int of(Iterable<Integer> sequences) {
    int bitmap = 0;
    for (int sequence : sequences) {
      bitmap |= bit(sequence);
    }
    return bitmap;
  }

  /** Number of frames. */
  public static int count(int bitmap) {
    return Integer.bitCount(bitmap);
  }

  /** The lowest frame; 33 if there is none. */
  public static int lowest(int bitmap) {
    return Integer.numberOfLeadingZeros(bitmap) + 1;
  }

  /** The frames, ascending. */
  public static List<Integer> sequences(int bitmap) {
    return IntStream.rangeClosed(1, FileGeometry.SEQUENCE_LIMIT_MAX)
        .filter(sequence -> (bitmap & bit(sequence)) != 0)
        .boxed()
        .toList();
  }

  /** The bitmap without its lowest frame. */
  public static int withoutLowest(int bitmap) {
    return bitmap & ~Integer.highestOneBit(bitmap);
  }
}
