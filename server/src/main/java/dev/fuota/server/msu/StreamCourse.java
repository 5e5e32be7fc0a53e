package dev.fuota.server.msu;

import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.repair.RepairPlan;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/** What a stream sends next: repairs first, then the frames that never were sent, ascending. */
final class StreamCourse {
  /** A chunk that so many combined repairs did not complete gets plain frames. */
  private static final int CODED_ROUNDS = 4;

  private final FileGeometry geometry;
  private final StreamFrames frames;
  private final boolean coded;
  private final RandomGenerator random;
  private final ArrayDeque<Planned> repairs = new ArrayDeque<>();
  private long chunk = 1;
  private int sequence = 1;

  /** The chunk is complete for everybody once the last one is received. */
  private record Planned(long chunk, int mask, boolean last) {}

  StreamCourse(FileGeometry geometry, StreamFrames frames, boolean coded, RandomGenerator random) {
    this.geometry = geometry;
    this.frames = frames;
    this.coded = coded;
    this.random = random;
  }

  /** The chunk up to which every frame was sent. */
  long upTo() {
    return chunk - 1;
  }

  /** Whether every frame of the file was sent. */
  boolean isFirstPassOver() {
    return chunk > geometry.chunks();
  }

  /** Whether there is nothing to send. */
  boolean isIdle() {
    return isFirstPassOver() && repairs.isEmpty();
  }

  /** Whether the frame sent last was the last of a chunk, or a repair. */
  boolean isBetweenChunks() {
    return sequence == 1;
  }

  void repair(StreamNeeds.Repair repair) {
    int[] plan =
        coded && repair.round() < CODED_ROUNDS
            ? RepairPlan.coded(repair.lacks(), random)
            : RepairPlan.uncoded(repair.union());
    for (int i = 0; i < plan.length; i++) {
      repairs.add(new Planned(repair.chunk(), plan[i], i == plan.length - 1));
    }
  }

  /**
   * Sends one frame; only if not idle.
   *
   * @return the chunk whose repair it ends, 0 for none
   */
  long sendNext() {
    Planned repair = repairs.poll();
    if (repair == null) {
      frames.first(chunk, sequence);
      step();
      return 0;
    }
    if (Integer.bitCount(repair.mask) == 1) {
      frames.repeat(repair.chunk, FrameBitmap.lowest(repair.mask));
    } else {
      frames.coded(repair.chunk, repair.mask);
    }
    return repair.last ? repair.chunk : 0;
  }

  private void step() {
    if (geometry.isLast(chunk, sequence)) {
      chunk++;
      sequence = 1;
    } else {
      sequence++;
    }
  }
}
