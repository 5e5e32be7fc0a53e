package dev.fuota.fleet.replay;

import dev.fuota.fleet.cell.CellRunner;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The cell of one device, run again; the device's story is told meanwhile. */
public final class Replay {
  private final CellRunner runner;
  private final int device;
  private final int cell;
  private final int place;

  /**
   * The story of a device.
   *
   * @param device its number in the fleet
   * @throws IllegalArgumentException if the fleet has no such device
   */
  public Replay(Scenario scenario, int device) {
    this.runner = new CellRunner(scenario);
    this.device = device;
    for (int i = 0; i < runner.cells(); i++) {
      int found = place(runner.numbers(i), device);
      if (found >= 0) {
        this.cell = i;
        this.place = found;
        return;
      }
    }
    throw new IllegalArgumentException("device " + device + " of " + scenario.count());
  }

  private static int place(int[] numbers, int device) {
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] == device) {
        return i;
      }
    }
    return -1;
  }

  /** The number of its cell. */
  public int cell() {
    return cell;
  }

  /** The seed of its cell. */
  public long seed() {
    return runner.seed(cell);
  }

  /**
   * Tells the story from its beginning.
   *
   * @param until nothing is told of what comes later; empty: to the end of the cell's run
   * @param all whether each fragment and each operation of the flash has a line of its own
   * @param stop asked every ten seconds of virtual time; once it says yes, the story ends
   * @param listener is told each line as it happens
   * @return what has become of the device
   */
  public DeviceLine tell(
      Optional<Duration> until, boolean all, BooleanSupplier stop, Consumer<StoryLine> listener) {
    Simulation simulation = new Simulation(seed());
    Instant began = simulation.instant();
    Consumer<StoryLine> told =
        line -> {
          if (until.isEmpty() || line.at().compareTo(until.get()) <= 0) {
            listener.accept(line);
          }
        };
    Storyteller teller =
        new Storyteller(
            place,
            made ->
                new Script(
                    all,
                    made.series().partitions(),
                    () -> Duration.between(began, simulation.instant()),
                    told));
    Instant end = until.map(began::plus).orElse(Instant.MAX);
    CellResult result =
        runner.run(
            cell,
            simulation,
            teller,
            (figures, since) -> {},
            () -> simulation.instant().isAfter(end) || stop.getAsBoolean());
    teller.finish();
    return result.devices().stream()
        .filter(line -> line.number() == device)
        .findFirst()
        .orElseThrow();
  }
}
