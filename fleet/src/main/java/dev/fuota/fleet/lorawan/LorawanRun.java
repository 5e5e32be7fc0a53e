package dev.fuota.fleet.lorawan;

import dev.fuota.fleet.scenario.Scenario.Until;
import dev.fuota.fleet.world.DownlinkLedger;
import dev.fuota.fleet.world.Lag;
import dev.fuota.fleet.world.Pace;
import dev.fuota.fleet.world.VirtualGateway;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets a fleet live until the scenario's end, and looks at it now and then. One object runs once.
 */
public final class LorawanRun {
  private final LorawanFleet fleet;
  private final Pace pace;
  private final Duration look;
  private final Consumer<FleetFigures> watcher;
  private boolean done;

  /**
   * A run of {@code fleet}, whose gateways have their network.
   *
   * @param look time between two looks
   * @param watcher sees how far the fleet is at each look
   */
  public LorawanRun(LorawanFleet fleet, Duration look, Consumer<FleetFigures> watcher) {
    this.fleet = fleet;
    this.pace = fleet.pace();
    this.look = look;
    this.watcher = watcher;
  }

  /**
   * Runs it to its end.
   *
   * @param lag in real time; then it is watched, too, what the network server has gateways send
   */
  public LorawanResult run(Optional<Lag> lag) {
    Optional<DownlinkLedger> ledger = lag.map(inRealTime -> new DownlinkLedger());
    ledger.ifPresent(it -> fleet.gateways().forEach(gateway -> gateway.record(it)));
    Simulation simulation = pace.simulation();
    Instant began = simulation.instant();
    look();
    boolean ended = pace.run(() -> done, fleet.scenario().until().longest());
    return new LorawanResult(
        fleet.scenario(),
        fleet.figures(),
        fleet.groupLines(),
        fleet.gateways().stream().map(LorawanRun::figures).toList(),
        fleet.updateFigures(),
        Duration.between(began, simulation.instant()),
        ended,
        lag,
        ledger);
  }

  private static GatewayFigures figures(VirtualGateway gateway) {
    return new GatewayFigures(
        gateway.id(), gateway.heard(), gateway.sent(), gateway.concentrator().refusals());
  }

  private void look() {
    FleetFigures figures = fleet.figures();
    watcher.accept(figures);
    Until until = fleet.scenario().until();
    boolean waits = until.joined() || until.updated();
    boolean joined = !until.joined() || figures.joined() == figures.devices();
    boolean updated = !until.updated() || figures.updated() == figures.devices();
    done = waits && joined && updated;
    pace.simulation().after(look, this::look);
  }
}
