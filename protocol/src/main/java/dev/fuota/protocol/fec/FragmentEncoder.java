package dev.fuota.protocol.fec;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Cuts a data block into fragments and makes coded ones of them (TS004). The block is padded with
 * zero octets to whole fragments; the padding takes part in the coding. It is never stored: zeros
 * add nothing.
 */
public final class FragmentEncoder {
  private static final int FRAG_SIZE_MAX = 255;

  private final ByteBuffer data;
  private final int fragSize;
  private final int count;
  private final ParityRows parity;

  /**
   * An encoder of one block, which it does not copy.
   *
   * @param data the block, not empty
   * @param fragSize octets of a fragment, 1..255
   * @throws IllegalArgumentException if the block is empty, has more than 16383 fragments, or
   *     {@code fragSize} is out of range
   */
  public FragmentEncoder(Bytes data, int fragSize, ParityMatrix matrix) {
    if (fragSize < 1 || fragSize > FRAG_SIZE_MAX) {
      throw new IllegalArgumentException("fragSize is " + fragSize + ", not within 1..255");
    }
    this.data = data.asBuffer().order(ByteOrder.nativeOrder());
    this.fragSize = fragSize;
    this.count =
        FragmentNumber.check("the number of fragments", (data.length() + fragSize - 1) / fragSize);
    this.parity = matrix.rows(count);
  }

  /** Uncoded fragments of the block: NbFrag of the session, M in the specification's formulas. */
  public int count() {
    return count;
  }

  /** Zero octets at the end of the last uncoded fragment, 0..fragSize - 1. */
  public int padding() {
    return count * fragSize - data.capacity();
  }

  /**
   * Makes fragment {@code n}, which has fragSize octets, whatever was made before (FEC-05).
   *
   * @param n 1..count: a piece of the block; above, up to 16383: a coded fragment
   */
  public Bytes fragment(int n) {
    FragmentNumber.check("n", n);
    ByteBuffer sum = ByteBuffer.allocate(fragSize).order(ByteOrder.nativeOrder());
    if (n <= count) {
      add(sum, n - 1);
    } else {
      long[] columns = new long[BitRow.words(count)];
      parity.row(n - count, columns);
      for (int column = BitRow.lowest(columns, columns);
          column != BitRow.NONE;
          column = BitRow.next(columns, columns, column + 1)) {
        add(sum, column);
      }
    }
    return Bytes.of(sum.array(), 0, fragSize);
  }

  /** Adds the fragment of a column to the first fragSize octets; its padding is not there. */
  private void add(ByteBuffer sum, int column) {
    int from = column * fragSize;
    int length = Math.min(fragSize, data.capacity() - from);
    int at = 0;
    for (; at <= length - Long.BYTES; at += Long.BYTES) {
      sum.putLong(at, sum.getLong(at) ^ data.getLong(from + at));
    }
    for (; at < length; at++) {
      sum.put(at, (byte) (sum.get(at) ^ data.get(from + at)));
    }
  }
}
