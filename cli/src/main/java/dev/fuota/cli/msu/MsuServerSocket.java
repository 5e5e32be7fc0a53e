package dev.fuota.cli.msu;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.hal.net.NetworkOptions;
import dev.fuota.hal.net.UdpServerPort;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.server.msu.MsuNetwork;
import dev.fuota.server.msu.MsuSeal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A server's loop and socket on the chosen interface, as the engine of the server wants them. */
public final class MsuServerSocket implements MsuNetwork, AutoCloseable {
  /** Whom the socket calls; the buffer is valid within the call only. */
  public interface Listener {
    void onDatagram(Ipv4 from, int port, ByteBuffer datagram);
  }

  private final EventLoop loop;
  private final UdpServerPort port;
  private final MsuSeal seal;
  private @Nullable Listener listener;

  /**
   * Opens it.
   *
   * @param seal of the messages that leave by {@link #multicast(Ipv4, int, MsuMessage)}
   */
  MsuServerSocket(MsuNetworkOptions options, MsuSeal seal) {
    this(new EventLoop(System::nanoTime, Instant.now()), options.chosen(), options.options(), seal);
  }

  /** The same on a loop that others use too. It is closed with the socket. */
  public MsuServerSocket(
      EventLoop loop, Interfaces.State on, NetworkOptions options, MsuSeal seal) {
    this.loop = loop;
    this.seal = seal;
    try {
      this.port = UdpServerPort.open(loop, on, options, this::onDatagram);
    } catch (IOException e) {
      loop.close();
      throw new InputProblem(
          "SOCKET_REFUSED", "interface " + on + " gives no socket (" + e.getMessage() + ")");
    }
  }

  private void onDatagram(int address, int from, ByteBuffer datagram) {
    if (listener != null) {
      listener.onDatagram(new Ipv4(address), from, datagram);
    }
  }

  /** Calls {@code whom} from now on. */
  public void listen(Listener whom) {
    listener = whom;
  }

  EventLoop loop() {
    return loop;
  }

  public UdpServerPort port() {
    return port;
  }

  @Override
  public Ipv4 address() {
    return new Ipv4(port.address());
  }

  @Override
  public void multicast(Ipv4 group, int to, ByteBuffer datagram) {
    port.send(group.bits(), to, datagram);
  }

  @Override
  public void unicast(Ipv4 to, int at, ByteBuffer datagram) {
    port.send(to.bits(), at, datagram);
  }

  /** A message of our own to a group. */
  void multicast(Ipv4 group, int to, MsuMessage message) {
    ByteBuffer datagram = ByteBuffer.allocate(MsuMessage.LENGTH_MAX);
    message.encode(datagram);
    seal.appendTo(datagram, address());
    multicast(group, to, datagram.flip());
  }

  @Override
  public void close() {
    port.close();
    loop.close();
  }
}
