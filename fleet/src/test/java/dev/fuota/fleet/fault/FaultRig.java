package dev.fuota.fleet.fault;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.boot.BootResult;
import dev.fuota.fleet.lorawan.LorawanFleet;
import dev.fuota.fleet.lorawan.LorawanResult;
import dev.fuota.fleet.lorawan.LorawanRun;
import dev.fuota.fleet.lorawan.PairedServer;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A small fleet with faults, and all that is seen of it. */
final class FaultRig implements Witness {
  final Simulation simulation;
  final List<Strike> strikes = new ArrayList<>();
  final Map<Integer, List<Object>> stories = new TreeMap<>();
  final LorawanFleet fleet;
  private LorawanResult result;

  /**
   * A fleet of class C in air that loses nothing.
   *
   * @param more lines of the scenario
   * @param faults as a scenario has them
   */
  FaultRig(int devices, String more, String... faults) {
    this(11, devices, more, faults);
  }

  /** The same with another seed. */
  FaultRig(long seed, int devices, String more, String... faults) {
    String text =
        """
        apiVersion: fuota/v1
        name: faults
        seed: %d
        fleet:
          - {count: %d, secret: 000102030405060708090a0b0c0d0e0f, uplinkInterval: 1min, adr: false,
             dataRate: 5}
        campaign: {image: 4KiB, fragmentSize: 200, redundancy: 40%%}
        until: {updated: all, longest: 6h}
        expect: [{bricked: 0}]
        faults: [%s]
        %s
        """
            .formatted(seed, devices, String.join(", ", faults), more);
    Scenario scenario = ScenarioFile.read("test.yaml", text, name -> "");
    simulation = new Simulation(scenario.seed());
    fleet = new LorawanFleet(scenario, new VirtualTime(simulation), Portion.whole(devices), this);
    new PairedServer(fleet);
  }

  FaultRig run() {
    LorawanRun run = new LorawanRun(fleet, Duration.ofSeconds(10), figures -> {});
    result = run.run(Optional.empty());
    return this;
  }

  int updated() {
    return result.figures().updated();
  }

  Duration took() {
    return result.took();
  }

  /** How often each fault struck. */
  List<Long> struck() {
    return fleet.faults().lines().stream().map(FaultLine::struck).toList();
  }

  /** The only device that was struck. */
  int victim() {
    return strikes.stream().flatMapToInt(it -> it.device().stream()).distinct().sum();
  }

  /** How often something of this kind happened to the victim. */
  long count(Class<?> kind) {
    return stories.get(victim()).stream().filter(kind::isInstance).count();
  }

  @Override
  public void made(int number, SimulatedDevice device) {
    List<Object> story = new ArrayList<>();
    stories.put(number, story);
    device.observe(
        new DeviceObserver() {
          @Override
          public void onEvent(AgentEvent event) {
            story.add(event);
          }

          @Override
          public void onBooted(BootResult booted) {
            story.add(booted);
          }

          @Override
          public void onPowerLost(long operation, String during, Duration dark) {
            story.add(during);
          }
        });
  }

  @Override
  public void onStrike(Strike strike) {
    strikes.add(strike);
    strike.device().ifPresent(device -> stories.get(device).add(strike));
  }
}
