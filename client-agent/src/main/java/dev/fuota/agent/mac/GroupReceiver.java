package dev.fuota.agent.mac;

import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCounter;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.util.Optional;
import java.util.OptionalLong;

/** Accepts the frames of one multicast group, each counter of its window once (TS005-04). */
public final class GroupReceiver {
  private final int groupId;
  private final DevAddr mcAddr;
  private final FrameCrypto crypto;
  private final long minMcFCnt;
  private final long maxMcFCnt;
  private long lastFCnt;

  /** A group that was just defined. */
  public GroupReceiver(MulticastGroup group) {
    this.groupId = group.groupId();
    this.mcAddr = new DevAddr(group.mcAddr());
    this.crypto =
        new FrameCrypto(
            new SessionKeys(
                AesKey.of(Bytes.of(group.mcNwkSKey())), AesKey.of(Bytes.of(group.mcAppSKey()))),
            mcAddr);
    this.minMcFCnt = group.minMcFCnt();
    this.maxMcFCnt = group.maxMcFCnt();
    // With a window that begins above 65535 the upper half of the counter is known from the start;
    // with one that begins at 0 this is "none yet".
    this.lastFCnt = Math.max(group.lastFCnt(), group.minMcFCnt() - 1);
  }

  int groupId() {
    return groupId;
  }

  DevAddr mcAddr() {
    return mcAddr;
  }

  /** What the frame carries; empty, and nothing changed, unless every rule holds. */
  public Optional<Downlink> accept(DataFrame frame) { // MAC-086
    if (frame.devAddr().value() != mcAddr.value() || !hasMulticastForm(frame)) {
      return Optional.empty();
    }
    OptionalLong candidate = FrameCounter.candidate(lastFCnt, frame.fCnt());
    if (candidate.isEmpty()) {
      return Optional.empty();
    }
    long fCnt = candidate.getAsLong();
    if (fCnt < minMcFCnt || fCnt > maxMcFCnt) {
      return Optional.empty();
    }
    Optional<Bytes> payload = crypto.open(frame, fCnt);
    if (payload.isEmpty()) {
      return Optional.empty();
    }
    lastFCnt = fCnt;
    return Optional.of(new Downlink(frame.fPort(), payload.get().toArray(), groupId, fCnt));
  }

  private static boolean hasMulticastForm(DataFrame frame) { // MAC-085
    FCtrl fCtrl = frame.fCtrl();
    return frame.type() == FType.UNCONFIRMED_DATA_DOWN
        && frame.fOpts().isEmpty()
        && !fCtrl.ack()
        && !fCtrl.adrAckReq()
        && Hearing.isApplicationPort(frame.fPort());
  }
}
