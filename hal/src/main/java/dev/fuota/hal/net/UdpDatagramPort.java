package dev.fuota.hal.net;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@link DatagramPort} over the sockets of this machine: one for each line, always on the interface
 * that was named, never on one that the system would choose.
 */
public final class UdpDatagramPort implements DatagramPort, AutoCloseable {
  /**
   * What Linux charges a receive buffer for a datagram of 1500 octets is up to a page and its
   * bookkeeping, and it gives twice what the option says for that.
   */
  private static final int CHARGE = 4096;

  private final EventLoop loop;
  private final String interfaceName;
  private final NetworkOptions options;
  private final InterfaceWatch watch;
  private final KernelDrops drops;
  private final Map<Line, UdpLine> lines = new EnumMap<>(Line.class);
  private DatagramListener listener = Deaf.INSTANCE;
  private long unsent;
  private String refusal = "";

  /**
   * A port without open lines.
   *
   * @param interfaceName as {@link Interfaces} has it; it need not be there yet
   */
  public UdpDatagramPort(EventLoop loop, String interfaceName, NetworkOptions options) {
    this.loop = loop;
    this.interfaceName = interfaceName;
    this.options = options;
    this.watch = new InterfaceWatch(loop, interfaceName, this::onInterface);
    this.drops = new KernelDrops(loop::nanos);
  }

  /** Calls {@code whom} from now on, and watches the interface for it. */
  public void listen(DatagramListener whom) {
    listener = whom;
    watch.start();
  }

  @Override
  public int address() {
    if (!watch.state().isUsable()) {
      return 0;
    }
    return options.address() != 0 ? options.address() : watch.state().address();
  }

  @Override
  public boolean join(Line line, int group, int port) {
    leave(line);
    UdpLine.Sink sink =
        (address, from, datagram) -> listener.onDatagram(line, address, from, datagram);
    try {
      NetworkInterface on = NetworkInterface.getByName(interfaceName);
      if (on == null || address() == 0) {
        return refused(line + ": no interface " + interfaceName + " with an address");
      }
      lines.put(
          line,
          line == Line.UNICAST
              ? UdpLine.unicast(loop, on, address(), options, sink)
              : UdpLine.group(loop, on, group, port, options, sink));
      return true;
    } catch (IOException | IllegalArgumentException problem) {
      return refused(line + ": " + problem.getMessage());
    }
  }

  private boolean refused(String why) {
    refusal = why;
    return false;
  }

  @Override
  public void leave(Line line) {
    UdpLine open = lines.get(line);
    if (open != null) {
      drops.look(ports());
      lines.remove(line);
      open.close();
    }
  }

  @Override
  public void send(int address, int port, ByteBuffer datagram) {
    UdpLine line = lines.get(Line.UNICAST);
    try {
      if (line == null || !line.send(address, port, datagram)) {
        unsent++;
      }
    } catch (IOException | RuntimeException unreachable) {
      unsent++;
    } finally {
      datagram.position(datagram.limit());
    }
  }

  @Override
  public long kernelDrops() {
    return drops.count(ports());
  }

  @Override
  public int receiveRoom() {
    return (int) (2L * receiveBuffer() / CHARGE);
  }

  /** Octets that the system gave the line with the least; 0 while none is open. */
  public int receiveBuffer() {
    return lines.values().stream().mapToInt(UdpLine::receiveBuffer).min().orElse(0);
  }

  /** Datagrams that could not be sent. */
  public long unsent() {
    return unsent;
  }

  /** Why a line was refused last, for people; empty if none was. */
  public Optional<String> refusal() {
    return Optional.of(refusal).filter(why -> !why.isEmpty());
  }

  /** The port of a line; 0 if it is not open. */
  public int localPort(Line line) {
    UdpLine open = lines.get(line);
    return open == null ? 0 : open.port();
  }

  private Set<Integer> ports() {
    return lines.values().stream().map(UdpLine::port).collect(Collectors.toSet());
  }

  private void onInterface(Interfaces.State now) {
    for (Line line : Line.values()) {
      leave(line);
    }
    listener.onInterface(now.isUsable());
  }

  /** Leaves every line and watches no more. */
  @Override
  public void close() {
    watch.stop();
    for (Line line : Line.values()) {
      leave(line);
    }
  }

  /** Until somebody listens. */
  private enum Deaf implements DatagramListener {
    INSTANCE;

    @Override
    public void onDatagram(Line line, int address, int port, ByteBuffer datagram) {}

    @Override
    public void onInterface(boolean up) {}
  }
}
