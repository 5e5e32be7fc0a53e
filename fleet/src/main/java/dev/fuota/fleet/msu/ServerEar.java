package dev.fuota.fleet.msu;

import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.server.msu.MsuCycle;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** Hands the datagrams of a port to a cycle, which is made after the port. */
final class ServerEar implements DatagramListener {
  private final Supplier<MsuCycle> cycle;

  ServerEar(Supplier<MsuCycle> cycle) {
    this.cycle = cycle;
  }

  @Override
  public void onDatagram(DatagramPort.Line line, int address, int port, ByteBuffer datagram) {
    cycle.get().onDatagram(new Ipv4(address), port, datagram);
  }

  @Override
  public void onInterface(boolean up) {
    // The server has no state of its own about its interface: what it sends is lost, and repeated.
  }
}
