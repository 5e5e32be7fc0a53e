package dev.fuota.agent.firmware;

import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;

/**
 * What a device says on FPort {@value #FPORT} after an update, until it is acknowledged (TR-16);
 * little-endian. TS006 has no command that a device sends by itself, so this one has its own port.
 *
 * <pre>
 * 0      0x01
 * 1..4   firmware version, as DevVersionAns has it
 * 5..8   hardware version
 * 9..12  seconds since the reset
 * </pre>
 *
 * @param start the oscillator at the reset
 */
public record VersionReport(long fwVersion, long hwVersion, Instant start) implements Message {
  public static final int FPORT = 204;

  private static final byte KIND = 0x01;
  private static final int OCTETS = 13;

  @Override
  public Bytes payload(DeviceTime at, int room) {
    long seconds = Duration.between(start, at.local()).toSeconds();
    byte[] octets = new byte[OCTETS];
    ByteBuffer out = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    out.put(KIND).putInt((int) fwVersion).putInt((int) hwVersion).putInt((int) seconds);
    return Bytes.of(octets);
  }
}
