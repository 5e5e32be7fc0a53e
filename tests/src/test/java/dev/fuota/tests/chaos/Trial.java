package dev.fuota.tests.chaos;

import static dev.fuota.tests.chaos.Ledger.require;

import dev.fuota.boot.BootResult;
import dev.fuota.boot.Strategy;
import dev.fuota.fleet.world.DeviceIdentity;
import dev.fuota.fleet.world.SharedWork;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.SharedPages;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.ParityRowSource;
import dev.fuota.protocol.fec.SharedParityRows;
import dev.fuota.protocol.image.Verification;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CampaignPorts;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.Job;
import dev.fuota.server.campaign.Reboot;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.campaign.Target;
import dev.fuota.server.clocksync.ClockSync;
import dev.fuota.server.firmware.FileCutter;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.Timers;
import dev.fuota.server.store.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One device's update, from one seed. First come the faults, and a campaign among them; what must
 * hold is checked after every event. Then the faults end. If the device does not run the new
 * firmware by then, another campaign must bring it: that nothing broke must not mean that nothing
 * happened.
 */
final class Trial {

  /** What goes wrong in the first campaign. */
  enum Kind {
    MESSAGES,
    POWER
  }

  /**
   * How it went.
   *
   * @param atOnce whether the first campaign was enough
   */
  record Result(boolean atOnce, int cuts, int boots, long events, long operations) {}

  private static final ParityRowSource PARITY_ROWS = new SharedParityRows(1 << 20);
  private static final List<Strategy> STRATEGIES = List.of(Strategy.values());
  private static final int CUTS_MAX = 12;
  private static final int GROUP_ADDRESS = 0x2700_0000;
  private static final int BOOT_CHECK_EVERY = 24;
  private static final Duration JOIN_IN = Duration.ofMinutes(5);
  private static final Duration SETTLE = Duration.ofMinutes(20);

  private final Kind kind;
  private final PackageVersion version;
  private final Simulation simulation;
  private final RandomGenerator random;
  private final Ledger ledger;
  private final Courier courier;
  private final SessionCounters sessionCounters = new SessionCounters(new MemoryStore());
  private final MemoryNetwork network;
  private final SimulatedDevice device;
  private final PowerCutter cutter;
  private final Intruder intruder;
  private long operations;
  private int checks;

  private Trial(Kind kind, PackageVersion version, long seed) {
    this.kind = kind;
    this.version = version;
    this.simulation = new Simulation(seed);
    this.random = simulation.newRandom();
    this.ledger = new Ledger(simulation, version);
    boolean messages = kind == Kind.MESSAGES;
    this.courier = new Courier(simulation, messages ? Faults.wild(random) : Faults.mild(random));
    DevAddr devAddr = new DevAddr(1);
    MemoryModem modem = new MemoryModem(ledger, maxPayload());
    this.network = new MemoryNetwork(simulation, courier, modem, DeviceId.of(devAddr));
    new ClockSync(network);
    DeviceIdentity identity = DeviceIdentity.draw(devAddr, FirmwareSamples.classId(), random);
    this.device =
        new SimulatedDevice(
            simulation,
            identity,
            Firmware.series(strategy(seed), version),
            new SharedWork(PARITY_ROWS, Verification.DIRECT, new SharedPages()),
            modem);
    this.cutter =
        new PowerCutter(device.power(), messages ? 0 : 1 + random.nextInt(CUTS_MAX), random);
    device.observe(ledger);
    device.observe(cutter);
    this.intruder = new Intruder(simulation, courier, network, DeviceId.of(devAddr));
    simulation.invariant(this::check);
  }

  /** Every one of them in turn. */
  private static Strategy strategy(long seed) {
    return STRATEGIES.get((int) (seed % STRATEGIES.size()));
  }

  private int maxPayload() {
    return Region.EU868.maxPayload(random.nextInt(5), false);
  }

  /**
   * Runs a trial.
   *
   * @throws AssertionError if anything did not hold; it says how to replay it
   */
  static Result run(Kind kind, PackageVersion version, long seed) {
    Trial trial = new Trial(kind, version, seed);
    try {
      return trial.run();
    } catch (AssertionError failure) {
      throw new AssertionError(
          failure.getMessage() + "\nbefore that:\n  " + trial.ledger.trace(), failure);
    }
  }

