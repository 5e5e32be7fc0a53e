package dev.fuota.protocol.msu;

import java.util.List;

/**
 * The frames of one chunk that clients ask for in one window, whoever asks and however often (MSU,
 * sections 13 and 14: no frame is repeated once for each client). Bitmaps as in {@link
 * FrameBitmap}.
 */
public final class SequenceMerge { // MSU-125
  private final long chunk;
  private final int frames;
  private final int[] askedBy = new int[FileGeometry.SEQUENCE_LIMIT_MAX];
  private int bitmap;

  /**
   * @param chunk number
   * @param frames bitmap of the frames that the chunk has
   */
  public SequenceMerge(long chunk, int frames) {
    this.chunk = chunk;
    this.frames = frames;
  }

  /** Whether a complaint is about this chunk and about frames that it has. */
  public boolean accepts(SequenceComplaint complaint) {
    return complaint.chunk() == chunk && (complaint.bitmap() & ~frames) == 0;
  }

  /** Takes a complaint; one that is not accepted has no effect. */
  public void add(SequenceComplaint complaint) {
    if (accepts(complaint)) {
      replace(0, complaint.bitmap());
    }
  }

  /**
   * Takes the newer complaint of a client for its older one.
   *
   * @param before what it asked for in this window, 0 if nothing
   * @param now what it asks for
   */
  public void replace(int before, int now) {
    count(before & ~now, -1);
    count(now & ~before, 1);
  }

  private void count(int frames, int by) {
    for (int rest = frames; rest != 0; rest &= rest - 1) {
      int index = Integer.numberOfTrailingZeros(rest);
      askedBy[index] += by;
      int bit = 1 << index;
      bitmap = askedBy[index] > 0 ? bitmap | bit : bitmap & ~bit;
    }
  }

  /** All frames that are asked for. */
  public int bitmap() {
    return bitmap;
  }

  /** The same as numbers, ascending: the order in which they are repeated (MSU-095). */
  public List<Integer> sequences() {
    return FrameBitmap.sequences(bitmap);
  }
}
