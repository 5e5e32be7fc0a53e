package dev.fuota.server.msu;

import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.Ipv4;

/** Watches a cycle live, for a progress bar; it never steers. */
public interface MsuCycleListener {
  /** A listener that does nothing. */
  MsuCycleListener NONE = new MsuCycleListener() {};

  /** Another part of the cycle begins. */
  default void onPhase(MsuPhase phase) {}

  /** A file is announced. */
  default void onFile(int fileNumber, FileGeometry geometry) {}

  /**
   * All frames of a chunk were sent.
   *
   * @param repeated whether that was a repeat in the chunk complaint phase
   */
  default void onChunk(int fileNumber, long chunk, boolean repeated) {}

  /** A client was found, connected, lost, … */
  default void onClient(Ipv4 deviceId, ClientState state) {}

  /** A client has ended a file, well or not. */
  default void onOutcome(Ipv4 deviceId, int fileNumber, FileOutcome outcome) {}

  /**
   * A client's complaint was accepted.
   *
   * @param missing frames or chunks, by the kind of complaint
   */
  default void onComplaint(Ipv4 deviceId, int fileNumber, long missing) {}

  /** The cycle is over. */
  default void onFinished(MsuReport report) {}
}
