package dev.fuota.fleet.msu;

import dev.fuota.hal.net.DatagramPort;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.server.msu.MsuNetwork;
import java.nio.ByteBuffer;

/** A server that sends through a {@link DatagramPort}. */
final class PortNetwork implements MsuNetwork {
  private final DatagramPort port;

  PortNetwork(DatagramPort port) {
    this.port = port;
  }

  @Override
  public Ipv4 address() {
    return new Ipv4(port.address());
  }

  @Override
  public void multicast(Ipv4 group, int to, ByteBuffer datagram) {
    port.send(group.bits(), to, datagram);
  }

  @Override
  public void unicast(Ipv4 to, int number, ByteBuffer datagram) {
    port.send(to.bits(), number, datagram);
  }
}
