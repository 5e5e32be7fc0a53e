package dev.fuota.protocol.msu;

import java.util.Optional;

/** Whether a device wants a version that is offered (decision 0021, D-62 and D-63). */
public final class Participation {
  private Participation() {}

  /**
   * Whether the device takes part; if not, its status is {@link StatusCode#VERSION_POLICY}.
   *
   * @param offered by the Connect
   * @param installed on the device
   * @param allowUnversioned whether it takes part where one of both is not known
   */
  public static boolean decide(
      NotificationKind kind,
      Optional<String> offered,
      Optional<String> installed,
      boolean allowUnversioned) {
    if (kind == NotificationKind.FORCE_UPGRADE) { // MSU-076
      return true;
    }
    if (offered.isEmpty() || installed.isEmpty()) {
      return allowUnversioned;
    }
    int order = VersionOrder.compare(offered.get(), installed.get());
    return kind == NotificationKind.UPGRADE ? order > 0 : order < 0;
  }
}
