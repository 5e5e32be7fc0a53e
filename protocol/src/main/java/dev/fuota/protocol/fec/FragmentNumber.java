package dev.fuota.protocol.fec;

/**
 * The numbers that fragments can have: N of the DataFragment command has 14 bits and counts from 1
 * (FEC-09).
 */
final class FragmentNumber {
  static final int MAX = (1 << 14) - 1;

  private FragmentNumber() {}

  static boolean exists(int n) {
    return n >= 1 && n <= MAX;
  }

  /**
   * Returns {@code value} if it lies within 1..{@link #MAX}.
   *
   * @throws IllegalArgumentException if it does not: a bug of ours, a peer's number is asked about
   *     by {@link #exists}
   */
  static int check(String name, int value) {
    if (!exists(value)) {
      throw new IllegalArgumentException(name + " is " + value + ", not within 1.." + MAX);
    }
    return value;
  }
}
