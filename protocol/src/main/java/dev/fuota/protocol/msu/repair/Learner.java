package dev.fuota.protocol.msu.repair;

/**
 * What the receivers with one and the same set of missing frames know when they have received some
 * combinations. Instead of the combinations it keeps what each frame still means to such a
 * receiver: a column is 0 for a frame that tells nothing new, and a combination is worth the sum of
 * the columns of its frames. Every combination that is learnt takes one dimension out of all
 * columns.
 */
final class Learner {
  private final int[] columns = new int[Integer.SIZE];
  private final int receivers;
  private int need;

  /** Receivers that have everything but {@code missing}. */
  Learner(int missing, int receivers) {
    this.receivers = receivers;
    need = Integer.bitCount(missing);
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      columns[bit] = missing & 1 << bit;
    }
  }

  /** How many receivers lack this. */
  int receivers() {
    return receivers;
  }

  /** How many combinations are needed yet, if each one is of use. */
  int need() {
    return need;
  }

  /** What the frame of this bit (0 for the least significant) is worth. */
  int column(int bit) {
    return columns[bit];
  }

  /** What a combination is worth: 0 nothing, one bit set a frame at once, else an equation. */
  int worth(int mask) {
    int sum = 0;
    for (int rest = mask; rest != 0; rest &= rest - 1) {
      sum ^= columns[Integer.numberOfTrailingZeros(rest)];
    }
    return sum;
  }

  /** Takes a combination as received. */
  void learn(int mask) {
    int worth = worth(mask);
    if (worth == 0) {
      return;
    }
    int pivot = Integer.lowestOneBit(worth);
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      if ((columns[bit] & pivot) != 0) {
        columns[bit] ^= worth;
      }
    }
    need--;
  }
}
