package dev.fuota.agent.firmware;

import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.firmware.DevVersionReport;
import java.time.Duration;
import java.time.Instant;

/**
 * The DevVersionReport of a device after an update (TR-16).
 *
 * @param start the oscillator at the reset
 */
public record VersionReport(long fwVersion, long hwVersion, Instant start) implements Message {

  @Override
  public Bytes payload(DeviceTime at, int room) {
    long seconds = Duration.between(start, at.local()).toSeconds();
    return new DevVersionReport(fwVersion, hwVersion, seconds).encode();
  }
}
