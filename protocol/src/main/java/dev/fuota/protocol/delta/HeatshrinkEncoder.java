package dev.fuota.protocol.delta;

import dev.fuota.protocol.codec.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Heatshrink 0.4; see the decoder for its form.
 *
 * <p>Every literal costs the same, and so does every repetition whatever its length. What is left
 * to encode never becomes dearer by being shorter, so the longest repetition at a place is the best
 * one, and the cheapest way through all places is found from the end backwards.
 */
public final class HeatshrinkEncoder {
  private static final int LITERAL_BITS = 1 + Byte.SIZE;
  private static final int PAIRS = 1 << 16;

  /** Bounds the time for input that is all alike. */
  private static final int CANDIDATES_MAX = 4096;

  private final byte[] plain;
  private final int window;
  private final int lookahead;
  private final int[] length;
  private final int[] distance;

  private HeatshrinkEncoder(byte[] plain, int window, int lookahead) {
    this.plain = plain;
    this.window = window;
    this.lookahead = lookahead;
    this.length = new int[plain.length];
    this.distance = new int[plain.length];
  }

  /**
   * Encodes {@code plain}; the stream has no head.
   *
   * @param window 4..15
   * @param lookahead 3..window - 1
   */
  public static Bytes encode(Bytes plain, int window, int lookahead) {
    if (window < 4 || window > 15 || lookahead < 3 || lookahead >= window) {
      throw new IllegalArgumentException("window " + window + ", lookahead " + lookahead);
    }
    HeatshrinkEncoder encoder = new HeatshrinkEncoder(plain.toArray(), window, lookahead);
    encoder.findRepetitions();
    encoder.chooseCheapest();
    return encoder.write();
  }

  /** The parameter octet of detools and of our packages. */
  public static int parameter(int window, int lookahead) {
    return ((window - 4) << 4) | (lookahead - 3);
  }

  /** Finds the longest repetition at each place, by chains of places with the same two octets. */
  private void findRepetitions() {
    int[] newest = new int[PAIRS];
    int[] older = new int[plain.length];
    Arrays.fill(newest, -1);
    for (int at = 0; at + 1 < plain.length; at++) {
      int pair = (plain[at] & 0xff) << Byte.SIZE | (plain[at + 1] & 0xff);
      int most = Math.min(1 << lookahead, plain.length - at);
      int tried = 0;
      for (int from = newest[pair];
          from >= 0 && at - from <= 1 << window && length[at] < most && tried < CANDIDATES_MAX;
          from = older[from]) {
        tried++;
        int common = common(from, at, most);
        if (common > length[at]) {
          length[at] = common;
          distance[at] = at - from;
        }
      }
      older[at] = newest[pair];
      newest[pair] = at;
    }
  }

  private int common(int from, int at, int most) {
    int count = 0;
    while (count < most && plain[from + count] == plain[at + count]) {
      count++;
    }
    return count;
  }

  /** Takes back the repetitions that a literal beats. */
  private void chooseCheapest() {
    long[] cost = new long[plain.length + 1];
    for (int at = plain.length - 1; at >= 0; at--) {
      long literal = LITERAL_BITS + cost[at + 1];
      long repetition = 1 + window + lookahead + cost[at + length[at]];
      if (length[at] == 0 || literal < repetition) {
        length[at] = 0;
        cost[at] = literal;
      } else {
        cost[at] = repetition;
      }
    }
  }

  private Bytes write() {
    BitWriter out = new BitWriter();
    for (int at = 0; at < plain.length; at += Math.max(1, length[at])) {
      if (length[at] == 0) {
        out.put(1, 1);
        out.put(plain[at] & 0xff, Byte.SIZE);
      } else {
        out.put(0, 1);
        out.put(distance[at] - 1, window);
        out.put(length[at] - 1, lookahead);
      }
    }
    return out.finish();
  }

  /** Bits, most significant first; the last octet is filled with zeros. */
  private static final class BitWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int current;
    private int bits;

    void put(int value, int count) {
      for (int i = count - 1; i >= 0; i--) {
        current = current << 1 | (value >> i & 1);
        bits++;
        if (bits == Byte.SIZE) {
          out.write(current);
          current = 0;
          bits = 0;
        }
      }
    }

    Bytes finish() {
      if (bits > 0) {
        out.write(current << (Byte.SIZE - bits));
      }
      return Bytes.of(out.toByteArray());
    }
  }
}
