package dev.fuota.tests.msu;

import dev.fuota.fleet.msu.VirtualGround;
import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.server.msu.MsuNetwork;
import java.nio.ByteBuffer;

/** The server's end of the simulated network. */
final class ServerNetwork implements MsuNetwork, DatagramListener {
  private final DatagramPort port;
  private final Ear ear;

  /** Takes what comes in. */
  interface Ear {
    void hear(Ipv4 from, int port, ByteBuffer datagram);
  }

  ServerNetwork(VirtualGround ground, Ear ear) {
    this.ear = ear;
    this.port = ground.server(this);
  }

  @Override
  public void onDatagram(DatagramPort.Line line, int address, int from, ByteBuffer datagram) {
    ear.hear(new Ipv4(address), from, datagram);
  }

  @Override
  public void onInterface(boolean up) {
    // It is always up.
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
