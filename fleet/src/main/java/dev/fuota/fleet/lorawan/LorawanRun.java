package dev.fuota.fleet.lorawan;

import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.scenario.Scenario.Until;
import dev.fuota.fleet.world.Pace;
import dev.fuota.server.campaign.Campaign;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Lets a fleet live until the scenario's end, and looks at it now and then. One object runs once.
 */
public final class LorawanRun {
  private final LorawanFleet fleet;
  private final Optional<PairedServer> server;
  private final Pace pace;
  private final Duration look;
  private final Consumer<FleetFigures> watcher;
  private final BooleanSupplier stop;
  private boolean finished;
  private boolean stopped;

  /**
   * A run of {@code fleet}, whose gateways have their network.
   *
   * @param server if it is the built-in one
   * @param look time between two looks
   * @param watcher sees how far the fleet is at each look
   * @param stop asked at each look and at the end; once it says yes, the run ends as it stands
   */
  public LorawanRun(
      LorawanFleet fleet,
      Optional<PairedServer> server,
      Duration look,
      Consumer<FleetFigures> watcher,
      BooleanSupplier stop) {
    this.stop = stop;
    this.fleet = fleet;
    this.server = server;
    this.pace = fleet.pace();
    this.look = look;
    this.watcher = watcher;
  }

  /** A run that ends by itself. */
  public LorawanRun(
      LorawanFleet fleet,
      Optional<PairedServer> server,
      Duration look,
      Consumer<FleetFigures> watcher) {
    this(fleet, server, look, watcher, () -> false);
  }

  /** Runs it to its end. */
  public CellResult run(Place place) {
    look();
    pace.run(() -> finished || stopped, fleet.scenario().until().longest());
    return new Lines(fleet, place, server).result(finished || !stop.getAsBoolean());
  }

  /**
   * What became of the devices so far; of their energy only what was taken down.
   *
   * @param server if it is the built-in one
   */
  public static CellResult soFar(LorawanFleet fleet, Optional<PairedServer> server, Place place) {
    return new Lines(fleet, place, server).soFar(false);
  }

  private void look() {
    FleetFigures figures = fleet.figures();
    watcher.accept(figures);
    Until until = fleet.scenario().until();
    boolean waits = until.joined() || until.updated();
    boolean joined = !until.joined() || figures.joined() == figures.devices();
    boolean updated = !until.updated() || figures.updated() == figures.devices();
    finished = waits && joined && (updated || campaignIsOver());
    stopped = stop.getAsBoolean();
    pace.simulation().after(look, this::look);
  }

  /** Then nobody is updated any more: there is nothing to wait for. */
  private boolean campaignIsOver() {
    return server.flatMap(PairedServer::campaign).flatMap(Campaign::verdict).isPresent();
  }
}
