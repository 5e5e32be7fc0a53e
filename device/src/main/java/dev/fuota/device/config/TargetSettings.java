package dev.fuota.device.config;

import dev.fuota.device.install.CommandTarget;
import dev.fuota.drivers.smp.TargetSettings.Mode;
import java.nio.file.Path;
import java.time.Duration;

/** What runs the firmware that a device receives. */
public sealed interface TargetSettings {

  /** The emulated bootloader, on the flash file: nothing real is updated. */
  record Emulated() implements TargetSettings {}

  /** Commands of the owner. */
  record Commands(CommandTarget.Commands commands) implements TargetSettings {}

  /**
   * MCUboot behind a serial line.
   *
   * @param selfTest how long a new image runs there on trial before it is confirmed
   */
  record McubootSerial(Path device, int baud, Mode mode, Duration selfTest)
      implements TargetSettings {}
}