  private Result run() {
    device.switchOn();
    simulation.run(JOIN_IN);
    boolean atOnce = campaign(1);
    courier.set(Faults.NONE);
    cutter.stop();
    simulation.runUntil(courier::isIdle);
    simulation.run(SETTLE);
    // It may have reported the new firmware, and lost power too often to confirm it.
    if (!atOnce || !runsTheNew()) {
      require(campaign(2), "without faults the campaign fails");
      simulation.run(SETTLE);
    }
    require(runsTheNew(), "the new firmware does not run");
    require(isInPrimary(Firmware.NEW_IMAGE), "what runs is not what was signed");
    return new Result(
        atOnce, ledger.cuts(), ledger.boots(), simulation.events(), device.power().operations());
  }

  private boolean runsTheNew() {
    return ledger.running().equals(Optional.of(Firmware.NEW));
  }

  private boolean isInPrimary(Bytes image) {
    return Firmware.isIn(image, device.map().primary());
  }

  private boolean campaign(int number) {
    CampaignParameters parameters = parameters();
    DevAddr mcAddr = new DevAddr(GROUP_ADDRESS + number);
    CampaignGroup group =
        CampaignGroup.create(random.nextInt(GroupPromises.INTRUDERS_GROUP), mcAddr, random);
    DeviceIdentity identity = device.identity();
    Target target = new Target(identity.id(), identity.rootKey(), Firmware.HEARTBEAT, version);
    CampaignPorts ports =
        new CampaignPorts(network, simulation, timers(), sessionCounters, CampaignListener.NONE);
    Campaign campaign =
        new Campaign(parameters, new Job.UpgradeFirmware(cut()), group, List.of(target), ports);
    campaign.start();
    intruder.start(mcAddr, parameters.multicastChannel());
    simulation.runUntil(() -> campaign.verdict().isPresent());
    ledger.note(campaign.verdict().orElseThrow().sentence());
    return campaign.verdict().orElseThrow().done();
  }

  private Timers timers() {
    return (delay, action) -> {
      Scheduler.Task task = simulation.after(delay, action);
      return task::cancel;
    };
  }

  private CampaignParameters parameters() {
    DownlinkChannel channel =
        new DownlinkChannel(Region.EU868.rx2FrequencyHz(), Firmware.DATA_RATE);
    return CampaignParameters.builder()
        .deliveryTimeout(Firmware.HEARTBEAT.multipliedBy(2))
        .msgRetries(9 + random.nextInt(20))
        .mcastMsgDelay(Duration.ofSeconds(1 + random.nextInt(15)))
        .fsessionStatusThreshold(random.nextInt(2))
        .reboot(reboot())
        .multicastChannel(channel.frequencyHz(), channel.dataRate())
        .build();
  }

  private Reboot reboot() {
    return random.nextInt(4) == 0
        ? new Reboot.AtTime(Optional.empty())
        : new Reboot.OnCommand(Duration.ofSeconds(10L + random.nextInt(3600)));
  }

  private CutFile cut() {
    int nbFrag = 20 + random.nextInt(21);
    int fragSize = (Firmware.NEW_IMAGE.length() + nbFrag - 1) / nbFrag;
    double redundancy = kind == Kind.MESSAGES ? 1 + random.nextDouble() * 2 : 2;
    FileCutter.Outcome outcome =
        FileCutter.firmware(
            Firmware.NEW_IMAGE,
            Firmware.SLOT_LIMIT,
            Firmware.DATA_RATE,
            fragSize,
            redundancy,
            version);
    return ((FileCutter.Ready) outcome).file();
  }

  /** After every event. */
  private void check() {
    ledger.check(device.status());
    boolean changed = device.power().operations() != operations;
    if (changed && device.status().isPresent()) {
      operations = device.power().operations();
      require(
          isInPrimary(Firmware.OLD_IMAGE) || isInPrimary(Firmware.NEW_IMAGE),
          "the primary slot holds neither image");
      if (checks++ % BOOT_CHECK_EVERY == 0) {
        checkBoot();
      }
    }
  }

  /** What a power cut now would lead to. */
  private void checkBoot() {
    BootResult result = device.bootCopy(new PowerSupply(0));
    require(result instanceof BootResult.Started, "would not boot: " + result);
  }
}
