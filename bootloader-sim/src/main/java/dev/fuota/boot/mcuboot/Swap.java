package dev.fuota.boot.mcuboot;

/** One way to exchange the two slots, resumable after a cut at any operation. */
interface Swap {

  /** Whether the two slots, and the scratch area, have sectors that can be exchanged. */
  boolean slotsCompatible();

  /** The largest image, with its TLV areas, that can be exchanged. */
  long maxImageOctets();

  /** Reads from the records in {@code from} how far an interrupted exchange came. */
  void readStatus(Area from, SwapStatus status);

  /**
   * Reads the headers of both images from where they ought to be at this point of an exchange.
   *
   * @return false if a header that is needed is not there
   */
  boolean readHeaders(SwapStatus status);

  /** Reads both headers while no exchange is under way. */
  void readHeaders();

  /** Exchanges what is not exchanged yet. */
  void run(SwapStatus status);
}
