package dev.fuota.hal.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * One open socket on one interface. Receiving allocates nothing as long as the sender stays the
 * same: the virtual machine keeps the object of the last one.
 */
final class UdpLine implements EventLoop.Ready {
  /** So many datagrams in one turn of the loop, then the timers have theirs. */
  private static final int BATCH = 64;

  /** One octet more than any datagram may have, and then some: what is longer is seen to be. */
  static final int BUFFER = 2048;

  /** Whom the line calls. */
  interface Sink {
    void onDatagram(int address, int port, ByteBuffer datagram);
  }

  private final DatagramChannel channel;
  private final Sink sink;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final InetSocketAddress local;
  private final int receiveBuffer;
  private @Nullable SocketAddress lastSender;
  private int lastAddress;
  private int lastPort;
  private @Nullable InetSocketAddress lastTarget;
  private int lastTargetAddress;
  private long faults;

  private UdpLine(DatagramChannel channel, Sink sink) throws IOException {
    this.channel = channel;
    this.sink = sink;
    this.local = (InetSocketAddress) channel.getLocalAddress();
    this.receiveBuffer = channel.getOption(StandardSocketOptions.SO_RCVBUF);
  }

  /**
   * A socket that hears one group on one interface. It is bound to the group where the system can
   * do that: then datagrams for other groups at the same port, joined by other sockets of the host,
   * do not reach it.
   */
  static UdpLine group(
      EventLoop loop, NetworkInterface on, int group, int port, NetworkOptions options, Sink sink)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, options.receiveBuffer());
      bindToGroup(channel, Addresses.of(group, port));
      channel.join(Addresses.of(group), on);
      return started(loop, channel, sink);
    } catch (IOException | RuntimeException refused) {
      channel.close();
      throw refused;
    }
  }

  /** A socket for everything that is sent, and for what comes back to it. */
  static UdpLine unicast(
      EventLoop loop, NetworkInterface on, int address, NetworkOptions options, Sink sink)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, options.receiveBuffer());
      channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, on); // MSU-X39
      channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, options.timeToLive());
      channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, options.loopback());
      channel.bind(Addresses.of(address, options.unicastPort()));
      return started(loop, channel, sink);
    } catch (IOException | RuntimeException refused) {
      channel.close();
      throw refused;
    }
  }

  private static void bindToGroup(DatagramChannel channel, InetSocketAddress group)
      throws IOException {
    try {
      channel.bind(group);
    } catch (IOException notHere) {
      channel.bind(new InetSocketAddress(group.getPort()));
    }
  }

  private static UdpLine started(EventLoop loop, DatagramChannel channel, Sink sink)
      throws IOException {
    UdpLine line = new UdpLine(channel, sink);
    loop.register(channel, line);
    return line;
  }

  @Override
  public boolean work() {
    for (int i = 0; i < BATCH; i++) {
      if (!receive()) {
        return false;
      }
    }
    return true;
  }

  private boolean receive() {
    buffer.clear();
    SocketAddress sender;
    try {
      sender = channel.isOpen() ? channel.receive(buffer) : null;
    } catch (IOException fault) {
      faults++; // an interface that goes away, say: who watches it closes the line
      return false;
    }
    if (sender == null) {
      return false;
    }
    if (!sender.equals(lastSender)) {
      InetSocketAddress from = (InetSocketAddress) sender;
      lastSender = sender;
      lastAddress = Addresses.bits(from.getAddress());
      lastPort = from.getPort();
    }
    sink.onDatagram(lastAddress, lastPort, buffer.flip());
    return true;
  }

  /** Takes the octets out of {@code datagram} in any case; false if the system has no room. */
  boolean send(int address, int port, ByteBuffer datagram) throws IOException {
    InetSocketAddress target = lastTarget;
    if (target == null || lastTargetAddress != address || target.getPort() != port) {
      target = Addresses.of(address, port);
      lastTarget = target;
      lastTargetAddress = address;
    }
    int start = datagram.position();
    int length = datagram.remaining();
    try {
      return channel.send(datagram, target) == length;
    } finally {
      datagram.position(start + length);
    }
  }

  int port() {
    return local.getPort();
  }

  /** Octets that the system really gave. */
  int receiveBuffer() {
    return receiveBuffer;
  }

  /** Receiving that failed. */
  long faults() {
    return faults;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      faults++;
    }
  }
}
