package dev.fuota.hal.link;

/**
 * What a link must know of a multicast group.
 *
 * @param groupId 0..3
 * @param mcAddr the address, as a 32-bit number
 * @param mcAppSKey 16 octets
 * @param mcNwkSKey 16 octets
 * @param minMcFCnt first counter to accept
 * @param maxMcFCnt last counter to accept
 * @param lastFCnt the highest counter accepted before, or {@link #NONE}
 */
@SuppressWarnings("ArrayRecordComponent") // key material handed over once, never compared
public record MulticastGroup(
    int groupId,
    int mcAddr,
    byte[] mcAppSKey,
    byte[] mcNwkSKey,
    long minMcFCnt,
    long maxMcFCnt,
    long lastFCnt) {
  /** No frame of this group was accepted yet. */
  public static final long NONE = -1;

  /** Never shows the keys. */
  @Override
  public String toString() {
    return String.format("MulticastGroup[%d, %08x]", groupId, mcAddr);
  }
}
