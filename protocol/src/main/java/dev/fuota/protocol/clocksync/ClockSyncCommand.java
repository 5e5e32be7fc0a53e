package dev.fuota.protocol.clocksync;

import dev.fuota.protocol.codec.Command;

/**
 * A command of Application Layer Clock Synchronization (TS003), in either direction and version.
 */
public sealed interface ClockSyncCommand extends Command
    permits ClockSyncDownlink, ClockSyncUplink {
  int PACKAGE_ID = 1;

  /** Where it is, unless device and server agreed on another port. */
  int DEFAULT_FPORT = 202;
}
