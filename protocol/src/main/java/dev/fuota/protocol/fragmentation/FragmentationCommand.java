package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Command;

/** A command of Fragmented Data Block Transport (TS004), in either direction and version. */
public sealed interface FragmentationCommand extends Command
    permits FragmentationDownlink, FragmentationUplink {
  int PACKAGE_ID = 3;

  /** Where it is, unless device and server agreed on another port. */
  int DEFAULT_FPORT = 201;

  /** Sessions that the protocol can tell apart, FragIndex 0..3; a device may support fewer. */
  int SESSIONS_MAX = 4;

  /** The highest fragment number N, coded ones included: it has 14 bits. */
  int FRAGMENTS_MAX = (1 << 14) - 1;

  /** The one erasure code that is defined; other values of fragAlgo are unsupported. */
  int FRAG_ALGO_DEFAULT = 0;
}
