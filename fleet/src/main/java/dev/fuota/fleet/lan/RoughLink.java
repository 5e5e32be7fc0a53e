package dev.fuota.fleet.lan;

import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.time.Scheduler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A port behind a link that loses, repeats, delays and spoils datagrams in both directions; whether
 * the port below is simulated or of this machine.
 */
public final class RoughLink implements DatagramPort, DatagramListener {
  private final DatagramPort below;
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private LinkQuality quality;
  private @Nullable DatagramListener listener;
  private boolean connected = true;

  /** A link whose {@code below} is to be told to call it. */
  public RoughLink(
      DatagramPort below, Scheduler scheduler, RandomGenerator random, LinkQuality quality) {
    this.below = below;
    this.scheduler = scheduler;
    this.random = random;
    this.quality = quality;
  }

  /** Whom to tell of datagrams; a process that started takes the place of the one before. */
  public void listen(DatagramListener whom) {
    listener = whom;
  }

  /** The process died: its sockets are closed, and nobody listens. */
  public void abandon() {
    listener = null;
    for (Line line : Line.values()) {
      below.leave(line);
    }
  }

  /** The cable is pulled, or put in again; whoever listens is not told. */
  public void connect(boolean plugged) {
    connected = plugged;
  }

  /** The link is better or worse from now on. */
  public void setQuality(LinkQuality next) {
    quality = next;
  }

  @Override
  public int address() {
    return below.address();
  }

  @Override
  public boolean join(Line line, int group, int port) {
    return below.join(line, group, port);
  }

  @Override
  public void leave(Line line) {
    below.leave(line);
  }

  @Override
  public void send(int address, int port, ByteBuffer datagram) {
    if (connected && !happens(quality.loss())) {
      ByteBuffer sent = spoilt(datagram);
      if (happens(quality.duplication())) {
        below.send(address, port, sent.duplicate());
      }
      below.send(address, port, sent);
    }
    datagram.position(datagram.limit());
  }

  @Override
  public void onDatagram(Line line, int address, int port, ByteBuffer datagram) {
    if (!connected || happens(quality.loss())) {
      return;
    }
    ByteBuffer received = spoilt(datagram);
    if (happens(quality.duplication())) {
      deliverSoon(line, address, port, received.duplicate());
    }
    deliverSoon(line, address, port, received);
  }

  private void deliverSoon(Line line, int address, int port, ByteBuffer datagram) {
    if (happens(quality.reordering())) {
      long late = random.nextLong(quality.delay().toNanos() + 1);
      ByteBuffer kept = copy(datagram);
      scheduler.after(Duration.ofNanos(late), () -> deliver(line, address, port, kept));
    } else {
      deliver(line, address, port, datagram);
    }
  }

  private void deliver(Line line, int address, int port, ByteBuffer datagram) {
    if (listener != null) {
      listener.onDatagram(line, address, port, datagram);
    }
  }

  @Override
  public void onInterface(boolean up) {
    if (listener != null) {
      listener.onInterface(up);
    }
  }

  @Override
  public long kernelDrops() {
    return below.kernelDrops();
  }

  @Override
  public int receiveRoom() {
    return below.receiveRoom();
  }

  private ByteBuffer spoilt(ByteBuffer datagram) {
    if (!datagram.hasRemaining() || !happens(quality.corruption())) {
      return datagram;
    }
    ByteBuffer copy = copy(datagram);
    int at = random.nextInt(copy.remaining());
    copy.put(at, (byte) (copy.get(at) ^ 1 + random.nextInt(255)));
    return copy;
  }

  private static ByteBuffer copy(ByteBuffer datagram) {
    byte[] octets = new byte[datagram.remaining()];
    datagram.duplicate().get(octets);
    return ByteBuffer.wrap(octets);
  }

  /** Draws only where it matters, so that a perfect link costs nothing. */
  private boolean happens(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }
}
