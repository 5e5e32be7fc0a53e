package dev.fuota.agent.mac;

import dev.fuota.agent.store.NvmKey;
import dev.fuota.agent.store.Records;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCounter;
import dev.fuota.protocol.lorawan.FrameCrypto;
import java.util.Optional;
import java.util.OptionalLong;

/** Accepts the downlinks to this device alone, each counter once, across resets too. */
final class UnicastReceiver {
  private final DevAddr devAddr;
  private final FrameCrypto crypto;
  private final Records records;
  private long lastFCnt;

  /** An authentic frame with a new counter. */
  record Accepted(DataFrame frame, long fCnt, Bytes payload) {}

  UnicastReceiver(DevAddr devAddr, FrameCrypto crypto, Records records) {
    this.devAddr = devAddr;
    this.crypto = crypto;
    this.records = records;
    this.lastFCnt =
        records.read(NvmKey.DOWNLINK_COUNTER).flatMap(Records::readU32).orElse(FrameCounter.NONE);
  }

  /** The frame, opened; empty, and nothing changed, unless every rule holds. */
  Optional<Accepted> accept(DataFrame frame) {
    boolean down =
        frame.type() == FType.UNCONFIRMED_DATA_DOWN || frame.type() == FType.CONFIRMED_DATA_DOWN;
    if (!down || !frame.devAddr().equals(devAddr)) {
      return Optional.empty();
    }
    OptionalLong candidate = FrameCounter.candidate(lastFCnt, frame.fCnt());
    if (candidate.isEmpty()) {
      return Optional.empty();
    }
    long fCnt = candidate.getAsLong();
    return crypto
        .open(frame, fCnt)
        .filter(payload -> keep(fCnt))
        .map(payload -> new Accepted(frame, fCnt, payload));
  }

  /** A frame whose counter cannot be kept could be replayed after a reset: it is not accepted. */
  private boolean keep(long fCnt) {
    try {
      records.write(NvmKey.DOWNLINK_COUNTER, Records.u32(fCnt));
    } catch (FlashFault fault) {
      return false;
    }
    lastFCnt = fCnt;
    return true;
  }
}
