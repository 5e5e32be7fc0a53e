package dev.fuota.cluster;

import dev.fuota.protocol.codec.Bytes;

/** What a cell answers. */
sealed interface CellReply extends Wire {
  /** The number of the cell. */
  int cell();

  /**
   * It is being run.
   *
   * @param node by which node
   */
  record Working(int cell, String node) implements CellReply {}

  /**
   * It was run.
   *
   * @param result as JSON, compressed
   */
  record Answer(int cell, Bytes result) implements CellReply {}

  /**
   * It will not be run, there or anywhere.
   *
   * @param sentence why
   */
  record Refused(int cell, String sentence) implements CellReply {}
}
