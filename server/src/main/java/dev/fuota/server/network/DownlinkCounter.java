package dev.fuota.server.network;

import dev.fuota.protocol.codec.Unsigned;

/**
 * A downlink counter. Its values come in blocks: the end of a block is durable before its first
 * value is used, and a restart begins behind it. So no value is used twice, whether a gateway
 * answers or not, at the cost of some that are never used.
 */
final class DownlinkCounter { // MAC-095
  static final int BLOCK = 32;

  private long next;
  private long limit;

  /** A counter that goes on at {@code limit}. */
  DownlinkCounter(long limit) {
    this.next = limit;
    this.limit = limit;
  }

  /** The next value. */
  long peek() {
    return next;
  }

  /** Values below it may have been used. */
  long limit() {
    return limit;
  }

  /** Whether all 2^32 values are used: the keys are, with them. */
  boolean isUsedUp() {
    return next > Unsigned.U32_MAX;
  }

  /**
   * Uses a value.
   *
   * @param makeDurable called when {@link #limit} has grown
   */
  long take(Runnable makeDurable) {
    if (isUsedUp()) {
      throw new IllegalStateException("the downlink counter is used up");
    }
    if (next == limit) {
      limit = next + BLOCK;
      makeDurable.run();
    }
    return next++;
  }
}
