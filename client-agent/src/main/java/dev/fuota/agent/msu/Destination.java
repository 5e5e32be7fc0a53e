package dev.fuota.agent.msu;

/** What becomes of a file that is complete and whose CRC is right. */
public interface Destination {
  Delivery deliver(ReceivedFile file);

  /** Whether {@link #deliver} itself takes only what somebody trusted has signed. */
  default boolean checksSignature() {
    return false;
  }

  /**
   * The server has been told; the file may be put to use.
   *
   * @return whether that worked
   */
  default boolean activate(ReceivedFile file) {
    return true;
  }

  /** The server has aborted the cycle, and the file was not activated: it goes (MSU-113). */
  default void undo(ReceivedFile file) {}
}
