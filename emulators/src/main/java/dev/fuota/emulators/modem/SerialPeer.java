package dev.fuota.emulators.modem;

import java.util.function.Consumer;

/**
 * What speaks at the other end of a serial line. One thread drives it; it speaks on that thread,
 * also during {@link #onOctets}. What it says without a line is lost.
 */
public interface SerialPeer {

  /**
   * The host sent something.
   *
   * @param octets valid during the call only
   * @param length 0 or more, from the first octet
   */
  void onOctets(byte[] octets, int length);

  /**
   * Puts the line in: from now on the peer speaks to {@code out}, which takes a chunk of any length
   * at once; to pace it is the business of the line. The line before is no longer used.
   */
  void attach(Consumer<byte[]> out);
}
