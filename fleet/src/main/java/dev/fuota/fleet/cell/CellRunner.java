package dev.fuota.fleet.cell;

import dev.fuota.fleet.fault.Portion;
import dev.fuota.fleet.fault.Witness;
import dev.fuota.fleet.lorawan.FleetFigures;
import dev.fuota.fleet.lorawan.LorawanFleet;
import dev.fuota.fleet.lorawan.LorawanRun;
import dev.fuota.fleet.lorawan.PairedServer;
import dev.fuota.fleet.lorawan.Place;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** Runs cells of a scenario, each from its start to its end, on the thread that asks. */
public final class CellRunner {
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final Scenario scenario;
  private final Dealing dealing;

  /** Deals the devices of {@code scenario} out; any thread may use it. */
  public CellRunner(Scenario scenario) {
    this(scenario, Dealing.of(scenario));
  }

  private CellRunner(Scenario scenario, Dealing dealing) {
    this.scenario = scenario;
    this.dealing = dealing;
  }

  /**
   * Deals the devices out to so many cells, whatever the scenario says of their size.
   *
   * @param cells 1 and up
   */
  public static CellRunner of(Scenario scenario, int cells) {
    return new CellRunner(scenario, Dealing.into(scenario, cells));
  }

  /**
   * Runs one cell; the same scenario and number give the same result, whatever else runs.
   *
   * @param cell 0 and up
   */
  public static CellResult run(Scenario scenario, int cell) {
    return new CellRunner(scenario).run(cell);
  }

  /** How many cells the scenario has. */
  public int cells() {
    return dealing.cells();
  }

  /** The scenario. */
  public Scenario scenario() {
    return scenario;
  }

  /** The scenario of one cell alone: its devices, its seed, its share of what is counted. */
  public Scenario scenario(int cell) {
    return dealing.scenario(cell);
  }

  /** Which part of the fleet a cell is, for faults that strike some devices of it. */
  public Portion portion(int cell) {
    return dealing.portion(cell);
  }

  /** Numbers in the fleet of a cell's devices, in the order of {@link #scenario(int)}. */
  public int[] numbers(int cell) {
    return dealing.numbers(cell);
  }

  /** Runs one cell. */
  public CellResult run(int cell) {
    return run(cell, (figures, since) -> {}, () -> false);
  }

  /**
   * Runs one cell.
   *
   * @param watcher sees every ten seconds of virtual time how far it is, and the time since its
   *     start
   * @param stop asked as often; once it says yes, the cell ends as it stands
   */
  public CellResult run(
      int cell, BiConsumer<FleetFigures, Duration> watcher, BooleanSupplier stop) {
    return run(cell, new Simulation(seed(cell)), Witness.NONE, watcher, stop);
  }

  /** The seed of a cell's simulation. */
  public long seed(int cell) {
    if (cell < 0 || cell >= dealing.cells()) {
      throw new IllegalArgumentException("cell " + cell + " of " + dealing.cells());
    }
    return dealing.seed(cell);
  }

  /**
   * Runs one cell, exactly as without anybody who looks on.
   *
   * @param simulation new, with the {@link #seed} of the cell
   * @param witness looks on
   */
  public CellResult run(
      int cell,
      Simulation simulation,
      Witness witness,
      BiConsumer<FleetFigures, Duration> watcher,
      BooleanSupplier stop) {
    LorawanFleet fleet = fleet(cell, simulation, witness);
    PairedServer server = new PairedServer(fleet);
    Instant began = simulation.instant();
    int[] numbers = dealing.numbers(cell);
    return new LorawanRun(
            fleet,
            Optional.of(server),
            LOOK,
            figures -> watcher.accept(figures, Duration.between(began, simulation.instant())),
            stop)
        .run(new Place(cell, dealing.seed(cell), device -> numbers[device]));
  }

  /**
   * The devices and gateways of a cell, as they are before its run.
   *
   * @param simulation new, with the seed of {@link #scenario(int)}
   * @param witness looks on
   */
  public LorawanFleet fleet(int cell, Simulation simulation, Witness witness) {
    return new LorawanFleet(
        dealing.scenario(cell), new VirtualTime(simulation), dealing.portion(cell), witness);
  }
}
