package dev.fuota.protocol.msu.repair;

/** The frames that a receiver holds of the file it receives. */
public interface HeldFrames {

  /** The frames of the chunk that are not held, as a bitmap. */
  int missing(long chunk);

  /**
   * Reads a frame that is held.
   *
   * @param into takes the frame's octets from index 0
   * @return false if it cannot be read; then the combination it was wanted for is dropped
   */
  boolean read(long chunk, int sequence, byte[] into);
}
