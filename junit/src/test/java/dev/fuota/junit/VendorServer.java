package dev.fuota.junit;

import dev.fuota.device.config.CredentialTable;
import dev.fuota.device.config.Credentials;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.UdpSocket;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.semtech.SemtechServer;
import dev.fuota.server.semtech.SemtechSettings;
import dev.fuota.server.store.MemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;
import java.util.SplittableRandom;

/** A network server behind a socket, on a thread of its own: what a vendor's is to a test. */
final class VendorServer implements AutoCloseable {
  private final EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
  private final NetworkServer network;
  private final SemtechServer gateways;
  private final UdpSocket socket;
  private final Thread thread;

  VendorServer(Region region) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    network =
        new NetworkServer(
            NetworkSettings.of(region),
            new MemoryStore(),
            loop,
            new SchedulerTimers(loop),
            random.split());
    socket = UdpSocket.open(loop, anywhere, 1 << 16, this::onDatagram);
    gateways =
        new SemtechServer(
            SemtechSettings.of(Set.of()),
            (to, datagram) -> socket.send(to, datagram.asBuffer()),
            network,
            loop,
            loop,
            random.split());
    thread = new Thread(loop::run, "vendor's server");
    thread.start();
  }

  private void onDatagram(InetSocketAddress from, ByteBuffer datagram) {
    byte[] octets = new byte[datagram.remaining()];
    datagram.get(octets);
    gateways.onDatagram(from, Bytes.of(octets));
  }

  /** Learns the devices of a table. */
  void register(String keys) {
    for (Credentials device : CredentialTable.read(keys)) {
      DeviceRegistration registration =
          new DeviceRegistration.Otaa(
              device.devEui(),
              device.joinEui(),
              device.joinKeys(),
              LorawanVersion.V1_0_4,
              DeviceClass.A);
      loop.post(() -> network.register(registration));
    }
  }

  int port() {
    return socket.local().getPort();
  }

  @Override
  public void close() {
    loop.stop();
    Joined.quietly(thread);
    socket.close();
    loop.close();
  }
}
