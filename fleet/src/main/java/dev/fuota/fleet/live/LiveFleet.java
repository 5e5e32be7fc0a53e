package dev.fuota.fleet.live;

import dev.fuota.fleet.lorawan.FleetFigures;
import dev.fuota.fleet.lorawan.LorawanFleet;
import dev.fuota.fleet.lorawan.LorawanRun;
import dev.fuota.fleet.lorawan.PairedServer;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.world.DownlinkLedger;
import dev.fuota.fleet.world.Lag;
import dev.fuota.fleet.world.RealTime;
import dev.fuota.fleet.world.VirtualGateway;
import dev.fuota.gateway.wire.Backhauls;
import dev.fuota.hal.net.EventLoop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A fleet of LoRaWAN devices in real time. Its gateways speak with a network server elsewhere as
 * gateways do, or the built-in server is in this process.
 *
 * <p>Everything but {@link #stop} and {@link #post} belongs to the thread that is in {@link #run};
 * before that, to the one that opened it.
 */
public final class LiveFleet implements AutoCloseable {
  private final LivePart part;
  private final EventLoop loop;
  private final RealTime pace;
  private final LorawanFleet fleet;
  private final Optional<PairedServer> server;
  private final Optional<Backhauls> wires;
  private final DownlinkLedger ledger = new DownlinkLedger();
  private volatile boolean stopped;

  private LiveFleet(
      LivePart part,
      EventLoop loop,
      RealTime pace,
      LorawanFleet fleet,
      Optional<PairedServer> server,
      Optional<Backhauls> wires) {
    this.part = part;
    this.loop = loop;
    this.pace = pace;
    this.fleet = fleet;
    this.server = server;
    this.wires = wires;
    fleet.gateways().forEach(gateway -> gateway.record(ledger));
  }

  /**
   * A fleet whose gateways are those of a server elsewhere. A server that is not there yet is no
   * error.
   *
   * @param network its address, as {@link Backhauls#open} takes it
   * @param loop at rest; closed with the fleet, and if it cannot be opened
   * @throws IOException if there is no such host, or the system has no sockets left
   * @throws IllegalArgumentException if no gateway speaks what the address asks for, or there are
   *     too many devices for one process
   */
  public static LiveFleet open(Scenario scenario, URI network, EventLoop loop) throws IOException {
    try {
      return connected(LivePart.whole(scenario), network, loop);
    } catch (IOException | RuntimeException refused) {
      loop.close();
      throw refused;
    }
  }

  /**
   * The same for a part of a fleet.
   *
   * @param network its address, as {@link Backhauls#open} takes it
   * @param loop at rest; closed with the fleet, and if it cannot be opened
   * @throws IOException if there is no such host, or the system has no sockets left
   * @throws IllegalArgumentException if no gateway speaks what the address asks for
   */
  public static LiveFleet open(LivePart part, URI network, EventLoop loop) throws IOException {
    try {
      return connected(part, network, loop);
    } catch (IOException | RuntimeException refused) {
      loop.close();
      throw refused;
    }
  }

  private static LiveFleet connected(LivePart part, URI network, EventLoop loop)
      throws IOException {
    RealTime pace = RealTime.on(loop, part.scenario().seed());
    LorawanFleet fleet = part.fleet(pace);
    Backhauls wires = Backhauls.open(network, loop, pace.simulation().newRandom());
    try {
      for (VirtualGateway gateway : fleet.gateways()) {
        gateway.connect(wires.attach(gateway.concentrator(), part.scenario().region()));
      }
    } catch (IOException | RuntimeException refused) {
      wires.close();
      throw refused;
    }
    return new LiveFleet(part, loop, pace, fleet, Optional.empty(), Optional.of(wires));
  }

  /**
   * A fleet with the built-in network server and its campaign, in real time too.
   *
   * @param loop at rest; closed with the fleet
   */
  public static LiveFleet paired(Scenario scenario, EventLoop loop) {
    LivePart part = LivePart.whole(scenario);
    RealTime pace = RealTime.on(loop, scenario.seed());
    LorawanFleet fleet = part.fleet(pace);
    Optional<PairedServer> server = Optional.of(new PairedServer(fleet));
    return new LiveFleet(part, loop, pace, fleet, server, Optional.empty());
  }

  /** The devices and gateways. */
  public LorawanFleet fleet() {
    return fleet;
  }

  /**
   * Lets the fleet live on the thread of the caller, until what the scenario waits for is reached,
   * its longest time is over, or {@link #stop}.
   *
   * @param look from one call of {@code watcher} to the next
   * @param watcher sees how far the fleet is
   */
  public FleetResult run(Duration look, Consumer<FleetFigures> watcher) {
    return part.result(
        new LorawanRun(fleet, server, look, watcher, () -> stopped).run(part.place()), !stopped);
  }

  /** What became of the devices so far. */
  public FleetResult soFar() {
    return part.result(LorawanRun.soFar(fleet, server, part.place()), false);
  }

  /** How late its events were. */
  public Lag lag() {
    return pace.lag();
  }

  /** What its gateways were asked to send. */
  public DownlinkLedger ledger() {
    return ledger;
  }

  /** Ends {@link #run} soon. From any thread. */
  public void stop() {
    stopped = true;
    pace.stop();
  }

  /**
   * Has {@code action} done between two events, by the thread that runs the fleet. From any thread.
   */
  public void post(Runnable action) {
    loop.post(() -> pace.enter(action));
  }

  /** Closes every socket. */
  @Override
  public void close() {
    wires.ifPresent(Backhauls::close);
    loop.close();
  }
}
