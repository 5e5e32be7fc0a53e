package dev.fuota.fleet.live;

import dev.fuota.fleet.msu.FleetClient;
import dev.fuota.fleet.msu.MsuClients;
import dev.fuota.fleet.msu.MsuScenario;
import dev.fuota.fleet.msu.SocketGround;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.Interfaces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * The clients of a scenario of MSU on real sockets of this machine's loopback interface, where a
 * server that is no part of the scenario updates them. The scenario's files are then what is
 * expected of the server: their names and sizes.
 *
 * <p>Everything but {@link #stop} belongs to the thread that is in {@link #run}; before that, to
 * the one that opened it.
 */
public final class LiveMsuFleet implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final MsuScenario scenario;
  private final EventLoop loop;
  private final SocketGround ground;
  private final MsuClients clients;
  private final Instant began;

  private LiveMsuFleet(
      MsuScenario scenario, EventLoop loop, SocketGround ground, MsuClients clients) {
    this.scenario = scenario;
    this.loop = loop;
    this.ground = ground;
    this.clients = clients;
    this.began = loop.instant();
  }

  /**
   * Opens the clients' sockets.
   *
   * @param loop at rest; closed with the fleet, and if it cannot be opened
   * @throws IllegalStateException if there is no loopback interface, or it gives no sockets
   */
  public static LiveMsuFleet open(MsuScenario scenario, EventLoop loop) {
    try {
      String loopback =
          Interfaces.loopback()
              .orElseThrow(() -> new IllegalStateException("no loopback interface"))
              .name();
      SocketGround ground = new SocketGround(loop, loopback, scenario.seed());
      return new LiveMsuFleet(scenario, loop, ground, new MsuClients(scenario, ground));
    } catch (RuntimeException refused) {
      loop.close();
      throw refused;
    }
  }

  /** The clients, in the order of the scenario. */
  public List<FleetClient> clients() {
    return clients.all();
  }

  /** Whether a client has published all files that the scenario names, of their sizes. */
  public boolean has(FleetClient client) {
    return scenario.files().stream()
        .allMatch(file -> client.disk().size(file.name()).equals(OptionalLong.of(file.size())));
  }

  /**
   * Lets the clients live on the thread of the caller, until all for which the files are meant have
   * them, the scenario's time is over, or {@link #stop}.
   *
   * @param watcher runs ten times a second
   */
  public void run(Runnable watcher) {
    clients.start();
    watch(watcher);
    ground.run(this::isDone, scenario.expect().within().orElse(LONGEST));
  }

  private void watch(Runnable watcher) {
    watcher.run();
    loop.after(LOOK, () -> watch(watcher));
  }

  /** Since it was opened. */
  public Duration took() {
    return Duration.between(began, loop.instant());
  }

  /** Whether all for which the files are meant have them. */
  public boolean isDone() {
    int at = 0;
    for (MsuScenario.ClientSeries series : scenario.clients()) {
      boolean meant = series.hardware().equals(MsuScenario.HARDWARE);
      for (FleetClient client : clients.all().subList(at, at + series.count())) {
        if (meant && !has(client)) {
          return false;
        }
      }
      at += series.count();
    }
    return true;
  }

  /** Ends {@link #run} soon. From any thread. */
  public void stop() {
    loop.stop();
  }

  /** Closes every socket. */
  @Override
  public void close() {
    ground.close();
    loop.close();
  }
}
