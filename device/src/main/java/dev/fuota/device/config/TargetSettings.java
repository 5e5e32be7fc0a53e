package dev.fuota.device.config;

import dev.fuota.device.install.CommandTarget;
import java.nio.file.Path;

/** What runs the firmware that a device receives. */
public sealed interface TargetSettings {

  /** The emulated bootloader, on the flash file: nothing real is updated. */
  record Emulated() implements TargetSettings {}

  /** Commands of the owner. */
  record Commands(CommandTarget.Commands commands) implements TargetSettings {}

  /** MCUboot behind a serial line. */
  record McubootSerial(Path device, int baud) implements TargetSettings {}
}
