package dev.fuota.server.msu;

import dev.fuota.protocol.msu.DeviceParameters;

/**
 * What a client may demand for all. One that asks for a frame a minute, or for 255 rounds, would
 * hold every other client; it gets what is still usable and repairs the rest in the chunk complaint
 * phase.
 */
final class Bounds {
  private static final int SEQUENCE_DELAY_MAX_MS = 1_000;
  private static final int WINDOW_MAX_MS = 30_000;

  /** A client sends 16 chunk complaints at most, so more rounds serve nobody. */
  private static final int RETRY_MAX = 15;

  private Bounds() {}

  static DeviceParameters of(DeviceParameters wished) {
    return new DeviceParameters(
        Math.min(wished.sequenceDelayMs(), SEQUENCE_DELAY_MAX_MS),
        Math.min(wished.scmDelayMs(), WINDOW_MAX_MS),
        Math.min(wished.ccmDelayMs(), WINDOW_MAX_MS),
        Math.min(wished.ccmRetry(), RETRY_MAX),
        Math.min(wished.scmRetry(), RETRY_MAX),
        wished.timeoutSeconds(),
        wished.sequenceLimit());
  }
}
