package dev.fuota.server.campaign;

/** What a campaign is for (TP-01). */
public enum CampaignKind {
  /** Groups are set up, and commands go to them over a temporary multicast session; no file. */
  CONFIGURE_MULTICAST_GROUPS,
  /** A file goes to the devices; what they do with it is theirs. */
  UPLOAD_BINARY_FILE,
  /** A firmware goes to the devices; done when they report its version. */
  FIRMWARE_UPGRADE
}
