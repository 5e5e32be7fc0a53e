package dev.fuota.server.port;

/** A downlink in the hands of the network. */
public interface QueuedDownlink {

  /** Whether it is still in the queue: neither on its way, nor cancelled. */
  boolean isWaiting();

  /**
   * Takes the downlink out of the queue. Without effect when it is on its way already; its sent
   * report comes then all the same.
   */
  void cancel();
}
