package dev.fuota.hal.net;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The socket of a server: sends to groups and to devices from one address and port on one
 * interface, and hears the answers. On the loop's thread.
 */
public final class UdpServerPort implements AutoCloseable {
  /** Whom the port calls; the buffer is valid within the call only. */
  public interface Receiver {
    void onDatagram(int address, int port, ByteBuffer datagram);
  }

  private static final long NAP_NANOS = 50_000;
  private static final int NAPS_MAX = 4000;

  private final Interfaces.State on;
  private final UdpLine line;
  private final KernelDrops drops;
  private long unsent;
  private long waits;

  private UdpServerPort(EventLoop loop, Interfaces.State on, UdpLine line) {
    this.on = on;
    this.line = line;
    this.drops = new KernelDrops(loop::nanos);
  }

  /**
   * Opens the socket, bound to the address of the interface: devices compare where a datagram comes
   * from with what it says.
   *
   * @throws IOException if the interface is gone or the port is taken
   */
  public static UdpServerPort open(
      EventLoop loop, Interfaces.State on, NetworkOptions options, Receiver receiver)
      throws IOException {
    NetworkInterface found = NetworkInterface.getByName(on.name());
    if (found == null || !on.isUsable()) {
      throw new IOException("interface " + on + " cannot be used");
    }
    UdpLine line = UdpLine.unicast(loop, found, on.address(), options, receiver::onDatagram);
    return new UdpServerPort(loop, on, line);
  }

  public int address() {
    return on.address();
  }

  /** MAC address of the interface, 0 if it has none. */
  public long hardwareAddress() {
    return on.hardware();
  }

  public int port() {
    return line.port();
  }

  /** Octets of receive buffer that the system gave. */
  public int receiveBuffer() {
    return line.receiveBuffer();
  }

  /**
   * Sends one datagram. A link that is slower than the sender fills the send buffer; then this
   * waits for room, which holds the sender back to the speed of the link. What finds no room in 200
   * ms, or no way, is counted and lost.
   */
  public void send(int address, int port, ByteBuffer datagram) {
    int start = datagram.position();
    for (int naps = 0; naps < NAPS_MAX; naps++) {
      try {
        datagram.position(start);
        if (line.send(address, port, datagram)) {
          return;
        }
      } catch (IOException | RuntimeException unreachable) {
        break;
      }
      waits++;
      LockSupport.parkNanos(NAP_NANOS);
    }
    datagram.position(datagram.limit());
    unsent++;
  }

  /** Datagrams that could not be sent. */
  public long unsent() {
    return unsent;
  }

  /** How often a send had to wait for room. */
  public long waits() {
    return waits;
  }

  /** Answers lost because the receive buffer was full. */
  public long kernelDrops() {
    return drops.count(Set.of(line.port()));
  }

  @Override
  public void close() {
    line.close();
  }
}
