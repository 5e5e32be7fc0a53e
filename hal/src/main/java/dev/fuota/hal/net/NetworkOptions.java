package dev.fuota.hal.net;

/**
 * How sockets are opened.
 *
 * @param unicastPort 0 to 65535; 0 lets the system choose
 * @param timeToLive of multicast datagrams, 0 to 255; 1 stays on the link
 * @param loopback whether sockets of the same host hear the multicast that is sent here
 * @param receiveBuffer octets to ask for, for each socket that receives; the system may give less
 * @param address IPv4 address to send from, one of this machine; 0 for the interface's first
 */
public record NetworkOptions(
    int unicastPort, int timeToLive, boolean loopback, int receiveBuffer, int address) {
  private static final int BUFFER = 4 << 20;
  private static final int PORT_MAX = 0xffff;
  private static final int TTL_MAX = 0xff;

  public static final NetworkOptions DEFAULT = new NetworkOptions(0, 1, true, BUFFER, 0);

  public NetworkOptions {
    if (unicastPort < 0 || unicastPort > PORT_MAX) {
      throw new IllegalArgumentException("port " + unicastPort);
    }
    if (timeToLive < 0 || timeToLive > TTL_MAX) {
      throw new IllegalArgumentException("time to live " + timeToLive);
    }
    if (receiveBuffer <= 0) {
      throw new IllegalArgumentException("receive buffer " + receiveBuffer);
    }
  }

  public NetworkOptions withUnicastPort(int port) {
    return new NetworkOptions(port, timeToLive, loopback, receiveBuffer, address);
  }

  public NetworkOptions withTimeToLive(int hops) {
    return new NetworkOptions(unicastPort, hops, loopback, receiveBuffer, address);
  }

  public NetworkOptions withReceiveBuffer(int octets) {
    return new NetworkOptions(unicastPort, timeToLive, loopback, octets, address);
  }

  /** Several devices on one machine have an address each. */
  public NetworkOptions withAddress(int own) {
    return new NetworkOptions(unicastPort, timeToLive, loopback, receiveBuffer, own);
  }
}
