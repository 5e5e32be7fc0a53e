package dev.fuota.fleet.live;

import dev.fuota.fleet.cell.CellRunner;
import dev.fuota.fleet.cell.FleetHead;
import dev.fuota.fleet.fault.Witness;
import dev.fuota.fleet.lorawan.LorawanFleet;
import dev.fuota.fleet.lorawan.Place;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Shard;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.world.Pace;
import java.util.List;

/**
 * A part of a fleet in real time, for a process or a thread of its own. Devices are dealt to parts
 * as to cells in virtual time, so that each has its number and its keys in whichever part it is. A
 * part has an air of its own, with gateways that stand where the scenario's do, have other ids
 * ({@link PartGateways}), and speak with the same network server. Its result is that of one cell,
 * to be merged with the others'.
 */
public final class LivePart {
  private final Scenario fleet;
  private final Shard share;
  private final CellRunner runner;
  private final Scenario scenario;

  private LivePart(Scenario fleet, Shard share) {
    this.fleet = fleet;
    this.share = share;
    this.runner = CellRunner.of(fleet, share.of());
    Scenario cell = runner.scenario(share.index());
    this.scenario = cell.withGateways(PartGateways.of(cell.gateways(), share.index()));
  }

  /**
   * One of equal parts.
   *
   * @param share which of how many
   * @throws IllegalArgumentException if the fleet cannot be divided so; says why
   */
  public static LivePart of(Scenario fleet, Shard share) {
    if (share.of() > fleet.count()) {
      throw new IllegalArgumentException(
          fleet.count() + " devices cannot be divided into " + share.of() + " parts");
    }
    if (share.of() > 1) {
      PartGateways.check(fleet.gateways());
    }
    LivePart part = new LivePart(fleet, share);
    if (part.scenario.count() > Scenario.CELL_MAX) {
      throw new IllegalArgumentException(
          part.scenario.count()
              + " devices in real time are too many for one process, "
              + Scenario.CELL_MAX
              + " is the limit; divide the fleet with --shard");
    }
    return part;
  }

  /**
   * The fleet as the only part.
   *
   * @throws IllegalArgumentException if it is too large for one process
   */
  public static LivePart whole(Scenario fleet) {
    return of(fleet, Shard.ALL);
  }

  /** The scenario of this part alone: its devices, its gateways, its seed. */
  public Scenario scenario() {
    return scenario;
  }

  /** Its devices and gateways; they know no network server yet. */
  LorawanFleet fleet(Pace pace) {
    return new LorawanFleet(scenario, pace, runner.portion(share.index()), Witness.NONE);
  }

  Place place() {
    int[] numbers = runner.numbers(share.index());
    return new Place(share.index(), scenario.seed(), device -> numbers[device]);
  }

  /** The result of the part. */
  FleetResult result(CellResult cell, boolean complete) {
    return new FleetResult(FleetHead.of(fleet, share, share.of(), complete), List.of(cell));
  }
}
