package dev.fuota.server.msu;

import dev.fuota.protocol.msu.MsuMessage;

/**
 * Brings one announced file to the connected clients: {@code ChunkTransfer} as MSU says, {@code
 * StreamTransfer} between our own peers. It only moves frames; announcing, keeping clients alive
 * and asking for status is the cycle's. Calls {@link TransferContext#done} once, when every client
 * has reported or its rounds are used up; after {@link #stop} it calls nothing and no timer of it
 * runs.
 */
interface FileTransfer {

  void start();

  /**
   * A complaint or report about this file, from a client that is connected and not finished. Kind
   * and file number are checked; everything else in it is not.
   */
  void onMessage(ClientRecord from, MsuMessage message);

  /** A client reported its result or was lost; perhaps no one is left to serve. */
  void onFinished(ClientRecord client);

  /** Ends everything at once: the cycle is aborted. Without effect after the end. */
  void stop();
}
