package dev.fuota.protocol.fec;

import dev.fuota.protocol.codec.Bytes;
import java.util.Arrays;

/**
 * Cuts a data block into fragments and makes coded ones of them (TS004). The block is padded with
 * zero octets to whole fragments; the padding takes part in the coding.
 */
public final class FragmentEncoder {
  private static final int FRAG_SIZE_MAX = 255;

  private final byte[] padded;
  private final int fragSize;
  private final int padding;
  private final ParityMatrix matrix;

  /**
   * An encoder of one block.
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
    int count = (data.length() + fragSize - 1) / fragSize;
    FragmentNumber.check("the number of fragments", count);
    this.padded = Arrays.copyOf(data.toArray(), count * fragSize);
    this.fragSize = fragSize;
    this.padding = padded.length - data.length();
    this.matrix = matrix;
  }

  /** Uncoded fragments of the block: NbFrag of the session, M in the specification's formulas. */
  public int count() {
    return padded.length / fragSize;
  }

  /** Zero octets at the end of the last uncoded fragment, 0..fragSize - 1. */
  public int padding() {
    return padding;
  }

  /**
   * Makes fragment {@code n}, which has fragSize octets.
   *
   * @param n 1..count: a piece of the block; above, up to 16383: a coded fragment
   */
  public Bytes fragment(int n) {
    FragmentNumber.check("n", n);
    return n <= count() ? Bytes.of(padded, (n - 1) * fragSize, fragSize) : coded(n - count());
  }

  private Bytes coded(int row) {
    long[] columns = new long[BitRow.words(count())];
    matrix.row(count(), row, columns);
    byte[] sum = new byte[fragSize];
    for (int column = 0; column < count(); column++) {
      if (BitRow.get(columns, column)) {
        Octets.xor(sum, padded, column * fragSize);
      }
    }
    return Bytes.of(sum);
  }
}
