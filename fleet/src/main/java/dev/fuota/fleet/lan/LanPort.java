package dev.fuota.fleet.lan;

import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
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
  private final Map<Line, Membership> lines = new EnumMap<>(Line.class);
  private @Nullable DatagramListener listener;
  private int ephemeral = FIRST_EPHEMERAL;
  private int wantedPort;

  LanPort(int address, Lan lan) {
    this.address = address;
    this.lan = lan;
  }

  /** Whom to tell of datagrams. */
  public void listen(DatagramListener whom) {
    listener = whom;
  }

  /** The port that the unicast line binds to, instead of one of the system's choice. */
  public void bindTo(int port) {
    wantedPort = port;
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
    if (own != null) {
      lan.carry(new Datagram(address, own.port(), to, port, octets));
    }
  }

  void arrive(Datagram datagram) {
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

  @Override
  public long kernelDrops() {
    return 0;
  }

  @Override
  public int receiveRoom() {
    return ROOM;
  }
}
