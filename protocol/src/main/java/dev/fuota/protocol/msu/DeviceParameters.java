package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.function.ToIntFunction;

/**
 * The timing that a device wishes (MSU, section 8.3: Device Parameter), 10 octets.
 *
 * <pre>
 * 0..1  Sequence_Delay, ms between two frames
 * 2..3  SCM_Delay, ms
 * 4..5  CCM_Delay, ms
 * 6     CCM_Retry, repeats: a server makes one round more
 * 7     SCM_Retry, likewise
 * 8     Timeout_Val, seconds of silence of the server
 * 9     Sequence Limit, 1 to 32
 * </pre>
 */
public record DeviceParameters(
    int sequenceDelayMs,
    int scmDelayMs,
    int ccmDelayMs,
    int ccmRetry,
    int scmRetry,
    int timeoutSeconds,
    int sequenceLimit) {
  public static final int LENGTH = 10;

  /** What a client wishes unless it is configured otherwise. */
  public static final DeviceParameters DEFAULT =
      new DeviceParameters(10, 3000, 5000, 2, 2, 10, FileGeometry.SEQUENCE_LIMIT_MAX);

  private static final int WORD_MAX = 0xffff;

  public DeviceParameters {
    Checks.range("sequenceDelayMs", sequenceDelayMs, 0, WORD_MAX);
    Checks.range("scmDelayMs", scmDelayMs, 0, WORD_MAX);
    Checks.range("ccmDelayMs", ccmDelayMs, 0, WORD_MAX);
    Checks.octet("ccmRetry", ccmRetry);
    Checks.octet("scmRetry", scmRetry);
    Checks.octet("timeoutSeconds", timeoutSeconds);
    Checks.range("sequenceLimit", sequenceLimit, 1, FileGeometry.SEQUENCE_LIMIT_MAX);
  }

  /**
   * What suits all: the largest of each value but the Sequence Limit, of which it is the smallest,
   * since no device can take more than its own (decision 0021, D-24).
   *
   * @param all one at least
   */
  public static DeviceParameters merge(Collection<DeviceParameters> all) { // MSU-035
    return new DeviceParameters(
        largest(all, DeviceParameters::sequenceDelayMs),
        largest(all, DeviceParameters::scmDelayMs),
        largest(all, DeviceParameters::ccmDelayMs),
        largest(all, DeviceParameters::ccmRetry),
        largest(all, DeviceParameters::scmRetry),
        largest(all, DeviceParameters::timeoutSeconds),
        all.stream().mapToInt(DeviceParameters::sequenceLimit).min().orElseThrow());
  }

  private static int largest(
      Collection<DeviceParameters> all, ToIntFunction<DeviceParameters> value) {
    return all.stream().mapToInt(value).max().orElseThrow();
  }

  /** The 10 octets. */
  public Bytes encoded() {
    ByteBuffer out = ByteBuffer.allocate(LENGTH);
    encode(out);
    return Bytes.of(out.array());
  }

  void encode(ByteBuffer out) { // MSU-033
    out.putShort((short) sequenceDelayMs).putShort((short) scmDelayMs).putShort((short) ccmDelayMs);
    out.put((byte) ccmRetry).put((byte) scmRetry);
    out.put((byte) timeoutSeconds).put((byte) sequenceLimit);
  }
}
