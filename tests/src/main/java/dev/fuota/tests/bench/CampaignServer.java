package dev.fuota.tests.bench;

import dev.fuota.fleet.lorawan.LorawanFleet;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.gateway.port.GatewayEvents;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.GatewayStatistics;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.clocksync.ClockSync;
import dev.fuota.server.firmware.FirmwareWorkshop;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.Timers;
import dev.fuota.server.service.CampaignService;
import dev.fuota.server.service.Network;
import dev.fuota.server.service.ServicePorts;
import dev.fuota.server.service.ServiceSettings;
import dev.fuota.server.store.MemoryStore;
import dev.fuota.server.store.SqlStore;
import dev.fuota.server.store.StoreSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A network server and its campaign service, whose ties to the world can be cut. */
final class CampaignServer {
  static final String NETWORK = "US915";

  private final Time time;
  private final List<Tie> ties = new ArrayList<>();
  private @Nullable CampaignService service;

  /** A server that keeps all it must not forget in memory. */
  static CampaignServer inMemory(LorawanFleet fleet, Simulation simulation) {
    return new CampaignServer(fleet, simulation, new MemoryStore());
  }

  /** A server with a database file, as a real one has it. */
  static CampaignServer onDisk(LorawanFleet fleet, Simulation simulation, Path folder) {
    SecureRandom random = new SecureRandom();
    StoreSettings settings = StoreSettings.sqlite(folder.resolve("server.db"), random);
    return new CampaignServer(fleet, simulation, SqlStore.open(settings, random));
  }

  private <S extends SessionStore & CampaignStore> CampaignServer(
      LorawanFleet fleet, Simulation simulation, S store) {
    time = new Time(simulation);
    NetworkServer network =
        new NetworkServer(
            NetworkSettings.of(Region.US915), store, time, time, new SplittableRandom(1));
    new ClockSync(network);
    fleet
        .gateways()
        .forEach(
            gateway -> {
              Tie tie = new Tie(network);
              ties.add(tie);
              gateway.connect(tie);
            });
    service =
        new CampaignService(
            new ServicePorts(
                Map.of(NETWORK, new Served(network, new SessionCounters(store))),
                store,
                time,
                time,
                new SplittableRandom(2),
                new FirmwareWorkshop(Optional.empty()),
                ServiceSettings.usual()));
    service.open();
  }

  CampaignService service() {
    if (service == null) {
      throw new IllegalStateException("it is forgotten");
    }
    return service;
  }

  /** Nothing but the server is reached from here any more. */
  void cut() {
    time.simulation = null;
    ties.forEach(tie -> tie.gateway = null);
  }

  void forget() {
    service = null;
    ties.clear();
  }

  private record Served(NetworkServer server, SessionCounters sessionCounters) implements Network {
    @Override
    public String name() {
      return NETWORK;
    }

    @Override
    public Region region() {
      return Region.US915;
    }

    @Override
    public LorawanNetwork lorawan() {
      return server;
    }

    @Override
    public void register(DeviceRegistration registration) {
      server.register(registration);
    }
  }

  /** The world's time, as long as there is a world. */
  private static final class Time implements InstantSource, Timers {
    private @Nullable Simulation simulation;

    Time(Simulation simulation) {
      this.simulation = simulation;
    }

    @Override
    public Instant instant() {
      return simulation == null ? Instant.EPOCH : simulation.instant();
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
      return simulation == null ? () -> {} : new SchedulerTimers(simulation).after(delay, action);
    }
  }

  /** Between a gateway and the server. */
  private static final class Tie implements GatewayEvents, GatewayLink {
    private final NetworkServer server;
    private final GatewayId id;
    private @Nullable GatewayLink gateway;

    Tie(NetworkServer server) {
      this.server = server;
      this.id = new GatewayId(0);
    }

    @Override
    public GatewayId id() {
      return gateway == null ? id : gateway.id();
    }

    @Override
    public void send(Transmission transmission, Consumer<TxStatus> result) {
      if (gateway != null) {
        gateway.send(transmission, result);
      }
    }

    @Override
    public void onConnected(GatewayLink other) {
      gateway = other;
      server.onConnected(this);
    }

    @Override
    public void onDisconnected(GatewayId which) {
      server.onDisconnected(which);
    }

    @Override
    public void onStatistics(GatewayId which, GatewayStatistics statistics) {
      server.onStatistics(which, statistics);
    }

    @Override
    public void onHeard(Heard heard) {
      server.onHeard(heard);
    }
  }
}
