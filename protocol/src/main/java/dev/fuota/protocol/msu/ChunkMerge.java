package dev.fuota.protocol.msu;

import java.util.BitSet;
import java.util.List;

/**
 * The chunks of one file that clients ask for in the chunk complaint phase, each once and ascending
 * (MSU, sections 13 and 14). One bit for a chunk, so its size does not depend on the complaints.
 */
public final class ChunkMerge { // MSU-104, MSU-125
  private final int chunks;
  private final BitSet asked = new BitSet();

  /**
   * @param chunks of the file, 1 to 2^31 - 2
   */
  public ChunkMerge(long chunks) {
    Checks.range("chunks", chunks, 1, Integer.MAX_VALUE - 1L);
    this.chunks = (int) chunks;
  }

  /** Whether all chunks that a complaint names are chunks of the file. */
  public boolean accepts(ChunkComplaint complaint) {
    return complaint.chunks().stream().allMatch(chunk -> chunk >= 1 && chunk <= chunks);
  }

  /** Takes a complaint; one that is not accepted has no effect. */
  public void add(ChunkComplaint complaint) {
    add(complaint, chunks);
  }

  /** Takes what a complaint names up to {@code last}; later chunks were not sent yet. */
  public void add(ChunkComplaint complaint, long last) {
    if (accepts(complaint)) {
      complaint.chunks().stream()
          .filter(chunk -> chunk <= last)
          .forEach(chunk -> asked.set(chunk.intValue()));
    }
  }

  public boolean isEmpty() {
    return asked.isEmpty();
  }

  /** Takes out the lowest chunk that is asked for; 0 if there is none. */
  public long takeLowest() {
    int lowest = asked.nextSetBit(0);
    if (lowest < 0) {
      return 0;
    }
    asked.clear(lowest);
    return lowest;
  }

  /** Moves all that is asked for to {@code other}, which is for the same file. */
  public void moveTo(ChunkMerge other) {
    other.asked.or(asked);
    asked.clear();
  }

  /** All chunks that are asked for, ascending. */
  public List<Long> numbers() {
    return asked.stream().asLongStream().boxed().toList();
  }
}
