package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.FileGeometry;
import java.util.ArrayList;
import java.util.List;

/**
 * Which frames of a file are held: one int a chunk, in the order of a complaint's bitmap, frame 1
 * the most significant bit. So what is missing is a complement and a mask. (MSU-085, MSU-X01)
 */
final class FrameMap {
  private final FileGeometry geometry;
  private final int[] held;
  private final int lastMask;
  private final int fullMask;
  private long framesHeld;
  private int firstIncomplete = 1;

  /** Of a file of which nothing is held. */
  FrameMap(FileGeometry geometry) {
    this(geometry, new int[Math.toIntExact(geometry.chunks())]);
  }

  /** Of a file of which this is held; bits that no frame has are dropped. */
  FrameMap(FileGeometry geometry, Words held) {
    this(geometry, held.toArray());
  }

  /** The same; the array is the map's from now on. */
  FrameMap(FileGeometry geometry, int[] held) {
    this.geometry = geometry;
    this.held = held;
    this.fullMask = geometry.fullMask(1);
    this.lastMask = geometry.fullMask(held.length);
    for (int chunk = 1; chunk <= held.length; chunk++) {
      held[chunk - 1] &= mask(chunk);
      framesHeld += Integer.bitCount(held[chunk - 1]);
    }
  }

  FileGeometry geometry() {
    return geometry;
  }

  int chunks() {
    return held.length;
  }

  /** All frames of a chunk. */
  int mask(int chunk) {
    return chunk == held.length ? lastMask : fullMask;
  }

  int held(int chunk) {
    return held[chunk - 1];
  }

  int missing(int chunk) {
    return mask(chunk) & ~held[chunk - 1];
  }

  boolean has(int chunk, int bit) {
    return (held[chunk - 1] & bit) != 0;
  }

  /** A frame that was missing is held now. */
  void add(int chunk, int bit) {
    held[chunk - 1] |= bit;
    framesHeld++;
  }

  /** Nothing of the chunk is held any more. */
  void clear(int chunk) {
    framesHeld -= Integer.bitCount(held[chunk - 1]);
    held[chunk - 1] = 0;
    firstIncomplete = Math.min(firstIncomplete, chunk);
  }

  long framesHeld() {
    return framesHeld;
  }

  boolean isComplete() {
    return framesHeld == geometry.frames();
  }

  /** Chunks of which nothing is missing. */
  int chunksHeld() {
    int complete = 0;
    for (int chunk = 1; chunk <= held.length; chunk++) {
      complete += missing(chunk) == 0 ? 1 : 0;
    }
    return complete;
  }

  /** The first chunk of which something is missing; one more than there are if none. */
  int firstIncomplete() {
    while (firstIncomplete <= held.length && missing(firstIncomplete) == 0) {
      firstIncomplete++;
    }
    return firstIncomplete;
  }

  /** The last chunk of which something is held; 0 if nothing is. */
  int lastTouched() {
    int chunk = held.length;
    while (chunk > 0 && held[chunk - 1] == 0) {
      chunk--;
    }
    return chunk;
  }

  /** The first chunks of which something is missing, ascending, at most {@code max}. */
  List<Long> incomplete(int max) {
    List<Long> chunks = new ArrayList<>();
    for (int chunk = firstIncomplete(); chunk <= held.length && chunks.size() < max; chunk++) {
      if (missing(chunk) != 0) {
        chunks.add((long) chunk);
      }
    }
    return chunks;
  }

  /** The bits as they are stored. */
  Words toWords() {
    return Words.of(held);
  }

  /** The same as an array that the caller owns. */
  int[] toInts() {
    return held.clone();
  }
}
