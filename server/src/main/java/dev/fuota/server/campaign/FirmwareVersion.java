package dev.fuota.server.campaign;

/** FWversion (TS006) as this product uses it: major u8, minor u8, revision u16. */
public final class FirmwareVersion {
  private FirmwareVersion() {}

  /** "major.minor.revision". */
  public static String text(long fwVersion) {
    return (fwVersion >>> 24) + "." + (fwVersion >>> 16 & 0xff) + "." + (fwVersion & 0xffff);
  }
}
