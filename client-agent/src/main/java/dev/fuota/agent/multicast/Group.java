package dev.fuota.agent.multicast;

import dev.fuota.agent.step.Action;
import dev.fuota.agent.store.Records;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.multicast.McKeys;
import dev.fuota.protocol.time.GpsTime;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The definition of a multicast group.
 *
 * @param minMcFCnt first counter to accept
 * @param maxMcFCnt last counter to accept
 * @param session its class C session, pending or running
 */
record Group(
    DevAddr mcAddr, AesKey mcKey, long minMcFCnt, long maxMcFCnt, Optional<ClassCSession> session) {
  private static final int OCTETS = 1 + 4 + AesKey.LENGTH + 4 + 4 + 8 + 1 + 4 + 1 + 4 + 1;
  private static final int TAG_MASK = 0x1fff;

  /** A group as it is stored: with the lowest counter that it did not accept yet. */
  record Stored(Group group, long nextFCnt) {}

  boolean hasKeysOf(Group other) {
    return mcAddr.equals(other.mcAddr) && mcKey.equals(other.mcKey);
  }

  Group withSession(Optional<ClassCSession> other) {
    return new Group(mcAddr, mcKey, minMcFCnt, maxMcFCnt, other);
  }

  /** Tells this key from others, so that what was heard under another one does not count. */
  int keyTag() {
    CRC32 crc = new CRC32();
    crc.update(mcKey.bytes().toArray());
    crc.update(mcAddr.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return (int) crc.getValue() & TAG_MASK;
  }

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

  /** The record, as {@link dev.fuota.agent.store.NvmKey#GROUP_0} says. */
  Bytes encode(long nextFCnt) {
    return Records.encode(
        OCTETS,
        out -> {
          mcAddr.putTo(out);
          mcKey.bytes().putTo(out);
          out.putInt((int) minMcFCnt).putInt((int) maxMcFCnt).putLong(nextFCnt);
          out.put((byte) (session.isPresent() ? 1 : 0));
          session.ifPresent(planned -> put(planned, out));
        });
  }

  private static void put(ClassCSession session, ByteBuffer out) {
    out.putInt((int) session.start().seconds()).put((byte) session.timeOut());
    out.putInt(session.frequencyHz()).put((byte) session.dataRate());
  }

  static Optional<Stored> decode(Bytes octets) {
    return Records.open(octets, OCTETS).map(Group::take);
  }

  private static Stored take(ByteBuffer in) {
    DevAddr mcAddr = DevAddr.take(in);
    AesKey mcKey = AesKey.of(Bytes.take(in, AesKey.LENGTH));
    long min = Integer.toUnsignedLong(in.getInt());
    long max = Integer.toUnsignedLong(in.getInt());
    long next = in.getLong();
    Optional<ClassCSession> session =
        in.get() == 0 ? Optional.empty() : Optional.of(takeSession(in));
    return new Stored(new Group(mcAddr, mcKey, min, max, session), next);
  }

  private static ClassCSession takeSession(ByteBuffer in) {
    return new ClassCSession(
        new GpsTime(Integer.toUnsignedLong(in.getInt())),
        in.get() & 0xf,
        in.getInt(),
        in.get() & 0xff);
  }
}
