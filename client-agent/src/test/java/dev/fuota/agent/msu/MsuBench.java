package dev.fuota.agent.msu;

import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.sim.MemoryArea;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.LocalCommand;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Profile;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A client in virtual time, on a disk that outlives it, and everything that it does. */
final class MsuBench implements MsuClientListener {
  static final Ipv4 CLIENT = new Ipv4(0xc000_0214);
  static final int PORT = 4000;

  final Simulation world = new Simulation(1);
  final MemoryArea disk = new MemoryArea(1 << 24);
  final List<Sent> sent = new ArrayList<>();
  final List<String> notices = new ArrayList<>();
  final Map<DatagramPort.Line, String> joined = new EnumMap<>(DatagramPort.Line.class);
  final List<String> activity = new ArrayList<>();
  private final RandomGenerator random;
  private final MsuClientConfig config;
  Destination destination = new FileDestination(disk);
  boolean joins = true;
  Ipv4 address = CLIENT;
  MsuClient client;
  private Life life;

  /** A datagram of the client. */
  record Sent(double ms, Ipv4 to, int port, Bytes octets) {
    MsuMessage message() {
      MsuDecoder decoder = new MsuDecoder(MsuLimits.defaults().withProfile(Profile.CODED));
      if (decoder.decode(octets) instanceof MsuDecoded.Ok ok) {
        return ok.message();
      }
      throw new AssertionError("the client sent what is no message: " + octets);
    }
  }

  /** All random times at one fraction of their window. */
  MsuBench(MsuClientConfig config, double fraction) {
    this(
        config,
        new RandomGenerator() {
          @Override
          public long nextLong() {
            return 0;
          }

          @Override
          public double nextDouble() {
            return fraction;
          }
        });
  }

  MsuBench(MsuClientConfig config, RandomGenerator random) {
    this.config = config;
    this.random = random;
    this.life = new Life();
    this.client = newClient();
  }

  private MsuClient newClient() {
    Destination through =
        new Destination() {
          @Override
          public Delivery deliver(ReceivedFile file) {
            return destination.deliver(file);
          }

          @Override
          public boolean checksSignature() {
            return destination.checksSignature();
          }

          @Override
          public boolean activate(ReceivedFile file) {
            activity.add("activate " + file.fileName());
            return destination.activate(file);
          }

          @Override
          public void undo(ReceivedFile file) {
            activity.add("undo " + file.fileName());
            destination.undo(file);
          }
        };
    return new MsuClient(
        config, new MsuClientPorts(world, life, random, life, disk, through, this));
  }

  MsuBench started() {
    client.start();
    return this;
  }

  double ms() {
    return Duration.between(Simulation.START, world.instant()).toNanos() / 1e6;
  }

  void runUntil(long ms) {
    world.run(Duration.ofMillis(ms).minus(Duration.between(Simulation.START, world.instant())));
  }

  void from(Ipv4 source, MsuMessage message) {
    from(source, message.encoded());
  }

  void from(Ipv4 source, Bytes datagram) {
    client.onDatagram(
        DatagramPort.Line.DATA, source.bits(), PORT, ByteBuffer.wrap(datagram.toArray()));
  }

  void command(LocalCommand command) {
    client.command(command);
  }

  /** The process is gone; with the power, what was not forced to the disk is gone too. */
  void die(boolean power) {
    life.ended = true;
    joined.clear();
    if (power) {
      disk.losePower();
    }
    life = new Life();
    client = newClient();
  }

  /** A published file; empty if there is none. */
  Bytes published(String name) {
    return Bytes.of(disk.published().getOrDefault(name, new byte[0]));
  }

  /** What was sent since, as messages. */
  List<MsuMessage> messages() {
    return sent.stream().map(Sent::message).toList();
  }

  <T extends MsuMessage> List<T> messages(Class<T> type) {
    return messages().stream().filter(type::isInstance).map(type::cast).toList();
  }

  Optional<MsuSubstate> substate() {
    return client.substate();
  }

  @Override
  public void onNotice(String sentence) {
    notices.add(sentence);
  }

  private final class Life implements DatagramPort, Scheduler {
    private boolean ended;

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
      if (joins) {
        joined.put(line, new Ipv4(group) + ":" + port);
      }
      return joins;
    }

    @Override
    public void leave(Line line) {
      joined.remove(line);
    }

    @Override
    public void send(int to, int port, ByteBuffer datagram) {
      sent.add(new Sent(ms(), new Ipv4(to), port, Bytes.rest(datagram)));
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
}
