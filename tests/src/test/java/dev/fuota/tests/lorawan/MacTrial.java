package dev.fuota.tests.lorawan;

import static dev.fuota.tests.lorawan.Promise.require;

import dev.fuota.fleet.air.Air;
import dev.fuota.fleet.air.LinkModel;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One run, from one seed. First come the faults; what must hold is checked with everything that is
 * sent or accepted. Then the faults end, and every device must get an uplink through and a downlink
 * back: that nothing broke must not mean that nothing happened.
 */
final class MacTrial {
  private static final DevAddr GROUP = new DevAddr(0x7e00_0001);
  private static final int DEVICES_MAX = 4;

  /** Join-requests may be on air for 8.7 s a day when they had no answer for long. */
  private static final Duration CALM = Duration.ofHours(36);

  private static final Duration STEP = Duration.ofMinutes(1);

  private final Simulation simulation;
  private final RandomGenerator random;
  private final Trouble trouble;
  private final Ledger ledger = new Ledger();
  private final Host host;
  private final HostileNetwork hostile;
  private final boolean isHostile;
  private final List<Tower> towers = new ArrayList<>();
  private final List<Subject> subjects = new ArrayList<>();
  private final Duration faults;

  /**
   * How it went.
   *
   * @param arrived payloads, up and down
   * @param commanded sessions in which the network was hostile
   */
  record Result(int devices, int arrived, int commanded, long events, Duration calm, long trace) {}

  private MacTrial(long seed) {
    this.simulation = new Simulation(seed);
    this.trouble = new Trouble(simulation);
    this.random = trouble.random();
    this.faults = Duration.ofMinutes(20 + random.nextInt(100));
    Region region = region();
    TornStore torn = new TornStore();
    this.hostile = new HostileNetwork(trouble, torn);
    this.isHostile = random.nextInt(4) == 0;
    boolean dies = isHostile || random.nextBoolean();
    long min = random.nextInt(3);
    Group group =
        new Group(
            GROUP, Profile.session(LorawanVersion.V1_0_4, trouble), min, min + random.nextInt(40));
    List<Profile> profiles = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(DEVICES_MAX); i++) {
      profiles.add(Profile.draw(i, region, trouble));
    }
    int gateways = 1 + random.nextInt(2);
    NetworkSettings settings = NetworkSettings.of(region).withAdr(random.nextBoolean());
    this.host =
        new Host(
            simulation,
            trouble,
            ledger,
            gateways == 1 ? settings.withDeduplication(Duration.ZERO) : settings,
            dies ? torn : new MemoryStore(),
            group,
            profiles);
    Air air = new Air(simulation, simulation, simulation.newRandom(), LinkModel.IDEAL);
    Intruder intruder = new Intruder(trouble);
    for (int i = 1; i <= gateways; i++) {
      Tower tower = new Tower(i, region, simulation, trouble, host, intruder, air, this::spoil);
      towers.add(tower);
      host.add(tower);
    }
    for (Profile profile : profiles) {
      subjects.add(new Subject(simulation, trouble, profile, ledger, air, intruder, group));
    }
  }

  private Region region() {
    return switch (random.nextInt(8)) {
      case 0 -> Region.US915;
      case 1 -> Region.AS923_1;
      case 2 -> Region.IN865;
      default -> Region.EU868;
    };
  }

  private Bytes spoil(Bytes phyPayload) {
    ledger.networkSends(phyPayload);
    return isHostile ? hostile.spoil(phyPayload) : phyPayload;
  }

  /**
   * Runs a trial.
   *
   * @throws AssertionError if anything did not hold
   */
  static Result run(long seed) {
    return new MacTrial(seed).run();
  }

  private Result run() {
    host.start();
    for (Subject subject : subjects) {
      simulation.after(trouble.within(Duration.ofMinutes(2)), subject::switchOn);
      plan(2 + random.nextInt(6), () -> befall(subject));
    }
    towers.forEach(tower -> plan(random.nextInt(3), () -> befall(tower)));
    plan(random.nextInt(4), this::befallHost);
    plan(random.nextInt(20), host::speak);
    simulation.run(faults);
    return calm();
  }

  private void plan(int times, Runnable mishap) {
    for (int i = 0; i < times; i++) {
      simulation.after(
          trouble.within(faults),
          () -> {
            if (trouble.isOn()) {
              mishap.run();
            }
          });
    }
  }

  private void befall(Subject subject) {
    int mishap = random.nextInt(4);
    trouble.say(subject, "mishap", mishap);
    switch (mishap) {
      case 0 -> {
        subject.stop();
        simulation.after(trouble.within(Duration.ofMinutes(10)), subject::switchOn);
      }
      case 1 -> {
        subject.stop();
        subject.switchOn();
      }
      default -> subject.cutSoon();
    }
  }

  private void befall(Tower tower) {
    boolean told = random.nextBoolean();
    tower.dead(true);
    if (told) {
      host.disconnected(tower);
    }
    simulation.after(trouble.within(Duration.ofMinutes(20)), () -> revive(tower));
  }

  private void revive(Tower tower) {
    tower.dead(false);
    host.connected(tower);
  }

  private void befallHost() {
    int mishap = random.nextInt(4);
    trouble.say("server", "mishap", mishap);
    if (mishap < 2) {
      host.dieSoon();
    } else {
      host.kill();
      Duration away = mishap == 2 ? trouble.within(Duration.ofMinutes(1)) : Duration.ofHours(1);
      simulation.after(away, host::start);
    }
  }

  private Result calm() {
    trouble.end();
    towers.stream().filter(Tower::isDead).forEach(this::revive);
    host.calm();
    subjects.forEach(Subject::calm);
    Duration waited = Duration.ZERO;
    while (!allAnswered() && waited.compareTo(CALM) < 0) {
      simulation.run(STEP);
      waited = waited.plus(STEP);
    }
    require(allAnswered(), "after %s of calm: %s; %s", waited, subjects, host);
    return new Result(
        subjects.size(),
        ledger.arrived(),
        hostile.count(),
        simulation.events(),
        waited,
        trouble.sum());
  }

  private boolean allAnswered() {
    return subjects.stream().allMatch(it -> it.isAnswered() || isAstray(it));
  }

  /** Led astray by a hostile network or an old join-accept, it may never come back. */
  private boolean isAstray(Subject subject) {
    return subject.isMisled() || hostile.hasCommanded(ledger.address(subject.profile().number()));
  }
}
