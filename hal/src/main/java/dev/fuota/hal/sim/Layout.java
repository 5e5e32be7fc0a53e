package dev.fuota.hal.sim;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where pieces lie in a sector that was erased before, in the order of their places, with nothing
 * but the erased value between them; {@link Pieces} has their octets. Nobody changes it: the
 * sectors of a fleet that are filled alike have the same one.
 */
final class Layout implements Held {
  private static final int START = 0;
  private static final int LENGTH = 1;
  private static final int OWN = 2;
  private static final int FIELDS = 3;

  /** Start, length, and how many octets are the sector's own, of each piece; unsigned. */
  private final short[] spans;

  /** How many pieces others have too, but for some octets. */
  private final int sharedCount;

  private final int ownLength;

  /** What came of this with the next piece that others have too, most often the same for all. */
  private @Nullable Layout next;

  /** No piece. */
  Layout() {
    this(new short[0], 0, 0);
  }

  private Layout(short[] spans, int sharedCount, int ownLength) {
    this.spans = spans;
    this.sharedCount = sharedCount;
    this.ownLength = ownLength;
  }

  int count() {
    return spans.length / FIELDS;
  }

  /** How many pieces others have too, but for some octets. */
  int sharedCount() {
    return sharedCount;
  }

  private int field(int piece, int which) {
    return Short.toUnsignedInt(spans[piece * FIELDS + which]);
  }

  int start(int piece) {
    return field(piece, START);
  }

  int end(int piece) {
    return field(piece, START) + field(piece, LENGTH);
  }

  /** How many octets of a piece no other sector has. */
  int own(int piece) {
    return field(piece, OWN);
  }

  /** Whether others have a piece too, but for some octets. */
  boolean isShared(int piece) {
    return own(piece) < field(piece, LENGTH);
  }

  /** How many octets of all pieces no other sector has. */
  int ownLength() {
    return ownLength;
  }

  /** Where the last piece ends. */
  int end() {
    return count() == 0 ? 0 : end(count() - 1);
  }

  /** Whether all of the last piece is the sector's own, and {@code at} is right behind it. */
  boolean endsOwnAt(int at) {
    return count() > 0 && end() == at && !isShared(count() - 1);
  }

  /** This, and behind it a piece that others have too, but for {@code own} octets. */
  Layout withShared(int start, int length, int own) {
    if (next == null || next.start(count()) != start || next.end() != start + length) {
      next = with(start, length, own);
    }
    return next;
  }

  /** This, and behind it a piece that no other sector has. */
  Layout withOwn(int start, int length) {
    return with(start, length, length);
  }

  private Layout with(int start, int length, int own) {
    short[] more = Arrays.copyOf(spans, spans.length + FIELDS);
    more[spans.length + START] = (short) start;
    more[spans.length + LENGTH] = (short) length;
    more[spans.length + OWN] = (short) own;
    return new Layout(more, sharedCount + (own < length ? 1 : 0), ownLength + own);
  }

  /** The same with {@code length} octets more of the sector's own in its last piece. */
  Layout grown(int length) {
    short[] longer = spans.clone();
    longer[spans.length - FIELDS + LENGTH] += (short) length;
    longer[spans.length - FIELDS + OWN] += (short) length;
    return new Layout(longer, sharedCount, ownLength + length);
  }

  /** The first octet of a range that was programmed, or -1. */
  int firstIn(int at, int length) {
    if (at >= end()) {
      return -1;
    }
    for (int piece = 0; piece < count() && start(piece) < at + length; piece++) {
      if (end(piece) > at) {
        return Math.max(at, start(piece));
      }
    }
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Layout that && Arrays.equals(spans, that.spans);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(spans);
  }
}
