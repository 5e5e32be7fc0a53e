package dev.fuota.hal.serial;

/**
 * A serial line to a device that may come and go. Nothing blocks. The line opens itself, and again
 * after each loss, at its own pace. One thread drives it and is called on it.
 */
public interface SerialLine extends AutoCloseable {

  /** Says who hears of the line; then the line begins to open. */
  void listen(Listener listener);

  boolean isOpen();

  /**
   * Sends, after all that was given before. What is not out when the line is lost is lost.
   *
   * @return false if the line is not open, or more than 64 KiB wait already: nothing is sent then
   */
  boolean write(byte[] octets);

  /** Ends it for good. */
  @Override
  void close();

  /** Hears of the line. */
  interface Listener {
    /** It is open now; what the other side sent before is lost. */
    void onOpened();

    /**
     * Octets came.
     *
     * @param octets valid during the call only
     */
    void onOctets(byte[] octets, int length);

    /**
     * It was lost, or cannot be opened; told once each time the reason changes. The line goes on
     * trying.
     *
     * @param reason one line, with what to do
     */
    void onLost(String reason);
  }
}
