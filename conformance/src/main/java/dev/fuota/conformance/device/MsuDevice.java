package dev.fuota.conformance.device;

import dev.fuota.agent.msu.Delivery;
import dev.fuota.agent.msu.Destination;
import dev.fuota.agent.msu.FileDestination;
import dev.fuota.agent.msu.MsuClient;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuClientListener;
import dev.fuota.agent.msu.MsuClientPorts;
import dev.fuota.agent.msu.ReceivedFile;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.sim.MemoryArea;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.LocalCommand;
import dev.fuota.protocol.msu.SetGroup;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A device with the real MSU client in virtual time: its disk outlives it, and everything that it
 * sends is kept.
 */
public final class MsuDevice {
  private static final long DISK_OCTETS = 1L << 30;

  private final Simulation world;
  private final MemoryArea disk = new MemoryArea(DISK_OCTETS);
  private final MsuClientConfig config;
  private final Ipv4 address;
  private final FixedFraction random;
  private final List<MsuSent> sent = new ArrayList<>();
  private final Map<Integer, Bytes> files = new TreeMap<>();
  private Life life;

  /**
   * A device that runs.
   *
   * @param fraction where in its windows every random time is, 0 up to but not 1
   */
  public MsuDevice(MsuClientConfig config, Ipv4 address, double fraction) {
    this.world = new Simulation(1);
    this.config = config;
    this.address = address;
    this.random = new FixedFraction(fraction);
    this.life = new Life();
    life.client.start();
  }

  public MsuClient client() {
    return life.client;
  }

  /** Everything that was sent, in order. */
  public List<MsuSent> sent() {
    return sent;
  }

  /** The newest content that was delivered under each file number. */
  public Map<Integer, Bytes> files() {
    return files;
  }

  /** Lets time pass, up to and with this many milliseconds after the beginning. */
  public void runUntil(long ms) {
    Duration left =
        Duration.ofMillis(ms).minus(Duration.between(Simulation.START, world.instant()));
    world.run(left);
  }

  /** Something happens at that time. */
  public void at(long ms, Runnable action) {
    world.after(Duration.ofMillis(ms), action);
  }

  /** A datagram arrives now; while the device is down it is lost. */
  public void receive(Endpoint from, DatagramPort.Line line, Bytes datagram) {
    life.client.onDatagram(line, from.address().bits(), from.port(), datagram.asBuffer());
  }

  /** A server without name sets the group of the device, as at commissioning. */
  public void setGroup(int group) {
    Endpoint server = new Endpoint(address, 1);
    receive(server, DatagramPort.Line.UNICAST, new SetGroup(group, 0, address).encoded());
    sent.clear();
  }

  public void command(LocalCommand command) {
    life.client.command(command);
  }

  /** The process dies, and another begins later on the same disk. */
  public void restart(long downMs) {
    life.end();
    Life next = new Life();
    life = next;
    world.after(Duration.ofMillis(downMs), next.client::start);
  }

  /** One process: when it ends its timers are gone, and it sends nothing more. */
  private final class Life implements Scheduler, DatagramPort {
    private final MsuClient client =
        new MsuClient(
            config,
            new MsuClientPorts(
                world, this, random, this, disk, delivering(), MsuClientListener.SILENT));
    private boolean ended;

    void end() {
      ended = true;
    }

    @Override
    public Task after(Duration delay, Runnable action) {
      return world.after(
          delay,
          () -> {
            if (!ended) {
              action.run();
            }
          });
    }

    @Override
    public int address() {
      return address.bits();
    }

    @Override
    public boolean join(Line line, int group, int port) {
      return true;
    }

    @Override
    public void leave(Line line) {}

    @Override
    public void send(int to, int port, ByteBuffer datagram) {
      long nanos = Duration.between(Simulation.START, world.instant()).toNanos();
      sent.add(new MsuSent(nanos, new Endpoint(new Ipv4(to), port), Bytes.rest(datagram)));
    }

    @Override
    public long kernelDrops() {
      return 0;
    }

    @Override
    public int receiveRoom() {
      return 0;
    }
  }

  private Destination delivering() {
    FileDestination directory = new FileDestination(disk);
    return new Destination() {
      @Override
      public Delivery deliver(ReceivedFile file) {
        Delivery delivery = directory.deliver(file);
        if (delivery instanceof Delivery.Done) {
          files.put(
              file.fileNumber(), Bytes.of(disk.published().getOrDefault(path(file), new byte[0])));
        }
        return delivery;
      }
    };
  }

  private static String path(ReceivedFile file) {
    return String.join("", file.directories().stream().map(name -> name + "/").toList())
        + file.fileName();
  }
}
