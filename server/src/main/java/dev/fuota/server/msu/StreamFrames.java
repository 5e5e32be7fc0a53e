package dev.fuota.server.msu;

import dev.fuota.protocol.msu.Poll;

/** What a stream sends to its group. */
interface StreamFrames {
  /** A frame for the first time. */
  void first(long chunk, int sequence);

  /** A frame again. */
  void repeat(long chunk, int sequence);

  /** The sum of frames of a chunk, two or more. */
  void coded(long chunk, int mask);

  void poll(Poll poll);
}
