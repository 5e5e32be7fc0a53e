package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.Command;

/** A command of Firmware Management Protocol (TS006), version 1, in either direction. */
public sealed interface FirmwareCommand extends Command permits FirmwareDownlink, FirmwareUplink {
  int PACKAGE_ID = 4;
  int VERSION = 1;

  /** Where it is, unless device and server agreed on another port. */
  int DEFAULT_FPORT = 203;
}
