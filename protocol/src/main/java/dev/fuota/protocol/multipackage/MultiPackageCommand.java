package dev.fuota.protocol.multipackage;

import dev.fuota.protocol.codec.Command;

/** A command of Multi-Package Access (TS007), version 1, in either direction. */
public sealed interface MultiPackageCommand extends Command
    permits MultiPackageDownlink, MultiPackageUplink {
  int PACKAGE_ID = 0;
  int VERSION = 1;

  /** Where it is; unlike the ports of other packages this one is fixed (TS007-10). */
  int FPORT = 225;
}
