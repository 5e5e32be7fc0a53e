package dev.fuota.agent.mac;

import dev.fuota.agent.store.NvmKey;
import java.util.OptionalLong;

/**
 * FCntUp, never used twice, across resets too. Flash has the first counter that was not reserved;
 * it moves in steps, so a reset skips at most {@link #STEP} counters and not every uplink costs a
 * write.
 */
final class UplinkCounter {
  static final int STEP = 32;
  private static final long END = 1L << 32;
  private static final long UNREAD = -1;

  private final CounterRecords records;
  private long next = UNREAD;
  private long reserved;

  UplinkCounter(CounterRecords records) {
    this.records = records;
  }

  /** Whether it is known that none is left: the keys must not be used any more. */
  boolean isSpent() {
    return next != UNREAD && next == reserved && reserved + STEP >= END;
  }

  /**
   * The counter of a new frame; empty if none is left.
   *
   * @throws dev.fuota.hal.flash.FlashFault if it is not known which were used, or if this one
   *     cannot be reserved; none must be used then
   */
  OptionalLong take() { // MAC-032
    read();
    if (isSpent()) {
      return OptionalLong.empty();
    }
    if (next == reserved) {
      records.write(NvmKey.UPLINK_COUNTER, reserved + STEP);
      reserved += STEP;
    }
    return OptionalLong.of(next++);
  }

  private void read() {
    if (next == UNREAD) {
      reserved = records.read(NvmKey.UPLINK_COUNTER).orElse(0);
      next = reserved;
    }
  }
}
