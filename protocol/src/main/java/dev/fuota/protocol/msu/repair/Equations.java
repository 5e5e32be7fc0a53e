package dev.fuota.protocol.msu.repair;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The combinations kept of one chunk, reduced against each other: each has a frame, its pivot, that
 * is in no other.
 */
final class Equations {
  private final List<Row> rows = new ArrayList<>();
  private int pivots;

  /** A combination; the lists of others never hold its pivot. */
  static final class Row {
    private final byte[] sum;
    private int mask;
    private int pivot;

    private Row(int mask, byte[] sum) {
      this.mask = mask;
      this.sum = sum;
    }

    int mask() {
      return mask;
    }

    byte[] sum() {
      return sum;
    }

    private void add(Row other) {
      mask ^= other.mask;
      XorSum.add(sum, other.sum, 0, sum.length);
    }

    private boolean isZero() {
      int any = 0;
      for (byte octet : sum) {
        any |= octet;
      }
      return any == 0;
    }
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The frames that follow once all other missing ones are there. */
  int pivots() {
    return pivots;
  }

  /** All frames that are in any combination. */
  int frames() {
    int frames = 0;
    for (Row row : rows) {
      frames |= row.mask;
    }
    return frames;
  }

  /** Takes a combination over: {@code sum} is kept, and changed. */
  XorDecoder.Outcome add(int mask, byte[] sum) {
    Row added = new Row(mask, sum);
    for (Row row : rows) {
      if ((added.mask & row.pivot) != 0) {
        added.add(row);
      }
    }
    if (added.mask == 0) {
      return added.isZero() ? XorDecoder.Outcome.REDUNDANT : XorDecoder.Outcome.CONFLICT;
    }
    added.pivot = Integer.highestOneBit(added.mask);
    for (Row row : rows) {
      if ((row.mask & added.pivot) != 0) {
        row.add(added);
      }
    }
    pivots |= added.pivot;
    rows.add(added);
    return XorDecoder.Outcome.USED;
  }

  /**
   * Takes a frame that is held now out of all combinations.
   *
   * @return false if a combination said something else of it
   */
  boolean insert(int frame, byte[] octets, int length) {
    boolean sound = true;
    for (int i = rows.size() - 1; i >= 0; i--) {
      Row row = rows.get(i);
      if ((row.mask & frame) == 0) {
        continue;
      }
      row.mask ^= frame;
      XorSum.add(row.sum, octets, 0, length);
      if (row.mask == 0) {
        sound &= row.isZero();
        remove(i);
      } else if (row.pivot == frame) {
        rows.remove(i);
        pivots &= ~frame;
        add(row.mask, row.sum);
      }
    }
    return sound;
  }

  /** Gives up all combinations with a frame. */
  void drop(int frame) {
    for (int i = rows.size() - 1; i >= 0; i--) {
      if ((rows.get(i).mask & frame) != 0) {
        remove(i);
      }
    }
  }

  /** Takes out a combination that is a single frame. */
  @Nullable Row takeSolved() {
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.mask == row.pivot) {
        remove(i);
        return row;
      }
    }
    return null;
  }

  private void remove(int index) {
    pivots &= ~rows.remove(index).pivot;
  }
}
