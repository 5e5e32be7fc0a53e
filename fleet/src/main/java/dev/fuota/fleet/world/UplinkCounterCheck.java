package dev.fuota.fleet.world;

import java.util.Arrays;

/**
 * Watches a device's uplinks, over all its resets: a frame counter goes up, or the very same frame
 * is repeated. Anything else would encrypt two texts with one key stream.
 */
final class UplinkCounterCheck {
  private static final int FCNT_AT = 6;
  private static final int HALF = 0x8000;

  private byte[] last = new byte[0];

  /**
   * The device sends {@code phyPayload}.
   *
   * @throws AssertionError if its counter was used before
   */
  void sends(byte[] phyPayload) {
    boolean repeated = Arrays.equals(phyPayload, last);
    if (last.length > 0 && !repeated) {
      int step = (counter(phyPayload) - counter(last)) & 0xffff;
      if (step == 0 || step >= HALF) {
        throw new AssertionError(
            "uplink counter " + counter(phyPayload) + " after " + counter(last));
      }
    }
    last = phyPayload.clone();
  }

  private static int counter(byte[] phyPayload) {
    return Byte.toUnsignedInt(phyPayload[FCNT_AT])
        | Byte.toUnsignedInt(phyPayload[FCNT_AT + 1]) << 8;
  }
}
