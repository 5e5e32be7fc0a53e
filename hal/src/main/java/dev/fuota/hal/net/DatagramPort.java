package dev.fuota.hal.net;

import java.nio.ByteBuffer;

/**
 * IPv4 datagrams of a device on one network interface. Called and calling on one thread, the
 * loop's. Addresses are IPv4 in network order as an int: {@code 0xEF010203} is 239.1.2.3.
 */
public interface DatagramPort {

  /**
   * What a socket is for. A datagram does not tell to which address it was sent; the line on which
   * it arrived stands for that.
   */
  enum Line {
    /** The group on which devices are looked for and transfers announced. */
    DISCOVERY,
    /** The group of one announced transfer. */
    DATA,
    /** The own socket: everything sent leaves from it, and answers arrive on it. */
    UNICAST
  }

  /** Own address on the interface; 0 while it has none. */
  int address();

  /**
   * Opens and binds the line's socket, and joins the group on the chosen interface. A line that is
   * open already is left first.
   *
   * @param group the multicast group; 0 for {@link Line#UNICAST}
   * @param port 1 to 65535; 0 for {@link Line#UNICAST}: the configured port, or one the system
   *     chooses
   * @return false if the system refuses; the line is closed then
   */
  boolean join(Line line, int group, int port);

  /** Leaves the group and closes the socket; without effect if the line is not open. */
  void leave(Line line);

  /**
   * Sends from the {@link Line#UNICAST} line, from position to limit, and takes the octets out of
   * the buffer. What the system does not take (no room, no way to the peer, line not open) is
   * counted and lost, as a network loses it.
   */
  void send(int address, int port, ByteBuffer datagram);

  /** Datagrams lost for want of receive buffer on any line; 0 if the platform does not tell. */
  long kernelDrops();

  /** Datagrams of 1500 octets that the receive buffer of a line holds; 0 if unknown. */
  int receiveRoom();
}
