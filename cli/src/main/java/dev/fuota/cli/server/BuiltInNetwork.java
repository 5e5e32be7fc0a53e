package dev.fuota.cli.server;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.UdpSocket;
import dev.fuota.monitor.metrics.NetworkFigures;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.clocksync.ClockSync;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkStatistics;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.semtech.SemtechServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A network server in this process, for packet forwarders that send to a port of it. */
final class BuiltInNetwork implements ServedNetwork {
  private static final int RECEIVE_BUFFER = 1 << 20;

  private final ServerSettings.BuiltIn choice;
  private final NetworkServer network;
  private final SessionCounters counters;
  private final UdpSocket socket;
  private final SemtechServer gateways;
  private final Set<DeviceId> devices = new HashSet<>();

  /**
   * Opens the socket.
   *
   * @throws InputProblem if the system does not let it
   */
  BuiltInNetwork(
      ServerSettings.BuiltIn choice,
      SessionStore store,
      SessionCounters counters,
      ServerGround ground,
      EventLoop loop) {
    this.choice = choice;
    this.counters = counters;
    this.network =
        new NetworkServer(
            choice.settings(), store, ground.clock(), ground.timers(), ground.random());
    this.socket = open(loop);
    this.gateways =
        new SemtechServer(
            choice.gateways(),
            (to, datagram) -> socket.send(to, datagram.asBuffer()),
            network,
            ground.clock(),
            loop,
            ground.random());
    new ClockSync(network);
  }

  private UdpSocket open(EventLoop loop) {
    try {
      return UdpSocket.open(loop, choice.listen(), RECEIVE_BUFFER, this::onDatagram);
    } catch (IOException refused) {
      throw new InputProblem(
          "ADDRESS_UNUSABLE",
          "cannot listen on "
              + choice.listen().getHostString()
              + ":"
              + choice.listen().getPort()
              + " ("
              + refused.getMessage()
              + "); end what has that port, or name another under listen");
    }
  }

  private void onDatagram(InetSocketAddress from, ByteBuffer datagram) {
    byte[] octets = new byte[datagram.remaining()];
    datagram.get(octets);
    gateways.onDatagram(from, Bytes.of(octets));
  }

  @Override
  public Optional<Integer> port() {
    return Optional.of(socket.local().getPort());
  }

  NetworkStatistics statistics() {
    return network.statistics();
  }

  @Override
  public String name() {
    return choice.name();
  }

  @Override
  public Region region() {
    return choice.region();
  }

  @Override
  public LorawanNetwork lorawan() {
    return network;
  }

  @Override
  public SessionCounters sessionCounters() {
    return counters;
  }

  @Override
  public void remove(DeviceId device) {
    network.remove(device);
  }

  @Override
  public void register(DeviceRegistration registration) {
    network.register(registration);
    devices.add(registration.device());
  }

  @Override
  public NetworkFigures figures() {
    int joined = (int) devices.stream().filter(network::hasSession).count();
    return NetworkLines.figures(name(), network.statistics(), joined);
  }

  @Override
  public void open(Consumer<Optional<String>> then) {
    then.accept(Optional.empty());
  }

  @Override
  public String line() {
    return NetworkLines.line(network.statistics());
  }

  @Override
  public void report(ObjectNode into) {
    NetworkLines.report(network.statistics(), into);
    into.put("malformedDatagrams", gateways.figures().malformed());
  }

  @Override
  public void close() {
    socket.close();
  }
}
