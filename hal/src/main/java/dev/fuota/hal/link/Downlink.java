package dev.fuota.hal.link;

/**
 * An application downlink.
 *
 * @param fPort 1..225
 * @param payload decrypted FRMPayload
 * @param groupId the multicast group 0..3 it came on, or {@link #UNICAST}
 * @param fCnt the 32-bit frame counter it was authenticated with, or {@link #UNKNOWN_COUNTER}
 */
@SuppressWarnings("ArrayRecordComponent") // carried once from link to application, never compared
public record Downlink(int fPort, byte[] payload, int groupId, long fCnt) {
  public static final int UNICAST = -1;

  /** The link keeps the counters to itself, as modems do. */
  public static final long UNKNOWN_COUNTER = -1;

  public boolean unicast() {
    return groupId == UNICAST;
  }
}
