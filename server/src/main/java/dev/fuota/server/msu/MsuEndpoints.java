package dev.fuota.server.msu;

import dev.fuota.protocol.msu.Ipv4;

/**
 * The groups and ports of a campaign (MSU, sections 9 and 13; both are configurable).
 *
 * @param discoveryGroup where Who-Is and Notifications go
 * @param dataGroup where frames go
 */
public record MsuEndpoints(Ipv4 discoveryGroup, int discoveryPort, Ipv4 dataGroup, int dataPort) {

  /** Decision 0021, D-54. */
  public static final MsuEndpoints DEFAULTS =
      new MsuEndpoints(new Ipv4(0xEFFE0102), 15567, new Ipv4(0xEFFE0103), 15568);

  public MsuEndpoints {
    checkGroup(discoveryGroup);
    checkGroup(dataGroup);
    checkPort(discoveryPort);
    checkPort(dataPort);
  }

  private static void checkGroup(Ipv4 group) {
    if (!group.isMulticastGroup()) {
      throw new IllegalArgumentException(group + " is no multicast group for MSU");
    }
  }

  private static void checkPort(int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port);
    }
  }
}
