package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Command;

/** A command of Remote Multicast Setup (TS005), in either direction and version. */
public sealed interface MulticastCommand extends Command
    permits MulticastDownlink, MulticastUplink {
  int PACKAGE_ID = 2;

  /** Where it is, unless device and server agreed on another port. */
  int DEFAULT_FPORT = 200;

  /** Groups that the protocol can tell apart, McGroupID 0..3; a device may support fewer. */
  int GROUPS_MAX = 4;
}
