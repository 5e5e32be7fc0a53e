package dev.fuota.monitor.support;

import dev.fuota.monitor.MonitorServer;
import dev.fuota.monitor.MonitorSettings;
import dev.fuota.monitor.metrics.NetworkFigures;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.firmware.FirmwareWorkshop;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.service.CampaignService;
import dev.fuota.server.service.Network;
import dev.fuota.server.service.ServicePorts;
import dev.fuota.server.service.ServiceSettings;
import dev.fuota.server.store.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A server over a real service, whose time passes when the test says so. */
public final class Served implements AutoCloseable {
  private static final long SEED = 7;

  private final TestTime time = new TestTime();
  private final ExecutorService loop = Executors.newSingleThreadExecutor();
  private final CampaignService service;
  private final Network network;
  private final MonitorServer server;

  private Served(MonitorSettings settings, BiFunction<TestTime, SessionCounters, Network> made) {
    MemoryStore store = new MemoryStore();
    network = made.apply(time, new SessionCounters(store));
    service =
        new CampaignService(
            new ServicePorts(
                Map.of(network.name(), network),
                store,
                time,
                time,
                new SplittableRandom(SEED),
                new FirmwareWorkshop(Optional.empty()),
                ServiceSettings.usual()));
    onLoop(
        it -> {
          it.open();
          return true;
        });
    server =
        MonitorServer.start(
            settings, service, loop, () -> List.of(new NetworkFigures("silent", 11, 22, 3, 4)));
  }

  /** Whoever is on this machine may do everything. */
  public static Served open() {
    return with(MonitorSettings.loopback(0));
  }

  public static Served with(MonitorSettings settings) {
    return new Served(settings, SilentNetwork::new);
  }

  /**
   * With devices that do what a campaign asks of them.
   *
   * @param newVersion that they run when they have rebooted
   */
  public static Served answering(long newVersion) {
    return new Served(
        MonitorSettings.loopback(0),
        (time, counters) -> new AnsweringNetwork(time, counters, newVersion));
  }

  public int port() {
    return server.address().getPort();
  }

  /** A client without a token. */
  public Client client() {
    return new Client("http://127.0.0.1:" + port(), Optional.empty());
  }

  public Client client(String token) {
    return new Client("http://127.0.0.1:" + port(), Optional.of(token));
  }

  /** Asks the service itself. */
  public <T> T onLoop(Function<CampaignService, T> question) {
    return CompletableFuture.supplyAsync(() -> question.apply(service), loop).join();
  }

  /** Lets time pass for the service. */
  public void pass(Duration duration) {
    onLoop(
        it -> {
          time.run(duration);
          it.turnEnded();
          return true;
        });
  }

  /** A device of the silent network says that it is there. */
  public void hear(long eui) {
    onLoop(
        it -> {
          ((SilentNetwork) network).hear(new DeviceId(eui));
          return true;
        });
  }

  /** Keeps the service's thread busy until the future ends. */
  public void occupy(CompletableFuture<?> until) {
    loop.execute(until::join);
  }

  @Override
  public void close() {
    server.close();
    loop.shutdownNow();
  }
}
