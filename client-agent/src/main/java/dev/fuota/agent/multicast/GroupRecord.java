package dev.fuota.agent.multicast;

import dev.fuota.agent.store.Records;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A group as it is stored. The version of the package is not: a group and its session mean the same
 * in both.
 *
 * @param nextFCnt the lowest counter that was not accepted yet
 * @param session pending or running
 */
record GroupRecord(Group group, long nextFCnt, Optional<Session> session) {
  /** Since there are class B sessions; records of format 1 count as absent. */
  private static final int FORMAT = 2;

  private static final int OCTETS = 1 + DevAddr.LENGTH + AesKey.LENGTH + 4 + 4 + 8 + Session.OCTETS;

  /** The record, as {@link dev.fuota.agent.store.NvmKey#GROUP_0} says. */
  Bytes encode() {
    return Records.encode(
        FORMAT,
        OCTETS,
        out -> {
          group.mcAddr().putTo(out);
          group.mcKey().bytes().putTo(out);
          out.putInt((int) group.minMcFCnt()).putInt((int) group.maxMcFCnt()).putLong(nextFCnt);
          session.ifPresent(planned -> planned.putTo(out)); // else zeros
        });
  }

  static Optional<GroupRecord> decode(Bytes octets) {
    return Records.open(octets, FORMAT, OCTETS).map(GroupRecord::take);
  }

  private static GroupRecord take(ByteBuffer in) {
    Group group =
        new Group(
            DevAddr.take(in),
            AesKey.of(Bytes.take(in, AesKey.LENGTH)),
            Integer.toUnsignedLong(in.getInt()),
            Integer.toUnsignedLong(in.getInt()));
    return new GroupRecord(group, in.getLong(), Session.take(in));
  }
}
