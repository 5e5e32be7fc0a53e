package dev.fuota.agent.mac;

import dev.fuota.agent.store.NvmKey;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.lorawan.FrameCounter;
import java.util.OptionalLong;

/** The last accepted counter of one kind of unicast downlinks: each is accepted once. */
final class DownlinkCounter { // MAC-036
  private static final long UNREAD = Long.MIN_VALUE;

  private final CounterRecords records;
  private final NvmKey key;
  private final int maxGap;
  private long last = UNREAD;

  /**
   * A counter where the last reset left it.
   *
   * @param maxGap a step of so much or more is no step: MAX_FCNT_GAP of LoRaWAN 1.0.3; 65536 for
   *     none
   */
  DownlinkCounter(CounterRecords records, NvmKey key, int maxGap) {
    this.records = records;
    this.key = key;
    this.maxGap = maxGap;
  }

  /** The counter to verify a frame with; empty if there is none, or if flash cannot tell. */
  OptionalLong candidate(int fCnt16) {
    try {
      if (last == UNREAD) {
        last = records.read(key).orElse(FrameCounter.NONE);
      }
    } catch (FlashFault fault) {
      return OptionalLong.empty();
    }
    OptionalLong candidate = FrameCounter.candidate(last, fCnt16);
    boolean tooFar =
        last != FrameCounter.NONE
            && candidate.isPresent()
            && candidate.getAsLong() - last >= maxGap;
    return tooFar ? OptionalLong.empty() : candidate;
  }

  /** A frame whose counter cannot be kept could be replayed after a reset: it is not accepted. */
  boolean keep(long fCnt) {
    try {
      records.write(key, fCnt);
    } catch (FlashFault fault) {
      return false;
    }
    last = fCnt;
    return true;
  }
}
