package dev.fuota.agent.step;

/**
 * What is known of a downlink while its commands are carried out.
 *
 * @param fPort the port it came on, on which answers leave
 * @param multiPackage whether it came through multi-package access (TS007), whose answers form one
 *     buffer: none of them may wait
 */
public record Request(Origin origin, int fPort, boolean multiPackage) {

  /** A downlink on a package's own port. */
  public static Request on(int fPort, Origin origin) {
    return new Request(origin, fPort, false);
  }

  public boolean isUnicast() {
    return origin.isUnicast();
  }
}
