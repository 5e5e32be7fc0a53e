package dev.fuota.gateway.wire;

import dev.fuota.gateway.concentrator.Concentrator;
import dev.fuota.gateway.port.Backhaul;
import dev.fuota.gateway.semtech.SemtechForwarder;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.UdpSocket;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Packet forwarders, each with a socket of its own: a PULL_RESP does not say for which gateway it
 * is, only the address to which it comes does.
 */
final class UdpBackhauls implements Backhauls {
  private static final int RECEIVE_BUFFER = 1 << 16;

  private final InetSocketAddress server;
  private final EventLoop loop;
  private final RandomGenerator random;
  private final List<Gateway> gateways = new ArrayList<>();

  UdpBackhauls(InetSocketAddress server, EventLoop loop, RandomGenerator random) {
    this.server = server;
    this.loop = loop;
    this.random = random;
  }

  @Override
  public Backhaul attach(Concentrator concentrator, Region region) throws IOException {
    Gateway gateway = new Gateway(concentrator);
    gateways.add(gateway);
    return gateway.forwarder;
  }

  @Override
  public void close() {
    gateways.forEach(Gateway::close);
    gateways.clear();
  }

  private final class Gateway {
    private final SemtechForwarder forwarder;
    private final UdpSocket socket;

    Gateway(Concentrator concentrator) throws IOException {
      forwarder = new SemtechForwarder(concentrator, this::send, loop, loop, random);
      socket =
          UdpSocket.open(
              loop,
              new InetSocketAddress(0),
              RECEIVE_BUFFER,
              (from, datagram) -> {
                if (from.equals(server)) {
                  forwarder.onDatagram(Bytes.rest(datagram));
                }
              });
    }

    private void send(Bytes datagram) {
      socket.send(server, datagram.asBuffer());
    }

    void close() {
      forwarder.stop();
      socket.close();
    }
  }
}
