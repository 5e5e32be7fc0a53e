package dev.fuota.tests.lorawan;

import dev.fuota.gateway.port.Heard;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.Timers;
import dev.fuota.server.port.Uplink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The machine on which the network server runs, and runs again. */
final class Host {
  private static final int UPLINK_PAYLOAD = 9;

  private final Simulation simulation;
  private final Trouble trouble;
  private final Ledger ledger;
  private final NetworkSettings settings;
  private final SessionStore store;
  private final @Nullable TornStore torn;
  private final Group group;
  private final List<Profile> profiles;
  private final List<Tower> towers = new ArrayList<>();
  private final Map<DeviceId, Integer> numbersById = new HashMap<>();
  private final RandomGenerator random;
  private @Nullable NetworkServer server;
  private int process;
  private long numbers;
  private boolean calm;

  /**
   * A machine that is off.
   *
   * @param store keeps everything, unless it is a {@link TornStore}
   */
  Host(
      Simulation simulation,
      Trouble trouble,
      Ledger ledger,
      NetworkSettings settings,
      SessionStore store,
      Group group,
      List<Profile> profiles) {
    this.simulation = simulation;
    this.trouble = trouble;
    this.ledger = ledger;
    this.settings = settings;
    this.store = store;
    this.torn = store instanceof TornStore it ? it : null;
    this.group = group;
    this.profiles = profiles;
    this.random = simulation.newRandom();
    profiles.forEach(it -> numbersById.put(it.id(), it.number()));
  }

  void add(Tower tower) {
    towers.add(tower);
  }

  void start() {
    if (server != null) {
      return;
    }
    process++;
    int mine = process;
    Timers timers = (delay, action) -> simulation.after(delay, () -> enter(mine, action))::cancel;
    if (torn != null) {
      torn.restart();
    }
    NetworkServer started =
        new NetworkServer(settings, store, simulation, timers, simulation.newRandom());
    server = started;
    enter(mine, () -> begin(started));
  }

  private void begin(NetworkServer started) {
    profiles.forEach(profile -> started.register(profile.registration()));
    started.listen(this::onUplink);
    started.defineGroup(group.mcAddr(), group.keys());
    towers.forEach(started::onConnected);
  }

  /** The process ends; what was not committed is gone. */
  void kill() {
    server = null;
    process++;
    if (torn != null) {
      torn.restart();
    }
  }

  /** The store dies soon, and the process with it; a new one comes after some time. */
  void dieSoon() {
    if (torn != null) {
      torn.dieIn(random.nextInt(20));
    }
  }

  private void enter(int ofProcess, Runnable event) {
    if (ofProcess != process || server == null) {
      return;
    }
    try {
      event.run();
    } catch (TornStore.Died death) {
      trouble.say("server", "died", process);
      kill();
      simulation.after(trouble.within(Duration.ofMinutes(1)), this::start);
    }
  }

  /** Runs {@code event} unless another process runs by then. */
  Runnable ofThisServer(Runnable event) {
    int mine = process;
    return () -> enter(mine, event);
  }

  void onHeard(Heard heard) {
    enter(process, () -> server().onHeard(heard));
  }

  void connected(Tower tower) {
    enter(process, () -> server().onConnected(tower));
  }

  void disconnected(Tower tower) {
    enter(process, () -> server().onDisconnected(tower.id()));
  }

  private NetworkServer server() {
    NetworkServer running = server;
    if (running == null) {
      throw new IllegalStateException("no server runs");
    }
    return running;
  }

  private void onUplink(Uplink uplink) {
    int device = numbersById.getOrDefault(uplink.device(), -1);
    trouble.note(device, uplink.fPort());
    if (uplink.fPort() > 0 && uplink.payload().length() >= Payload.LENGTH) {
      ledger.networkAccepts(device, Payload.number(uplink.payload()));
    }
    if (calm ? uplink.fPort() > 0 : random.nextInt(3) == 0) {
      speakTo(uplink.device());
    }
  }

  private void speakTo(DeviceId device) {
    Downlink downlink =
        new Downlink(1 + random.nextInt(200), Payload.of(++numbers, UPLINK_PAYLOAD));
    server().send(device, downlink, sent -> trouble.note(1, sent.octets()));
  }

  /** Something for a device, or for all of them. */
  void speak() {
    enter(
        process,
        () -> {
          if (random.nextBoolean()) {
            speakTo(profiles.get(random.nextInt(profiles.size())).id());
          } else {
            speakToGroup();
          }
        });
  }

  private void speakToGroup() {
    Region region = settings.region();
    DownlinkChannel channel =
        new DownlinkChannel(
            region.rx2FrequencyHz(), region.downlinkRate(region.rx2Rate()).orElseThrow());
    Bytes payload = Payload.of(++numbers, UPLINK_PAYLOAD);
    server()
        .multicast(group.mcAddr(), new Downlink(1, payload), channel, sent -> trouble.note(2, 0));
  }

  /** From now on every uplink of an application is answered. */
  void calm() {
    calm = true;
    start();
  }

  @Override
  public String toString() {
    return "server dropped " + (server == null ? "all" : server.statistics().drops());
  }
}
