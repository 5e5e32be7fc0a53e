package dev.fuota.server.msu;

import java.time.Duration;

/**
 * The times of a cycle. All are a local matter of the server (MSU, Appendix A); {@link #DEFAULTS}
 * has that appendix's values.
 *
 * @param joinWait JOIN_MSU_WAIT_TIME: from the last Notification to the first frame
 * @param scmWait SCM_WAIT_TIME: from the last frame of a chunk to SCM completed; a client's larger
 *     SCM_Delay prevails
 * @param ccmWait CCM_WAIT_TIME: how long chunk complaints are collected; a client's larger
 *     CCM_Delay prevails
 * @param connectionTimeoutSeconds told to clients, 1..255: how long either side bears silence
 * @param updateTimeoutSeconds told to clients, 0..255; 0 is their own UPDATE_TIMEOUT
 */
public record MsuTiming(
    Duration joinWait,
    Duration scmWait,
    Duration ccmWait,
    int connectionTimeoutSeconds,
    int updateTimeoutSeconds) {

  /** MSU-135 to MSU-139 */
  public static final MsuTiming DEFAULTS =
      new MsuTiming(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(5), 60, 10);

  public MsuTiming {
    if (joinWait.isNegative() || scmWait.isNegative() || ccmWait.isNegative()) {
      throw new IllegalArgumentException("a wait is less than zero");
    }
    if (connectionTimeoutSeconds < 1 || connectionTimeoutSeconds > 255) {
      throw new IllegalArgumentException(
          "connection timeout " + connectionTimeoutSeconds + ", not in 1..255");
    }
    if (updateTimeoutSeconds < 0 || updateTimeoutSeconds > 255) {
      throw new IllegalArgumentException(
          "update timeout " + updateTimeoutSeconds + ", not in 0..255");
    }
  }

  Duration connectionTimeout() {
    return Duration.ofSeconds(connectionTimeoutSeconds);
  }
}
