package dev.fuota.server.campaign;

/** The stages of campaigns, in their order; which of them one has depends on its kind. */
public enum Stage {
  /** Each device gets the multicast group's address and key (TP-10). */
  MC_GROUP_SETUP,
  /** Each device is told when to reboot; only if a reboot time is asked for (TP-16). */
  DEV_REBOOT_TIME_SETUP,
  /** Each device learns size and descriptor of the file, and may refuse it (TP-11). */
  FRAG_SESSION_SETUP,
  /** Each device learns when to listen to the group (TP-12). */
  MC_CLASS_C_SESSION_SETUP,
  /** The same for a group in class B: it stands in its place. */
  MC_CLASS_B_SESSION_SETUP,
  /** The commands go out by multicast; of a campaign without a file (TP-01). */
  MC_COMMAND,
  /** The fragments go out (TP-13). */
  DL_FRAGMENT,
  /** Each device says how much it misses (TP-14). */
  FRAG_SESSION_STATUS,
  /**
   * More rounds of uncoded fragments for those that miss some, only without coded ones (TP-15); or
   * more bursts of coded ones in the adaptive mode.
   */
  TRANSMISSION_ROUNDS,
  /** What single devices miss after that goes to them by unicast; only if it is asked for. */
  UNICAST_REPAIR,
  /** Each device says whether it holds the image, verified (TS006). */
  DEV_UPGRADE_IMAGE,
  /** Devices without a reboot time ahead are told to reboot. */
  DEV_REBOOT_COUNTDOWN,
  /** Devices report their version, the silent ones are asked (TR-16, TR-17). */
  DEV_VERSION,
  /** What the devices were given is deleted on them, because the campaign was aborted. */
  ABORT_CLEANUP
}
