package dev.fuota.fleet.msu;

import dev.fuota.fleet.msu.MsuScenario.SentFile;
import dev.fuota.fleet.msu.MsuScenario.Timing;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.server.msu.FileContent;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuCycle;
import dev.fuota.server.msu.MsuCycleListener;
import dev.fuota.server.msu.MsuFile;
import dev.fuota.server.msu.MsuOffer;
import dev.fuota.server.msu.MsuPace;
import dev.fuota.server.msu.MsuRepeats;
import dev.fuota.server.msu.MsuServerPorts;
import dev.fuota.server.msu.MsuTiming;
import dev.fuota.server.msu.Tries;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** A fleet on its ground, and the server that updates it. One object runs once. */
public final class MsuFleet {
  /** Longer than any cycle that gets on. */
  private static final Duration LONGEST = Duration.ofHours(12);

  private static final MacAddress MAC = new MacAddress(0x0200_0a00_0001L);
  private static final String VERSION = "2.0.0";

  private final MsuScenario scenario;
  private final MsuGround ground;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final MsuClients clients;
  private final MsuCycle cycle;

  /** Sets everything up; nothing happens before {@link #run}. */
  public MsuFleet(MsuScenario scenario, MsuGround ground, MsuCycleListener listener) {
    this.scenario = scenario;
    this.ground = ground;
    RandomGenerator random = ground.newRandom();
    for (SentFile file : scenario.files()) {
      byte[] octets = new byte[Math.toIntExact(file.size())];
      random.nextBytes(octets);
      files.put(file.name(), octets);
    }
    this.clients = new MsuClients(scenario, ground);
    this.cycle = new MsuCycle(campaign(), serverPorts(), listener);
  }

  private MsuCampaign campaign() {
    List<MsuFile> offered =
        files.entrySet().stream()
            .map(
                file ->
                    new MsuFile(
                        FileContent.of(file.getValue()),
                        file.getKey(),
                        Optional.empty(),
                        NotificationKind.UPGRADE))
            .toList();
    MsuOffer offer =
        new MsuOffer(
            MAC,
            MsuOffer.Login.NONE,
            Optional.of(VERSION),
            Optional.empty(),
            Optional.of(MsuScenario.HARDWARE),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Timing timing = scenario.timing();
    MsuTiming usual = MsuTiming.DEFAULTS;
    return MsuCampaign.of(offered, offer)
        .timing(
            new MsuTiming(
                timing.joinWait(),
                timing.scmWait(),
                timing.ccmWait(),
                usual.connectionTimeoutSeconds(),
                usual.updateTimeoutSeconds()))
        .repeats(
            MsuRepeats.DEFAULTS.withDiscovery(
                new Tries(timing.whoIs(), Duration.ofSeconds(1)), MsuRepeats.DEFAULTS.iAmWait()))
        .pace(new MsuPace(timing.sequenceDelay(), 0, false))
        .profile(scenario.profile())
        .minimumPass(0)
        .build();
  }

  private MsuServerPorts serverPorts() {
    DatagramPort port = ground.server(new ServerEar(() -> this.cycle));
    return new MsuServerPorts(
        ground.nanos(),
        new SchedulerTimers(ground.scheduler()),
        ground.newRandom(),
        new PortNetwork(port));
  }

  /** Runs the cycle to its end. */
  public MsuFleetResult run() {
    return run(() -> false);
  }

  /**
   * The same, until somebody wants it to end.
   *
   * @param stop asked again and again; once it says yes, the run ends as it stands
   */
  public MsuFleetResult run(BooleanSupplier stop) {
    Instant began = ground.clock().instant();
    clients.start();
    cycle.start();
    ground.run(() -> cycle.isDone() || stop.getAsBoolean(), LONGEST);
    boolean ended = cycle.isDone();
    if (!ended) {
      cycle.abort();
    }
    Duration took = Duration.between(began, ground.clock().instant());
    List<Boolean> updated = clients.all().stream().map(client -> client.holds(files)).toList();
    List<Ipv4> addresses = clients.all().stream().map(FleetClient::address).toList();
    return new MsuFleetResult(scenario, cycle.report(), addresses, updated, ended, took);
  }

  public List<FleetClient> clients() {
    return clients.all();
  }

  /** The server's side, for whoever watches. */
  public MsuCycle cycle() {
    return cycle;
  }

  /** What is sent, by name. */
  public Map<String, byte[]> files() {
    return Map.copyOf(files);
  }
}
