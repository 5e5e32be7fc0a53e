package dev.fuota.tests.bench;

import dev.fuota.device.config.Credentials;
import dev.fuota.fleet.lorawan.LorawanFleet;
import dev.fuota.fleet.scenario.DeviceGroup;
import dev.fuota.fleet.scenario.KeyTable;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.service.CampaignRequest;
import dev.fuota.server.service.CampaignView;
import dev.fuota.server.service.FileView;
import dev.fuota.server.service.Result;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A firmware campaign with a town of sensors that speak once an hour, from the first join to the
 * verdict: MAC, agent, flash and bootloader of each device, gateways, network server, campaign
 * service and its store are the real ones; only the air and the time are simulated.
 */
final class CampaignSpeed {
  private static final Duration JOINED = Duration.ofHours(2);
  private static final Duration LOOK = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofDays(10);
  private static final int LOOKS = 3;

  /** Each uplink is a commit, and a disk has its time for that. */
  private static final int HEAP_DEVICES = 1000;

  private static final double NANOS = 1e9;

  /** The registry's words among the columns of a table of keys. */
  private static final Set<String> REGISTERED =
      Set.of(
          "lorawan", "class", "version", "hardware", "slotSize", "joinEui", "appKey", "genAppKey");

  private final int devices;

  CampaignSpeed(int devices) {
    this.devices = devices;
  }

  void run() throws IOException {
    long wall = System.nanoTime();
    long processor = processor();
    Town town = new Town(devices, CampaignServer::inMemory);
    Duration whole = town.run(() -> false);
    double seconds = (System.nanoTime() - wall) / NANOS;
    CampaignView end = town.view();
    print("| devices | outcome | succeeded | virtual time | wall s | processor s | × |");
    print("| --- | --- | --- | --- | --- | --- | --- |");
    print(
        String.format(
            Locale.ROOT,
            "| %d | %s | %d | %d h %d min | %.1f | %.1f | %.0f |",
            devices,
            end.outcome().orElse("none"),
            end.succeeded(),
            whole.toHours(),
            whole.toMinutesPart(),
            seconds,
            (processor() - processor) / NANOS,
            whole.toSeconds() / seconds));
    print(updated(town.fleet) + " devices run the new firmware");
    int some = Math.min(devices, HEAP_DEVICES);
    print(
        String.format(
            Locale.ROOT,
            "%d octets of the server's heap for each of %d devices while fragments are sent",
            heap(some),
            some));
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    print(String.format(Locale.ROOT, "load average at the end: %.1f", load));
  }

  private static long updated(@Nullable LorawanFleet fleet) {
    return fleet == null ? 0 : fleet.figures().updated();
  }

  /** What stays when everything but the server is gone; it has a database. */
  private static long heap(int devices) throws IOException {
    Path folder = Files.createTempDirectory("campaign");
    Town town = new Town(devices, (fleet, time) -> CampaignServer.onDisk(fleet, time, folder));
    town.run(() -> town.view().stage().equals("DL_FRAGMENT"));
    town.leaveTheServer();
    long with = used();
    town.server.forget();
    return (with - used()) / devices;
  }

  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < LOOKS; i++) {
      ManagementFactory.getMemoryMXBean().gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  private static long processor() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void print(String line) {
    System.out.println(line);
  }

  /** When a run is to stop before its end. */
  @FunctionalInterface
  private interface Stop {
    boolean now();
  }

  /** Devices, gateways and their server. */
  private static final class Town {
    final CampaignServer server;
    private @Nullable Simulation simulation = new Simulation(1);
    private @Nullable LorawanFleet fleet;
    private long campaign;

    Town(int devices, BiFunction<LorawanFleet, Simulation, CampaignServer> serve) {
      Simulation time = simulation();
      LorawanFleet made = new LorawanFleet(scenario(devices), new VirtualTime(time));
      fleet = made;
      server = serve.apply(made, time);
      for (DeviceGroup group : made.scenario().groups()) {
        for (Credentials device : group.devices()) {
          Map<String, String> attributes = new TreeMap<>(KeyTable.row(group, device));
          attributes.keySet().retainAll(REGISTERED);
          attributes.put("network", CampaignServer.NETWORK);
          attributes.put("uplinkInterval", "1h");
          ok(server.service().register(device.devEui().toString(), attributes));
        }
      }
    }

    private Simulation simulation() {
      if (simulation == null) {
        throw new IllegalStateException("only the server is left");
      }
      return simulation;
    }

    private static Scenario scenario(int devices) {
      String text =
          """
          apiVersion: fuota/v1
          name: town
          region: US915
          gateways:
            - {eui: "0016c001f0000001"}
            - {eui: "0016c001f0000002"}
            - {eui: "0016c001f0000003"}
          air: {preset: ideal, loss: 5%%}
          fleet:
            - {count: %d, secret: 00112233445566778899aabbccddeeff, dataRate: 3, uplinkInterval: 1h, joinSpread: 1h}
          until: {longest: 30d}
          expect: {joined: 1}
          """
              .formatted(devices);
      return ScenarioFile.read("town.yaml", text, name -> "");
    }

    /** All devices join, then the campaign runs to its end; gives the time that passed. */
    Duration run(Stop stop) {
      simulation().run(JOINED);
      FileView file =
          ok(server.service().addFile("sensor-2.0.0", FirmwareSamples.image(Sample.V2)));
      List<String> names = new ArrayList<>();
      server.service().registered().forEach(device -> names.add(device.device()));
      campaign =
          ok(
              server
                  .service()
                  .create(
                      new CampaignRequest(
                          "town",
                          CampaignKind.FIRMWARE_UPGRADE,
                          names,
                          List.of(),
                          List.of(),
                          Optional.of(file.sha256()),
                          List.of(),
                          Optional.empty(),
                          Map.of(
                              "success_threshold", "95",
                              "redundancy", "20%",
                              "msg_retries", "3",
                              "maximum_duration", "10d"))));
      ok(server.service().start(campaign));
      Duration passed = JOINED;
      while (view().outcome().isEmpty() && passed.compareTo(LONGEST) < 0 && !stop.now()) {
        simulation().run(LOOK);
        passed = passed.plus(LOOK);
      }
      return passed;
    }

    CampaignView view() {
      return server.service().campaigns().stream()
          .filter(it -> it.id() == campaign)
          .findFirst()
          .orElseThrow();
    }

    /** Cuts the server's ties to devices and time, and forgets those. */
    void leaveTheServer() {
      server.cut();
      simulation = null;
      fleet = null;
    }

    private static <T> T ok(Result<T> result) {
      if (result instanceof Result.Ok<T> done) {
        return done.value();
      }
      throw new IllegalStateException(result.toString());
    }
  }
}
