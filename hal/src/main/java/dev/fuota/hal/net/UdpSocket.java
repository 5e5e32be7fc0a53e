package dev.fuota.hal.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * A plain socket for datagrams of any length, on an {@link EventLoop}: no groups, no choice of
 * interface. Everything but {@link #open} belongs to the loop's thread.
 */
public final class UdpSocket implements EventLoop.Ready, AutoCloseable {
  /** So many datagrams in one turn of the loop, then the timers have theirs. */
  private static final int BATCH = 64;

  private static final int BUFFER = 65_536;

  private final DatagramChannel channel;
  private final Sink sink;
  private final InetSocketAddress local;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private long lost;

  /** Whom the socket calls. */
  public interface Sink {
    /** A datagram from position to limit; the buffer is the socket's and valid within the call. */
    void onDatagram(InetSocketAddress from, ByteBuffer datagram);
  }

  private UdpSocket(DatagramChannel channel, Sink sink) throws IOException {
    this.channel = channel;
    this.sink = sink;
    this.local = (InetSocketAddress) channel.getLocalAddress();
  }

  /**
   * Opens a socket.
   *
   * @param local address and port; port 0 lets the system choose one
   * @param receiveBuffer octets that the system is asked to keep for a busy loop
   * @throws IOException if the system refuses
   */
  public static UdpSocket open(
      EventLoop loop, InetSocketAddress local, int receiveBuffer, Sink sink) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
      channel.bind(local);
      UdpSocket socket = new UdpSocket(channel, sink);
      loop.register(channel, socket);
      return socket;
    } catch (IOException | RuntimeException refused) {
      channel.close();
      throw refused;
    }
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
    SocketAddress from;
    try {
      from = channel.isOpen() ? channel.receive(buffer) : null;
    } catch (IOException fault) {
      lost++; // a peer that is not there yet answers by a fault: the next datagram may find it
      return false;
    }
    if (from == null) {
      return false;
    }
    sink.onDatagram((InetSocketAddress) from, buffer.flip());
    return true;
  }

  /** Sends from position to limit; what the system does not take is lost, and counted. */
  public void send(InetSocketAddress to, ByteBuffer datagram) {
    try {
      if (to.isUnresolved() || channel.send(datagram, to) == 0) {
        lost++;
      }
    } catch (IOException refused) {
      lost++;
    }
  }

  /** The own address, with the port that the system chose. */
  public InetSocketAddress local() {
    return local;
  }

  /** Datagrams that could not be sent, and receiving that failed. */
  public long lost() {
    return lost;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      lost++;
    }
  }
}
