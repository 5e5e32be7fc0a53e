package dev.fuota.agent.msu;

import dev.fuota.agent.msu.ActiveFile.Phase;

/**
 * Where in the file the server is, as far as frames and closed chunks tell: SCM completed names no
 * chunk (decision 0021, D-45).
 */
final class ChunkCursor {
  private int chunk;
  private int highest;
  private boolean seen;

  /** After a restart nobody knows which chunk the server is at, until a frame comes. */
  private boolean placed;

  /** At the beginning of a file. */
  static ChunkCursor atStart() {
    ChunkCursor cursor = new ChunkCursor();
    cursor.placed = true;
    return cursor;
  }

  /** After a restart, at the chunk that was received last. */
  static ChunkCursor resumedAt(int chunk) {
    ChunkCursor cursor = new ChunkCursor();
    cursor.chunk = chunk;
    return cursor;
  }

  /** The chunk that frames came of last; 0 before the first. */
  int chunk() {
    return chunk;
  }

  /** Whether frames came since a chunk was closed last. */
  boolean seen() {
    return seen;
  }

  /** Whether a sequence is above all that came of the chunk. */
  boolean isAbove(int sequence) {
    return sequence > highest;
  }

  void note(int sequence) {
    highest = Math.max(highest, sequence);
  }

  /** A frame of another chunk came. */
  void enter(int other) {
    chunk = other;
    highest = 0;
    seen = true;
    placed = true;
  }

  /** Whether a chunk of which nothing came can only be the next one (MSU-X18). */
  boolean mayInfer(Phase phase, int chunks) {
    return placed && phase == Phase.MAIN && chunk < chunks;
  }

  /** The server is at the next chunk, of which nothing came. */
  void infer() {
    chunk++;
    highest = 0;
    seen = true;
  }

  /** The server has closed the chunk. */
  void close() {
    seen = false;
  }
}
