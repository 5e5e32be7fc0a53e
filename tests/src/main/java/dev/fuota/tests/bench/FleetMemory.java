package dev.fuota.tests.bench;

import dev.fuota.fleet.lorawan.FleetFigures;
import dev.fuota.fleet.lorawan.LorawanFleet;
import dev.fuota.fleet.lorawan.LorawanRun;
import dev.fuota.fleet.lorawan.PairedServer;
import dev.fuota.fleet.lorawan.Place;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * What one more device of {@link FleetCampaign} costs of the heap, with its places in the air and
 * at the server: the difference of two fleets in one cell each, behind a collection, by their
 * devices. Idle: it was switched on, said something, has the time, and nobody wants anything of it.
 * In a session: it has nearly all fragments, and coded ones in the rows of its decoder for those
 * that it lost.
 */
final class FleetMemory {
  private static final int FEW = 250;
  private static final int MANY = 1250;
  private static final int COLLECTIONS = 3;
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** A gateway with its duty cycle needs hours to tell so many devices the time. */
  private static final Duration AWAKE = Duration.ofHours(6);

  /** Of the uncoded fragments; the rest waits for coded ones. */
  private static final double STORED = 0.97;

  /** Prints a table. */
  void run() {
    System.out.println("| state | octets for each device |");
    System.out.println("| --- | --- |");
    line(
        "idle",
        each(FleetCampaign::idle, AWAKE, figures -> figures.air().uplinks() >= figures.devices()));
    double wanted = FleetCampaign.FRAGMENTS * STORED;
    line(
        "in a session",
        each(
            devices -> FleetCampaign.of(devices, devices),
            Duration.ZERO,
            figures -> figures.fragments() >= wanted * figures.devices()));
  }

  private static void line(String state, long octets) {
    System.out.println(String.format(Locale.ROOT, "| %s | %d |", state, octets));
  }

  private static long each(
      IntFunction<Scenario> scenario, Duration after, Predicate<FleetFigures> there) {
    used(scenario.apply(FEW), after, there); // so that classes and what they keep are there
    long few = used(scenario.apply(FEW), after, there);
    return (used(scenario.apply(MANY), after, there) - few) / (MANY - FEW);
  }

  private static long used(Scenario scenario, Duration after, Predicate<FleetFigures> there) {
    Simulation simulation = new Simulation(1);
    LorawanFleet fleet = new LorawanFleet(scenario, new VirtualTime(simulation));
    PairedServer server = new PairedServer(fleet);
    OptionalLong[] measured = {OptionalLong.empty()};
    new LorawanRun(
            fleet,
            Optional.of(server),
            LOOK,
            figures -> {
              boolean late = simulation.instant().isAfter(Simulation.START.plus(after));
              if (late && there.test(figures)) {
                measured[0] = OptionalLong.of(used());
              }
            },
            () -> measured[0].isPresent())
        .run(new Place(0, 1, device -> device));
    return measured[0].orElseThrow();
  }

  private static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
