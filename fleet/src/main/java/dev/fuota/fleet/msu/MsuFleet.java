package dev.fuota.fleet.msu;

import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuTimes;
import dev.fuota.fleet.lan.RoughLink;
import dev.fuota.fleet.msu.MsuScenario.ClientSeries;
import dev.fuota.fleet.msu.MsuScenario.Fault;
import dev.fuota.fleet.msu.MsuScenario.Mishap;
import dev.fuota.fleet.msu.MsuScenario.SentFile;
import dev.fuota.fleet.msu.MsuScenario.Timing;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.sim.MemoryArea;
import dev.fuota.hal.sim.SharedPages;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.DeviceParameters;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final List<FleetClient> clients = new ArrayList<>();
  private final SharedPages pages = new SharedPages();
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
    for (ClientSeries series : scenario.clients()) {
      addClients(series);
    }
    this.cycle = new MsuCycle(campaign(), serverPorts(), listener);
  }

  private void addClients(ClientSeries series) {
    long room = 3 * files.values().stream().mapToLong(octets -> octets.length).sum();
    DeviceIdentity identity =
        new DeviceIdentity(
            Optional.of(series.hardware()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    MsuClientConfig config =
        MsuClientConfig.open()
            .withIdentity(identity, Optional.of("1.0.0"))
            .withProfile(scenario.profile())
            .withParameters(parameters())
            .withTimes(times());
    for (int i = 0; i < series.count(); i++) {
      RoughLink link = ground.link(series.link());
      clients.add(new FleetClient(ground, link, config, new MemoryArea(room, pages)));
    }
  }

  private MsuTimes times() {
    Timing timing = scenario.timing();
    return MsuTimes.DEFAULT.withWindows(
        (int) timing.scmWait().toMillis(), (int) timing.ccmWait().toMillis());
  }

  private DeviceParameters parameters() {
    DeviceParameters usual = DeviceParameters.DEFAULT;
    Timing timing = scenario.timing();
    return new DeviceParameters(
        (int) timing.sequenceDelay().toMillis(),
        (int) timing.scmWait().toMillis(),
        (int) timing.ccmWait().toMillis(),
        usual.ccmRetry(),
        usual.scmRetry(),
        usual.timeoutSeconds(),
        usual.sequenceLimit());
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
    Instant began = ground.clock().instant();
    clients.forEach(FleetClient::start);
    RandomGenerator random = ground.newRandom();
    for (Fault fault : scenario.faults()) {
      ground.scheduler().after(fault.at(), () -> happen(fault, random));
    }
    cycle.start();
    boolean ended = ground.run(cycle::isDone, LONGEST);
    if (!ended) {
      cycle.abort();
    }
    Duration took = Duration.between(began, ground.clock().instant());
    List<Boolean> updated = clients.stream().map(client -> client.holds(files)).toList();
    List<Ipv4> addresses = clients.stream().map(FleetClient::address).toList();
    return new MsuFleetResult(scenario, cycle.report(), addresses, updated, ended, took);
  }

  private void happen(Fault fault, RandomGenerator random) {
    int count = Math.max(1, (int) Math.round(fault.share() * clients.size()));
    for (FleetClient client : draw(count, random)) {
      if (fault.mishap() == Mishap.KILL) {
        client.kill(fault.lasting());
      } else {
        client.unplug(fault.lasting());
      }
    }
  }

  private List<FleetClient> draw(int count, RandomGenerator random) {
    List<FleetClient> left = new ArrayList<>(clients);
    List<FleetClient> drawn = new ArrayList<>();
    while (drawn.size() < count) {
      drawn.add(left.remove(random.nextInt(left.size())));
    }
    return drawn;
  }

  public List<FleetClient> clients() {
    return List.copyOf(clients);
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
