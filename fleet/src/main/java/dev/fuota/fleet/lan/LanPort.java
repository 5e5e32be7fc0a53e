package dev.fuota.fleet.lan;

import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.sim.Simulation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A node's interface to a {@link Lan}. */
public final class LanPort implements DatagramPort {
  /** A datagram that is cut to one octet more than any that is accepted. */
  private static final int RECEIVED_MAX = 2048;

  private static final int FIRST_EPHEMERAL = 49_152;
  private static final int ROOM = 256;

  private record Membership(int group, int port) {}

  private final int address;
  private final Lan lan;
  private final Simulation simulation;
  private final RandomGenerator random;
  private final Map<Line, Membership> lines = new EnumMap<>(Line.class);
  private LinkQuality quality;
  private @Nullable DatagramListener listener;
  private boolean up = true;
  private int ephemeral = FIRST_EPHEMERAL;
  private int wantedPort;

  LanPort(int address, LinkQuality quality, Lan lan, Simulation simulation) {
    this.address = address;
    this.quality = quality;
    this.lan = lan;
    this.simulation = simulation;
    this.random = simulation.newRandom();
  }

  /** Whom to tell of datagrams; a process that started takes the place of the one before. */
  public void listen(DatagramListener listener) {
    this.listener = listener;
  }

  /** The port that the unicast line binds to, instead of one of the system's choice. */
  public void bindTo(int port) {
    wantedPort = port;
  }

  /** The process died: its sockets are closed, and nobody listens. */
  public void abandon() {
    listener = null;
    for (Line line : Line.values()) {
      leave(line);
    }
  }

  /** The cable is pulled, or put in again; whoever listens is not told. */
  public void connected(boolean connected) {
    up = connected;
  }

  /** The link is as {@code quality} says from now on. */
  public void become(LinkQuality quality) {
    this.quality = quality;
  }

  @Override
  public int address() {
    return address;
  }

  @Override
  public boolean join(Line line, int group, int port) {
    leave(line);
    if (line == Line.UNICAST) {
      lines.put(line, new Membership(address, wantedPort != 0 ? wantedPort : ephemeral++));
    } else {
      lines.put(line, new Membership(group, port));
      lan.join(this, group, port);
    }
    return true;
  }

  @Override
  public void leave(Line line) {
    Membership left = lines.remove(line);
    if (left != null && line != Line.UNICAST && !lines.containsValue(left)) {
      lan.leave(this, left.group(), left.port());
    }
  }

  @Override
  public void send(int to, int port, ByteBuffer datagram) {
    byte[] octets = new byte[datagram.remaining()];
    datagram.get(octets);
    Membership own = lines.get(Line.UNICAST);
    if (own == null || !up || happens(quality.loss())) {
      return;
    }
    Datagram sent = new Datagram(address, own.port(), to, port, spoilt(octets));
    lan.carry(sent);
    if (happens(quality.duplication())) {
      lan.carry(sent);
    }
  }

  void arrive(Datagram datagram) {
    if (!up || happens(quality.loss())) {
      return;
    }
    Datagram received =
        new Datagram(
            datagram.from(),
            datagram.fromPort(),
            datagram.to(),
            datagram.toPort(),
            spoilt(datagram.octets()));
    deliverSoon(received);
    if (happens(quality.duplication())) {
      deliverSoon(received);
    }
  }

  private void deliverSoon(Datagram datagram) {
    if (happens(quality.reordering())) {
      long late = random.nextLong(quality.delay().toNanos() + 1);
      simulation.after(Duration.ofNanos(late), () -> deliver(datagram));
    } else {
      deliver(datagram);
    }
  }

  private void deliver(Datagram datagram) {
    for (Line line : Line.values()) {
      Membership own = lines.get(line);
      if (listener != null
          && own != null
          && own.group() == datagram.to()
          && own.port() == datagram.toPort()) {
        byte[] octets = datagram.octets();
        ByteBuffer buffer = ByteBuffer.wrap(octets, 0, Math.min(octets.length, RECEIVED_MAX));
        listener.onDatagram(line, datagram.from(), datagram.fromPort(), buffer.asReadOnlyBuffer());
      }
    }
  }

  private byte[] spoilt(byte[] octets) {
    if (octets.length == 0 || !happens(quality.corruption())) {
      return octets;
    }
    byte[] copy = octets.clone();
    copy[random.nextInt(copy.length)] ^= (byte) (1 + random.nextInt(255));
    return copy;
  }

  /** Draws only where it matters, so that a perfect link costs nothing. */
  private boolean happens(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  @Override
  public long kernelDrops() {
    return 0;
  }

  @Override
  public int receiveRoom() {
    return ROOM;
  }
}
