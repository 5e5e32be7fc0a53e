package dev.fuota.protocol.expand;

/** One stage of a decoder. */
interface OctetStream {
  int END = -1;

  /**
   * The next octet, 0..255, or {@link #END}; after the end again the end.
   *
   * @throws ExpandFault if the input is bad
   */
  int next();
}
