package dev.fuota.agent.multicast;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.fuota.agent.step.Action;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.multicast.McKeys;
import java.util.zip.CRC32;

/**
 * The definition of a multicast group.
 *
 * @param minMcFCnt first counter to accept
 * @param maxMcFCnt last counter to accept (TS005-04)
 */
record Group(DevAddr mcAddr, AesKey mcKey, long minMcFCnt, long maxMcFCnt) {
  private static final int TAG_MASK = 0x1fff;

  /** What {@code request} defines, its key unwrapped (TS005-03). */
  static Group of(McGroupSetupReq request, AesKey mcKeKey) {
    return new Group(
        request.mcAddr(),
        McKeys.unwrap(mcKeKey, request.mcKeyEncrypted()),
        request.minMcFCnt(),
        request.maxMcFCnt());
  }

  boolean hasKeysOf(Group other) {
    return mcAddr.equals(other.mcAddr) && mcKey.equals(other.mcKey);
  }

  /** Tells this key from others, so that what was heard under another one does not count. */
  int keyTag() {
    CRC32 crc = new CRC32();
    crc.update(mcKey.bytes().toArray());
    crc.update(mcAddr.toString().getBytes(US_ASCII));
    return (int) crc.getValue() & TAG_MASK;
  }

  /** Tells the link (TS005-03). */
  Action definition(int groupId, long nextFCnt) {
    return new Action.DefineGroup(
        groupId,
        mcAddr,
        McKeys.appSKey(mcKey, mcAddr),
        McKeys.nwkSKey(mcKey, mcAddr),
        minMcFCnt,
        maxMcFCnt,
        nextFCnt - 1);
  }
}
