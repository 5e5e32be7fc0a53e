package dev.fuota.protocol.fec;

import dev.fuota.protocol.codec.Bytes;
import java.util.Arrays;

/**
 * Cuts a data block into fragments and makes coded ones of them (TS004). The block is padded with
 * zero octets to whole fragments; the padding takes part in the coding. It is never stored: zeros
 * add nothing.
 */
public final class FragmentEncoder {
  private static final int FRAG_SIZE_MAX = 255;

  /** The uncoded fragments one behind the other, each in whole words: adding them up is fast. */
  private final long[] uncoded;

  private final int words;
  private final int padding;
  private final int fragSize;
  private final int count;
  private final ParityRows parity;

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
    this.fragSize = fragSize;
    this.count =
        FragmentNumber.check("the number of fragments", (data.length() + fragSize - 1) / fragSize);
    this.padding = count * fragSize - data.length();
    this.words = SumTable.words(fragSize);
    this.uncoded = new long[count * words];
    byte[] padded = Arrays.copyOf(data.toArray(), count * fragSize);
    for (int column = 0; column < count; column++) {
      SumTable.words(padded, column * fragSize, fragSize, uncoded, column * words);
    }
    this.parity = matrix.rows(count);
  }

  /** Uncoded fragments of the block: NbFrag of the session, M in the specification's formulas. */
  public int count() {
    return count;
  }

  /** Zero octets at the end of the last uncoded fragment, 0..fragSize - 1. */
  public int padding() {
    return padding;
  }

  /**
   * Makes fragment {@code n}, which has fragSize octets, whatever was made before (FEC-05).
   *
   * @param n 1..count: a piece of the block; above, up to 16383: a coded fragment
   */
  public Bytes fragment(int n) {
    FragmentNumber.check("n", n);
    long[] sum = new long[words];
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
    byte[] octets = new byte[fragSize];
    SumTable.octets(sum, octets, 0, fragSize);
    return Bytes.of(octets);
  }

  private void add(long[] sum, int column) {
    int from = column * words;
    for (int word = 0; word < words; word++) {
      sum[word] ^= uncoded[from + word];
    }
  }
}
