package dev.fuota.junit;

import dev.fuota.fleet.msu.SocketGround;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.server.msu.FileContent;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuCycle;
import dev.fuota.server.msu.MsuCycleListener;
import dev.fuota.server.msu.MsuFile;
import dev.fuota.server.msu.MsuNetwork;
import dev.fuota.server.msu.MsuOffer;
import dev.fuota.server.msu.MsuServerPorts;
import dev.fuota.server.msu.MsuTiming;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A server of MSU on the loopback interface, on a thread of its own: what a vendor's is to a test.
 */
final class VendorHall implements AutoCloseable, DatagramListener {
  private static final MacAddress MAC = new MacAddress(0x0200_0a00_0001L);
  private static final MsuTiming TIMING =
      new MsuTiming(
          Duration.ofMillis(300),
          Duration.ofMillis(50),
          Duration.ofMillis(250),
          MsuTiming.DEFAULTS.connectionTimeoutSeconds(),
          MsuTiming.DEFAULTS.updateTimeoutSeconds());

  private final EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
  private final SocketGround ground;
  private final MsuCycle cycle;
  private final Thread thread;

  /** Has one file of zeros to give away. */
  VendorHall(String name, int size) {
    ground = new SocketGround(loop, Interfaces.loopback().orElseThrow().name(), 1);
    DatagramPort port = ground.server(this);
    MsuServerPorts ports =
        new MsuServerPorts(
            loop::nanos, new SchedulerTimers(loop), ground.newRandom(), new Network(port));
    cycle = new MsuCycle(campaign(name, size), ports, MsuCycleListener.NONE);
    thread = new Thread(loop::run, "vendor's hall");
    thread.start();
  }

  private static MsuCampaign campaign(String name, int size) {
    MsuFile file =
        new MsuFile(
            FileContent.of(new byte[size]), name, Optional.empty(), NotificationKind.UPGRADE);
    MsuOffer offer =
        new MsuOffer(
            MAC,
            MsuOffer.Login.NONE,
            Optional.of("2.0.0"),
            Optional.empty(),
            Optional.of("fleet"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return MsuCampaign.of(List.of(file), offer).timing(TIMING).minimumPass(0).build();
  }

  void start() {
    loop.post(cycle::start);
  }

  @Override
  public void onDatagram(DatagramPort.Line line, int address, int port, ByteBuffer datagram) {
    cycle.onDatagram(new Ipv4(address), port, datagram);
  }

  @Override
  public void onInterface(boolean up) {
    // it stays up
  }

  @Override
  public void close() {
    loop.stop();
    Joined.quietly(thread);
    ground.close();
    loop.close();
  }

  private record Network(DatagramPort port) implements MsuNetwork {
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
}
