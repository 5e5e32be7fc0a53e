package dev.fuota.cli;

import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.TurnClock;
import dev.fuota.hal.net.UdpSocket;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.CampaignPorts;
import dev.fuota.server.campaign.CampaignSnapshot;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.campaign.Target;
import dev.fuota.server.clocksync.ClockSync;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkStatistics;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.Timers;
import dev.fuota.server.port.UplinkListener;
import dev.fuota.server.semtech.SemtechFigures;
import dev.fuota.server.semtech.SemtechServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A network server on a socket of this machine, and the campaign on it, if there is one. */
final class ServerRun implements AutoCloseable {
  private static final int RECEIVE_BUFFER = 1 << 20;

  private final ServerSettings settings;
  private final SessionStore store;
  private final EventLoop loop;
  private final TurnClock clock;
  private final Timers timers;
  private final SecureRandom random = new SecureRandom();
  private final NetworkServer network;
  private final UdpSocket socket;
  private final SemtechServer gateways;
  private @Nullable Campaign campaign;

  /**
   * Opens the socket.
   *
   * @throws InputProblem if the system does not let it
   */
  ServerRun(ServerSettings settings, SessionStore store, EventLoop loop) {
    this.settings = settings;
    this.store = store;
    this.loop = loop;
    this.clock = new TurnClock(loop);
    this.timers = new SchedulerTimers(loop);
    this.network = new NetworkServer(settings.network(), store, clock, timers, random);
    this.socket = open();
    this.gateways =
        new SemtechServer(
            settings.gateways(),
            (to, datagram) -> socket.send(to, datagram.asBuffer()),
            network,
            clock,
            loop,
            random);
    settings.devices().forEach(device -> network.register(device.registration()));
    new ClockSync(network);
  }

  private UdpSocket open() {
    try {
      return UdpSocket.open(loop, settings.listen(), RECEIVE_BUFFER, this::onDatagram);
    } catch (IOException refused) {
      throw new InputProblem(
          "ADDRESS_UNUSABLE",
          "cannot listen on "
              + settings.listen().getHostString()
              + ":"
              + settings.listen().getPort()
              + " ("
              + refused.getMessage()
              + "); end what has that port, or name another under server: listen");
    }
  }

  private void onDatagram(InetSocketAddress from, ByteBuffer datagram) {
    byte[] octets = new byte[datagram.remaining()];
    datagram.get(octets);
    gateways.onDatagram(from, Bytes.of(octets));
  }

  /** The port that was opened. */
  int port() {
    return socket.local().getPort();
  }

  void listen(UplinkListener listener) {
    network.listen(listener);
  }

  NetworkStatistics statistics() {
    return network.statistics();
  }

  SemtechFigures figures() {
    return gateways.figures();
  }

  /** Devices that have a session. */
  int joined() {
    return (int)
        settings.devices().stream()
            .filter(device -> network.hasSession(device.registration().device()))
            .count();
  }

  /** The campaign as it is now; empty before it started. */
  Optional<CampaignSnapshot> snapshot() {
    return Optional.ofNullable(campaign).map(Campaign::snapshot);
  }

  /** How a campaign stands when it begins: it may have begun before. */
  record Beginning(boolean before, int updated, int left) {}

  /**
   * Starts the campaign. What the data base knows of one with the same firmware holds on: the
   * group's key and counter, and who has the firmware. All else begins anew, with those that are
   * left; if none is, nothing is started.
   *
   * @param begins is told how it stands, before anything happens
   * @throws InputProblem if it cannot be
   */
  void start(
      ServerSettings.Update update,
      CutFile firmware,
      CampaignListener listener,
      Consumer<Beginning> begins) {
    CampaignBook book = CampaignBook.open(store, update, firmware, random);
    List<Target> left = book.left(settings.devices());
    Beginning beginning =
        new Beginning(book.isOld(), settings.devices().size() - left.size(), left.size());
    if (left.isEmpty()) {
      begins.accept(beginning);
      return;
    }
    CampaignPorts ports =
        new CampaignPorts(
            network, clock, timers, new SessionCounters(store), book.keeping(listener));
    Campaign next =
        CampaignStart.prepare(
            update, settings.network().region(), firmware, book.group(), left, ports);
    book.save();
    begins.accept(beginning);
    campaign = next;
    next.start();
  }

  @Override
  public void close() {
    socket.close();
  }
}
