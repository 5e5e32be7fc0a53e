package dev.fuota.agent.msu;

import dev.fuota.hal.file.Done;
import dev.fuota.hal.file.FileResult;
import java.util.BitSet;

/** The file that is being received: its frames, where they lie, and how far the transfer is. */
final class ActiveFile {
  /** Where the server is with this file. */
  enum Phase {
    /** It sends chunk after chunk. */
    MAIN,
    /** It repeats the chunks that are asked for. */
    CCM
  }

  final int number;
  final FrameMap map;
  final ChunkFile octets;
  final BitSet suspects = new BitSet();
  Phase phase = Phase.MAIN;
  int rounds;

  /** Whether suspect chunks were asked for once more already. */
  boolean secondChance;

  ActiveFile(int number, FrameMap map, ChunkFile octets) {
    this.number = number;
    this.map = map;
    this.octets = octets;
  }

  /** A suspect chunk must come again as a whole (MSU-X06). */
  void forgetSuspects() {
    suspects.stream().forEach(map::clear);
    suspects.clear();
    secondChance = true;
  }

  FileResult<Done> force() {
    return octets.force();
  }
}
