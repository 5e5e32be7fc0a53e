package dev.fuota.protocol.msu.repair;

import dev.fuota.protocol.codec.Bytes;
import java.util.Arrays;

/**
 * The sum of frames, octet by octet. Shorter frames count as padded with zeros, so a sum is as long
 * as its longest part. Kept and used again by whoever sums many.
 */
public final class XorSum {
  private final byte[] octets;
  private int length;

  /**
   * An empty sum.
   *
   * @param lengthMax of a frame
   */
  public XorSum(int lengthMax) {
    octets = new byte[lengthMax];
  }

  /** Makes the sum empty again. */
  public void clear() {
    Arrays.fill(octets, 0, length, (byte) 0);
    length = 0;
  }

  /** Adds a frame; adding it once more takes it out. */
  public void add(byte[] frame, int offset, int frameLength) {
    add(octets, frame, offset, frameLength);
    length = Math.max(length, frameLength);
  }

  /** The sum, copied. */
  public Bytes bytes() {
    return Bytes.of(octets, 0, length);
  }

  /** Adds to {@code sum} from its start; a plain loop, which the compiler turns into vectors. */
  static void add(byte[] sum, byte[] frame, int offset, int frameLength) {
    for (int i = 0; i < frameLength; i++) {
      sum[i] ^= frame[offset + i];
    }
  }
}
