package dev.fuota.server.msu;

import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.FrameBitmap;
import java.time.Duration;
import java.util.Arrays;

/**
 * When the frames of a chunk that were asked for are due to be sent again: a little after the first
 * request, so that others who miss the same are served by the same repeat, and not again for a
 * while, since a request that comes just then was likely made before the repeat arrived.
 */
final class RepairQueue { // MSU-X33
  static final long AFTER_REQUEST = Duration.ofMillis(50).toNanos();
  static final long AFTER_REPEAT = Duration.ofMillis(250).toNanos();

  private final long[] dueAt = new long[FileGeometry.SEQUENCE_LIMIT_MAX];
  private final long[] repeatedAt = new long[FileGeometry.SEQUENCE_LIMIT_MAX];
  private int wanted;
  private int repeated;

  void clear() {
    wanted = 0;
    repeated = 0;
    Arrays.fill(repeatedAt, 0);
  }

  /** Frames that are waiting for their time. */
  int wanted() {
    return wanted;
  }

  /** Somebody asks for these frames. */
  void want(int frames, long now) {
    for (int rest = frames & ~wanted; rest != 0; rest &= rest - 1) {
      int index = Integer.numberOfTrailingZeros(rest);
      long due = now + AFTER_REQUEST;
      boolean wasRepeated = (repeated & 1 << index) != 0;
      dueAt[index] = wasRepeated ? Math.max(due, repeatedAt[index] + AFTER_REPEAT) : due;
    }
    wanted |= frames; // MSU-126
  }

  /** Nobody but these frames is asked for any more. */
  void retain(int frames) {
    wanted &= frames;
  }

  /** Takes out the frames whose time has come. */
  int takeDue(long now) {
    int due = 0;
    for (int rest = wanted; rest != 0; rest &= rest - 1) {
      int index = Integer.numberOfTrailingZeros(rest);
      due |= dueAt[index] - now <= 0 ? 1 << index : 0;
    }
    wanted &= ~due;
    return due;
  }

  /** Takes out all. */
  int takeAll() {
    int all = wanted;
    wanted = 0;
    return all;
  }

  /** Nanoseconds until the next frame is due; there must be one that is wanted. */
  long delay(long now) {
    long least = Long.MAX_VALUE;
    for (int rest = wanted; rest != 0; rest &= rest - 1) {
      least = Math.min(least, dueAt[Integer.numberOfTrailingZeros(rest)] - now);
    }
    return Math.max(0, least);
  }

  void onRepeated(int sequence, long now) {
    int bit = FrameBitmap.bit(sequence);
    repeated |= bit;
    repeatedAt[Integer.numberOfTrailingZeros(bit)] = now;
  }
}
