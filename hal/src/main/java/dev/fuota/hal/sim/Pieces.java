package dev.fuota.hal.sim;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was programmed in a sector that was erased before, as pieces in the order of their places,
 * with nothing but the erased value between them.
 *
 * <p>The octets of a large piece, but for its head, are an array that other sectors have as well
 * and that nobody changes: devices of a fleet keep the same fragments, each behind a header of its
 * own. Heads and small pieces lie one behind the other in an array of the sector's own.
 */
final class Pieces {
  /** Where a large piece may differ from those of others: as long as the fragment log's headers. */
  private static final int HEAD = 12;

  /** Smaller ones are records of one device, which no other has. */
  private static final int SHARED_MIN = 4 * HEAD;

  /** A sector in more pieces is held more cheaply as a whole. */
  private static final int COUNT_MAX = 32;

  private final SharedPages shared;

  /** Start and length of each piece. */
  private short[] spans;

  /** What a piece has behind its head; null where it is small. */
  private byte[] @Nullable [] tails;

  private byte[] own = {};
  private int count;

  /** Nothing yet. */
  Pieces(SharedPages shared) {
    this.shared = shared;
    this.spans = new short[4];
    this.tails = new byte[2][];
  }

  private Pieces(Pieces other) {
    this.shared = other.shared;
    this.spans = other.spans.clone();
    this.tails = other.tails.clone();
    this.own = other.own.clone();
    this.count = other.count;
  }

  Pieces copy() {
    return new Pieces(this);
  }

  private int start(int piece) {
    return Short.toUnsignedInt(spans[2 * piece]);
  }

  private int length(int piece) {
    return Short.toUnsignedInt(spans[2 * piece + 1]);
  }

  private int end(int piece) {
    return start(piece) + length(piece);
  }

  private int head(int piece) {
    return tails[piece] == null ? length(piece) : HEAD;
  }

  /**
   * Whether {@link #add} takes what is programmed there: behind all else, if it is not too much.
   */
  boolean takes(int at, int length) {
    return at + length <= 0xffff && count < COUNT_MAX && (count == 0 || at >= end(count - 1));
  }

  /** Takes the next {@code length} octets of {@code from}. */
  void add(int at, int length, ByteBuffer from) {
    boolean large = length >= SHARED_MIN;
    int head = large ? HEAD : length;
    own = Arrays.copyOf(own, own.length + head);
    from.get(own, own.length - head, head);
    if (large) {
      byte[] tail = new byte[length - head];
      from.get(tail);
      append(at, length, shared.of(tail));
    } else if (count > 0 && end(count - 1) == at && tails[count - 1] == null) {
      spans[2 * count - 1] += (short) length;
    } else {
      append(at, length, null);
    }
  }

  private void append(int at, int length, byte @Nullable [] tail) {
    if (count == tails.length) {
      spans = Arrays.copyOf(spans, 4 * count);
      tails = Arrays.copyOf(tails, 2 * count);
    }
    spans[2 * count] = (short) at;
    spans[2 * count + 1] = (short) length;
    tails[count++] = tail;
  }

  /** Reads a range; what was not programmed is what {@code blank} has there. */
  void read(int at, int length, ByteBuffer into, byte[] blank) {
    int end = at + length;
    int next = at;
    int ownAt = 0;
    for (int piece = 0; piece < count && start(piece) < end; piece++) {
      if (end(piece) > next) {
        int from = Math.max(next, start(piece));
        int to = Math.min(end, end(piece));
        into.put(blank, next, from - next);
        put(piece, ownAt, from - start(piece), to - start(piece), into);
        next = to;
      }
      ownAt += head(piece);
    }
    into.put(blank, next, end - next);
  }

  private void put(int piece, int ownAt, int from, int to, ByteBuffer into) {
    int head = head(piece);
    if (from < head) {
      into.put(own, ownAt + from, Math.min(head, to) - from);
    }
    if (to > head) {
      int behind = Math.max(from, head);
      into.put(tails[piece], behind - head, to - behind);
    }
  }

  /** The first octet of a range that was programmed, or -1. */
  int firstIn(int at, int length) {
    if (count == 0 || at >= end(count - 1)) {
      return -1;
    }
    for (int piece = 0; piece < count && start(piece) < at + length; piece++) {
      if (end(piece) > at) {
        return Math.max(at, start(piece));
      }
    }
    return -1;
  }
}
