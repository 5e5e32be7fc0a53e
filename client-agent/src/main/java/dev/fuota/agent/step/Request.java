package dev.fuota.agent.step;

import dev.fuota.protocol.multipackage.MultiPackageCommand;

/**
 * What is known of a downlink while its commands are carried out.
 *
 * @param fPort the port it came on, on which answers leave
 * @param multiPackage whether it came through multi-package access (TS007), whose answers form one
 *     buffer: none of them may wait
 */
public record Request(Origin origin, int fPort, boolean multiPackage) {

  /** A downlink on a port: the one of multi-package access cannot be another package's. */
  public static Request on(int fPort, Origin origin) {
    return new Request(origin, fPort, fPort == MultiPackageCommand.FPORT);
  }

  public boolean isUnicast() {
    return origin.isUnicast();
  }
}
