package dev.fuota.agent.mac;

import dev.fuota.agent.store.NvmKey;
import dev.fuota.agent.store.Records;

/**
 * FCntUp, never used twice, across resets too. Flash has the first counter that was not reserved;
 * it moves in steps, so a reset skips at most {@link #STEP} counters and not every uplink costs a
 * write.
 */
final class UplinkCounter {
  private static final int STEP = 32;
  private static final long END = 1L << 32;

  private final Records records;
  private long next;
  private long reserved;

  UplinkCounter(Records records) {
    this.records = records;
    this.reserved = records.read(NvmKey.UPLINK_COUNTER).flatMap(Records::readU32).orElse(0L);
    this.next = reserved;
  }

  /** Whether none is left: the keys must not be used any more. */
  boolean isSpent() {
    return next == reserved && reserved + STEP >= END;
  }

  /**
   * The counter of a new frame.
   *
   * @throws dev.fuota.hal.flash.FlashFault if it cannot be reserved; it must not be used then
   */
  long take() {
    if (next == reserved) {
      records.write(NvmKey.UPLINK_COUNTER, Records.u32(reserved + STEP));
      reserved += STEP;
    }
    return next++;
  }
}
