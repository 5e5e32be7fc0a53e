package dev.fuota.server.campaign;

/** The stages of a firmware-upgrade campaign, in their order. */
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
  /** The fragments go out by multicast (TP-13). */
  DL_FRAGMENT,
  /** Each device says how much it misses (TP-14, TP-15). */
  FRAG_SESSION_STATUS,
  /** Each device says whether it holds the image, verified (TS006). */
  DEV_UPGRADE_IMAGE,
  /** Devices without a reboot time ahead are told to reboot. */
  DEV_REBOOT_COUNTDOWN,
  /** Devices report their version, the silent ones are asked (TR-16, TR-17). */
  DEV_VERSION
}
