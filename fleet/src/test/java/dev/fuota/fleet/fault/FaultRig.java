package dev.fuota.fleet.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.boot.BootResult;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.fleet.lorawan.LorawanFleet;
import dev.fuota.fleet.lorawan.LorawanRun;
import dev.fuota.fleet.lorawan.PairedServer;
import dev.fuota.fleet.lorawan.Place;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.fleet.world.LinkTap;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.packages.ApplicationPackage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A small fleet with faults, and all that is seen of it. */
final class FaultRig implements Witness {
  final Simulation simulation;
  final List<Strike> strikes = new ArrayList<>();
  final Map<Integer, List<Object>> stories = new TreeMap<>();
  final LorawanFleet fleet;
  private final Map<Integer, List<Sent>> sent = new TreeMap<>();
  private final PairedServer server;
  private @Nullable CellResult result;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sent(int fPort, byte[] payload) {}

  /**
   * A fleet in air that loses nothing, so that only what its own uplinks drown out is missing.
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
        campaign: {image: 4KiB, fragmentSize: 200, redundancy: 100%%}
        until: {updated: all, longest: 6h}
        expect: [{bricked: 0}]
        faults: [%s]
        %s
        """
            .formatted(seed, devices, String.join(", ", faults), more);
    Scenario scenario = ScenarioFile.read("test.yaml", text, name -> "");
    simulation = new Simulation(scenario.seed());
    fleet = new LorawanFleet(scenario, new VirtualTime(simulation), Portion.whole(devices), this);
    server = new PairedServer(fleet);
  }

  FaultRig run() {
    result =
        new LorawanRun(fleet, Optional.of(server), Duration.ofSeconds(10), figures -> {})
            .run(Place.whole(fleet.scenario().seed()));
    return this;
  }

  private CellResult result() {
    return Objects.requireNonNull(result);
  }

  int updated() {
    return (int) result().devices().stream().filter(it -> it.fate() == Fate.UPDATED).count();
  }

  Duration took() {
    return result().took();
  }

  /** How often each fault struck. */
  List<Long> struck() {
    return fleet.faults().lines().stream().map(FaultLine::struck).toList();
  }

  /** The only device that was struck. */
  int victim() {
    int[] devices = strikes.stream().flatMapToInt(it -> it.device().stream()).distinct().toArray();
    assertThat(devices).hasSize(1);
    return devices[0];
  }

  /** What of this kind happened to the victim. */
  <T> List<T> victims(Class<T> kind) {
    return of(victim(), kind);
  }

  /** What of this kind happened to a device. */
  <T> List<T> of(int device, Class<T> kind) {
    return stories.getOrDefault(device, List.of()).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** The commands of this kind that a device's link was given. */
  <C> List<C> sent(int device, ApplicationPackage kind, Class<C> type) {
    return sent.getOrDefault(device, List.of()).stream()
        .filter(it -> it.fPort() == kind.defaultFPort())
        .flatMap(
            it ->
                kind
                    .commands(PackageVersion.V1, ApplicationPackage.Direction.UP)
                    .decodeAll(Bytes.of(it.payload()))
                    .commands()
                    .stream())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @Override
  public DeviceLink link(int number, DeviceLink link) {
    List<Sent> own = sent.computeIfAbsent(number, any -> new ArrayList<>());
    return new LinkTap(
        link,
        new LinkTap.Ear() {
          @Override
          public byte[] onSend(int fPort, byte[] payload) {
            own.add(new Sent(fPort, payload));
            return payload;
          }
        });
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

  /** All that happened to a device. */
  List<Object> story(int device) {
    return stories.computeIfAbsent(device, any -> new ArrayList<>());
  }

  @Override
  public void onStrike(Strike strike) {
    strikes.add(strike);
    strike.device().ifPresent(device -> story(device).add(strike));
  }
}
