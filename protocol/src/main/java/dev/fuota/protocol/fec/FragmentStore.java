package dev.fuota.protocol.fec;

/** Where the octets of received fragments are kept: flash, for a device. */
@FunctionalInterface
public interface FragmentStore {
  /**
   * Reads a fragment, as it was received.
   *
   * @param n the number of a fragment that the decoder called {@link FecDecoder.Outcome#INNOVATIVE}
   * @param into gets the octets; as long as a fragment
   */
  void read(int n, byte[] into);
}
