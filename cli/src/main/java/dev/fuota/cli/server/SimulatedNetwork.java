package dev.fuota.cli.server;

import dev.fuota.fleet.lorawan.FleetFigures;
import dev.fuota.fleet.lorawan.LorawanFleet;
import dev.fuota.fleet.lorawan.PairedNetwork;
import dev.fuota.monitor.metrics.NetworkFigures;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.SessionStore;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The fleet of a scenario in this process, behind a built-in network server. */
final class SimulatedNetwork implements ServedNetwork {
  private final LorawanFleet fleet;
  private final NetworkServer network;
  private final SessionCounters counters;

  SimulatedNetwork(LorawanFleet fleet, SessionStore store, SessionCounters counters) {
    this.fleet = fleet;
    this.network = PairedNetwork.of(fleet, store);
    this.counters = counters;
  }

  @Override
  public String name() {
    return region().name();
  }

  @Override
  public Region region() {
    return fleet.scenario().region();
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
  public void register(DeviceRegistration registration) {
    network.register(registration);
  }

  @Override
  public NetworkFigures figures() {
    return NetworkLines.figures(name(), network.statistics(), fleet.figures().joined());
  }

  @Override
  public void open(Consumer<Optional<String>> then) {
    then.accept(Optional.empty());
  }

  @Override
  public String line() {
    FleetFigures figures = fleet.figures();
    return String.format(
        Locale.ROOT,
        "%d of %d simulated devices joined, %d updated; %s",
        figures.joined(),
        figures.devices(),
        figures.updated(),
        NetworkLines.line(network.statistics()));
  }

  @Override
  public void report(ObjectNode into) {
    FleetFigures figures = fleet.figures();
    into.put("devices", figures.devices()).put("updated", figures.updated());
    NetworkLines.report(network.statistics(), into);
  }

  @Override
  public void close() {}
}
