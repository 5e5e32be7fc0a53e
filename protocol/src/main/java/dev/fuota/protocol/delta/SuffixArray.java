package dev.fuota.protocol.delta;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The suffixes of a text in alphabetical order, to find in it the longest match of anything.
 *
 * <p>Made by doubling: suffixes ordered by their first k octets are ordered by 2k with one counting
 * sort, since what stands k octets further on has its place already. O(n log n) time.
 */
final class SuffixArray {
  /** The longest match of something: {@code length} octets at {@code position} of the text. */
  record Match(int position, int length) {
    static final Match NONE = new Match(0, 0);
  }

  private final byte[] text;
  private final int[] order;

  private SuffixArray(byte[] text, int[] order) {
    this.text = text;
    this.order = order;
  }

  static SuffixArray of(byte[] text) {
    return new SuffixArray(text, order(text));
  }

  /** Only the suffixes that begin at {@code first} or behind it. */
  SuffixArray from(int first) {
    return new SuffixArray(text, Arrays.stream(order).filter(start -> start >= first).toArray());
  }

  private static int[] order(byte[] text) {
    int length = text.length;
    int[] rank = IntStream.range(0, length).map(i -> text[i] & 0xff).toArray();
    int[] order = counted(IntStream.range(0, length).toArray(), rank, 256);
    int ranks = length == 0 ? 0 : rerank(order, rank, 0);
    for (int half = 1; ranks < length; half *= 2) {
      order = counted(bySecondHalf(order, half), rank, ranks);
      ranks = rerank(order, rank, half);
    }
    return order;
  }

  /** The suffixes ordered by what stands {@code half} octets further on; nothing comes first. */
  private static int[] bySecondHalf(int[] order, int half) {
    int length = order.length;
    int[] sorted = new int[length];
    int at = 0;
    for (int start = Math.max(0, length - half); start < length; start++) {
      sorted[at++] = start;
    }
    for (int start : order) {
      if (start >= half) {
        sorted[at++] = start - half;
      }
    }
    return sorted;
  }

  /** Sorts by {@code rank}, and leaves those of one rank in their order. */
  private static int[] counted(int[] suffixes, int[] rank, int ranks) {
    int[] ends = new int[ranks + 1];
    for (int value : rank) {
      ends[value + 1]++;
    }
    for (int i = 0; i < ranks; i++) {
      ends[i + 1] += ends[i];
    }
    int[] sorted = new int[suffixes.length];
    for (int suffix : suffixes) {
      sorted[ends[rank[suffix]]++] = suffix;
    }
    return sorted;
  }

  /** Numbers the suffixes by their first 2 * {@code half} octets; returns how many differ. */
  private static int rerank(int[] order, int[] rank, int half) {
    int[] fresh = new int[rank.length];
    int number = 0;
    for (int i = 1; i < order.length; i++) {
      if (rank[order[i]] != rank[order[i - 1]]
          || behind(rank, order[i], half) != behind(rank, order[i - 1], half)) {
        number++;
      }
      fresh[order[i]] = number;
    }
    System.arraycopy(fresh, 0, rank, 0, rank.length);
    return number + 1;
  }

  private static int behind(int[] rank, int start, int half) {
    return start + half < rank.length ? rank[start + half] : -1;
  }

  /** The longest match of {@code sought} from {@code from} on. */
  Match longest(byte[] sought, int from) {
    if (order.length == 0) {
      return Match.NONE;
    }
    int low = 0;
    int high = order.length - 1;
    int lowLength = common(order[low], sought, from, 0);
    int highLength = common(order[high], sought, from, 0);
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      // All suffixes between two have at least what both have in common with what is sought.
      int length = common(order[middle], sought, from, Math.min(lowLength, highLength));
      if (isBelow(order[middle] + length, sought, from + length)) {
        low = middle;
        lowLength = length;
      } else {
        high = middle;
        highLength = length;
      }
    }
    return lowLength >= highLength
        ? new Match(order[low], lowLength)
        : new Match(order[high], highLength);
  }

  private int common(int start, byte[] sought, int from, int known) {
    int most = Math.min(text.length - start, sought.length - from);
    int length = known;
    while (length < most && text[start + length] == sought[from + length]) {
      length++;
    }
    return length;
  }

  /** Whether the text from {@code at} on, which differs here, stands before what is sought. */
  private boolean isBelow(int at, byte[] sought, int from) {
    if (from >= sought.length) {
      return false;
    }
    return at >= text.length || (text[at] & 0xff) < (sought[from] & 0xff);
  }
}
