package dev.fuota.protocol.fec;

import java.util.stream.IntStream;

/**
 * Makes uncoded fragments that were lost, those of one range, of a complete block: each is the sum
 * of some stored uncoded and some stored coded fragments.
 *
 * <p>First it finds out which are in each sum, one bit a fragment: a solved equation names the
 * coded ones, and their parity rows, added up, name the uncoded ones. Then it adds octets: 16
 * stored fragments at a time are read, if any sum needs them, and added to the sums that do. Both
 * steps use a {@link SumTable}, which adds the members of few sums one by one.
 */
final class RangeRebuild {
  private final ParityRows parity;
  private final long[] open;
  private final LostEquations equations;
  private final int first;
  private final int size;
  private final byte[] into;

  /** Columns of the lost fragments in the range. */
  private final int[] lost;

  /**
   * What is in the sum of each of them: bits for all uncoded fragments, then, from a whole word on,
   * bits for all slots, each of which stands for the coded fragment of its equation.
   */
  private final long[][] sums;

  /**
   * The lost fragments of a range.
   *
   * @param open bits of the columns that are not stored
   * @param first number of the range's first fragment
   * @param into the octets of the range, in which the stored fragments are already
   */
  RangeRebuild(
      ParityRows parity, long[] open, LostEquations equations, int first, int count, byte[] into) {
    this.parity = parity;
    this.open = open;
    this.equations = equations;
    this.first = first;
    this.size = into.length / count;
    this.into = into;
    this.lost =
        IntStream.range(first - 1, first - 1 + count)
            .filter(column -> BitRow.get(open, column))
            .toArray();
    this.sums = new long[lost.length][open.length + equations.pivots().length];
  }

  void run(FragmentStore store) {
    if (lost.length > 0) {
      nameCoded();
      nameUncoded();
      addOctets(store);
    }
  }

  private void nameCoded() {
    for (int i = 0; i < lost.length; i++) {
      long[] row = equations.row(equations.slot(lost[i]));
      for (int word = 0; word < row.length; word++) {
        sums[i][open.length + word] = row[word] & equations.pivots()[word];
      }
    }
  }

  private void nameUncoded() {
    SumTable table = new SumTable(open.length, lost.length);
    long[] row = new long[open.length];
    for (int from = open.length * Long.SIZE; from < bits(); from += SumTable.MEMBERS) {
      int needed = needed(from);
      for (int rest = needed; rest != 0; rest &= rest - 1) {
        int member = Integer.numberOfTrailingZeros(rest);
        parity.row(fragment(from + member) - parity.columns(), row);
        for (int word = 0; word < row.length; word++) {
          row[word] &= ~open[word];
        }
        table.member(member, row);
      }
      if (needed != 0) {
        table.sum();
        for (long[] sum : sums) {
          table.addTo(sum, selection(sum, from));
        }
      }
    }
  }

  private void addOctets(FragmentStore store) {
    SumTable table = new SumTable(SumTable.words(size), lost.length);
    long[][] made = new long[lost.length][SumTable.words(size)];
    byte[] scratch = new byte[size];
    for (int from = 0; from < bits(); from += SumTable.MEMBERS) {
      int needed = needed(from);
      for (int rest = needed; rest != 0; rest &= rest - 1) {
        int member = Integer.numberOfTrailingZeros(rest);
        int n = fragment(from + member);
        if (n >= first && at(n) < into.length) {
          table.member(member, into, at(n), size);
        } else {
          store.read(n, scratch);
          table.member(member, scratch, 0, size);
        }
      }
      if (needed != 0) {
        table.sum();
        for (int i = 0; i < lost.length; i++) {
          table.addTo(made[i], selection(sums[i], from));
        }
      }
    }
    for (int i = 0; i < lost.length; i++) {
      SumTable.octets(made[i], into, at(lost[i] + 1), size);
    }
  }

  private int bits() {
    return sums[0].length * Long.SIZE;
  }

  /** The stored fragment that a bit of a sum stands for. */
  private int fragment(int bit) {
    int slot = bit - open.length * Long.SIZE;
    return slot < 0 ? bit + 1 : equations.fragment(slot);
  }

  /** Where in the range's octets an uncoded fragment begins. */
  private int at(int n) {
    return (n - first) * size;
  }

  /** Which of the 16 fragments from a bit on are in any sum. */
  private int needed(int from) {
    int needed = 0;
    for (long[] sum : sums) {
      needed |= selection(sum, from);
    }
    return needed;
  }

  private static int selection(long[] sum, int from) {
    return (int) (sum[from / Long.SIZE] >>> from) & 0xffff;
  }
}
