package dev.fuota.cli.server;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.fleet.LorawanFleetCommand;
import dev.fuota.cli.io.InputFile;
import dev.fuota.device.config.Credentials;
import dev.fuota.fleet.lorawan.LorawanFleet;
import dev.fuota.fleet.scenario.DeviceGroup;
import dev.fuota.fleet.scenario.KeyTable;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.world.Ticker;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.monitor.MonitorSettings;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.store.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** A server whose devices and gateways are the simulated ones of a scenario. */
final class SimulatedServer {
  private final Scenario scenario;
  private final Simulation simulation;

  private SimulatedServer(Scenario scenario, Simulation simulation) {
    this.scenario = scenario;
    this.simulation = simulation;
  }

  /** The scenario in a file, at the time of the loop. */
  static SimulatedServer of(Path file, EventLoop loop) {
    String text = new String(InputFile.read(file, "--simulate").toArray(), StandardCharsets.UTF_8);
    Scenario scenario = LorawanFleetCommand.read(file, text);
    return new SimulatedServer(scenario, Simulation.from(loop.instant(), scenario.seed()));
  }

  /** What follows {@code --speed}. */
  static double speed(String text) {
    if (text.equals("max")) {
      return Ticker.MAX;
    }
    try {
      double speed = Double.parseDouble(text);
      if (speed > 0 && speed <= Ticker.FASTEST) {
        return speed;
      }
    } catch (NumberFormatException none) {
      throw noSpeed(text);
    }
    throw noSpeed(text);
  }

  private static InputProblem noSpeed(String text) {
    return new InputProblem(
        "USAGE", "'" + text + "' is no speed; write --speed 20, at most 1000000, or --speed max");
  }

  /**
   * The fleet behind its network server; time does not pass yet. Images are made for what the
   * devices run, and signed with the key that they trust.
   */
  ServerRun server(MonitorSettings http, Map<String, String> defaults, EventLoop loop) {
    ServerSettings settings =
        new ServerSettings(
            List.of(),
            Optional.empty(),
            http,
            defaults,
            devices(),
            new ServerSettings.Firmware(
                SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value(),
                List.of(FirmwareSamples.image(Sample.V1))));
    MemoryStore store = new MemoryStore();
    LorawanFleet fleet = new LorawanFleet(scenario, new VirtualTime(simulation));
    ServedNetwork network = new SimulatedNetwork(fleet, store, new SessionCounters(store));
    return new ServerRun(
        settings, store, ServerGround.simulated(simulation), List.of(network), loop);
  }

  private List<ServerSettings.Device> devices() {
    List<ServerSettings.Device> devices = new ArrayList<>();
    for (DeviceGroup group : scenario.groups()) {
      for (Credentials device : group.devices()) {
        devices.add(
            DevicesFile.device(
                KeyTable.row(group, device), group.joins(), Map.of(), sentence -> sentence));
      }
    }
    return devices;
  }

  /** Lets time pass from the loop's next turn on. */
  void start(EventLoop loop, double speed, DoubleConsumer slower) {
    Ticker.start(simulation, loop, speed, slower);
  }
}
