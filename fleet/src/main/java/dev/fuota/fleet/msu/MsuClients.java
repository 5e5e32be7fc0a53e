package dev.fuota.fleet.msu;

import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuTimes;
import dev.fuota.fleet.lan.RoughLink;
import dev.fuota.fleet.msu.MsuScenario.ClientSeries;
import dev.fuota.fleet.msu.MsuScenario.Fault;
import dev.fuota.fleet.msu.MsuScenario.Mishap;
import dev.fuota.fleet.msu.MsuScenario.SentFile;
import dev.fuota.fleet.msu.MsuScenario.Timing;
import dev.fuota.hal.sim.MemoryArea;
import dev.fuota.hal.sim.SharedPages;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.DeviceParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The clients of a scenario on their ground, and what befalls them; whoever their server is. */
public final class MsuClients {
  private final MsuScenario scenario;
  private final MsuGround ground;
  private final List<FleetClient> clients = new ArrayList<>();
  private final SharedPages pages = new SharedPages();

  /** Sets everything up; nothing happens before {@link #start}. */
  public MsuClients(MsuScenario scenario, MsuGround ground) {
    this.scenario = scenario;
    this.ground = ground;
    for (ClientSeries series : scenario.clients()) {
      add(series);
    }
  }

  private void add(ClientSeries series) {
    long room = 3 * scenario.files().stream().mapToLong(SentFile::size).sum();
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

  /** Starts all clients; the scenario's faults befall them from now on. */
  public void start() {
    clients.forEach(FleetClient::start);
    RandomGenerator random = ground.newRandom();
    for (Fault fault : scenario.faults()) {
      ground.scheduler().after(fault.at(), () -> happen(fault, random));
    }
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

  /** In the order of the scenario. */
  public List<FleetClient> all() {
    return List.copyOf(clients);
  }
}
