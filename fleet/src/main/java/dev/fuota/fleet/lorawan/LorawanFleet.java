package dev.fuota.fleet.lorawan;

import dev.fuota.agent.mac.Activation;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.agent.mac.MacHabits;
import dev.fuota.agent.runtime.ApplicationPolicy;
import dev.fuota.agent.runtime.Hardware;
import dev.fuota.agent.runtime.Packages;
import dev.fuota.device.config.Credentials;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.fleet.air.Air;
import dev.fuota.fleet.air.BurstLinks;
import dev.fuota.fleet.air.BurstModel;
import dev.fuota.fleet.air.DeviceRadio;
import dev.fuota.fleet.air.Position;
import dev.fuota.fleet.air.StationSettings;
import dev.fuota.fleet.fault.Faults;
import dev.fuota.fleet.fault.Portion;
import dev.fuota.fleet.fault.Witness;
import dev.fuota.fleet.scenario.DeviceGroup;
import dev.fuota.fleet.scenario.FlashLayout;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.Scenario.GatewaySpot;
import dev.fuota.fleet.scenario.Scenario.Silence;
import dev.fuota.fleet.world.DeviceIdentity;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.fleet.world.DeviceSeries;
import dev.fuota.fleet.world.Fitting;
import dev.fuota.fleet.world.Pace;
import dev.fuota.fleet.world.SharedWork;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.fleet.world.UplinkCounterCheck;
import dev.fuota.fleet.world.VirtualGateway;
import dev.fuota.gateway.concentrator.Beacons;
import dev.fuota.gateway.concentrator.ConcentratorSettings;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.multicast.RootKeyKind;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.server.planner.GilbertElliott;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/** The devices and gateways of a scenario, in one air. They know no network server yet. */
public final class LorawanFleet {
  /** Devices are switched on one after the other. */
  private static final Duration SWITCH_ON_STEP = Duration.ofMillis(200);

  private static final double MEAN_BURST = 2.5;
  private static final double DEVICE_HEIGHT = 1.5;

  /** One for all devices. */
  private static final Hardware HARDWARE = DeviceKind.hardware(FirmwareSamples.classId());

  private final Scenario scenario;
  private final Pace pace;
  private final IntToDoubleFunction losses;
  private final LinkMaker links;
  private final Faults faults;
  private final Fitting fitting;
  private final Simulation simulation;
  private final Air air;
  private final SharedWork shared = new SharedWork();
  private final List<VirtualGateway> gateways = new ArrayList<>();
  private final List<FleetDevice> devices = new ArrayList<>();
  private final Tally tally = new Tally();
  private final Instant began;

  /** Sets everything up; devices are switched on as time passes. */
  public LorawanFleet(Scenario scenario, Pace pace) {
    this(scenario, pace, LinkMaker.MAC_ON_THE_AIR);
  }

  /**
   * The same, with devices that have something between their MAC and the air.
   *
   * @param links makes the link of each device
   */
  public LorawanFleet(Scenario scenario, Pace pace, LinkMaker links) {
    this(scenario, pace, device -> 0, links, Portion.whole(scenario.count()), Witness.NONE);
  }

  /**
   * The same as a part of a larger fleet.
   *
   * @param portion of its devices, among which faults have their victims
   * @param witness looks on
   */
  public LorawanFleet(Scenario scenario, Pace pace, Portion portion, Witness witness) {
    this(scenario, pace, device -> 0, LinkMaker.MAC_ON_THE_AIR, portion, witness);
  }

  /**
   * The same, with devices that are lucky or not.
   *
   * @param losses share of frames that each device loses on top of the link model, by its place in
   *     the scenario, 0 and up; 0..1 exclusive
   */
  public LorawanFleet(Scenario scenario, Pace pace, IntToDoubleFunction losses) {
    this(
        scenario,
        pace,
        losses,
        LinkMaker.MAC_ON_THE_AIR,
        Portion.whole(scenario.count()),
        Witness.NONE);
  }

  private LorawanFleet(
      Scenario scenario,
      Pace pace,
      IntToDoubleFunction losses,
      LinkMaker links,
      Portion portion,
      Witness witness) {
    this.scenario = scenario;
    this.losses = losses;
    this.links = links;
    this.pace = pace;
    this.simulation = pace.simulation();
    this.began = simulation.instant();
    this.faults =
        new Faults(scenario.faults(), portion, simulation, simulation.newRandom(), witness);
    this.fitting = faults.around(witness);
    this.air = new Air(simulation, simulation, simulation.newRandom(), scenario.air().model());
    scenario.gateways().forEach(this::addGateway);
    faults.gateways(gateways);
    for (int i = 0; i < scenario.groups().size(); i++) {
      addGroup(scenario.groups().get(i), i);
    }
    scenario.silence().ifPresent(this::silence);
  }

  private void addGateway(GatewaySpot spot) {
    ConcentratorSettings usual =
        ConcentratorSettings.of(scenario.region()).withDutyCycle(scenario.dutyCycle());
    ConcentratorSettings settings =
        scenario.beacons() ? usual.withBeacons(Beacons.of(scenario.region(), 0, 0)) : usual;
    gateways.add(
        new VirtualGateway(pace, air, spot.where(), StationSettings.IDEAL, spot.id(), settings));
  }

  private void addGroup(DeviceGroup group, int index) {
    DeviceSeries series = series(scenario.region(), group);
    MacHabits habits = MacHabits.USUAL.withJoinSpread(group.joinSpread());
    for (Credentials device : group.devices()) {
      DeviceIdentity identity = identity(group, device);
      MacConfig config = macConfig(scenario.region(), group, identity).withHabits(habits);
      addDevice(group, index, series, identity, config);
    }
  }

  static DeviceSeries series(Region region, DeviceGroup group) {
    ApplicationPolicy policy =
        DeviceSeries.policy(group.strategy(), group.uplinkInterval())
            .withEndOnCompletion(group.leaves());
    return new DeviceSeries(
        flash(group),
        group.flash().partitions(),
        group.limits(),
        group.strategy(),
        TrustedKeys.fromPem(FirmwareSamples.publicKeyPem()).value().orElseThrow(),
        group.rebootAfter().map(policy::withRebootAfter).orElse(policy),
        region.uplinkRate(group.dataRate()).orElseThrow(),
        Packages.all(group.packages()),
        group.clockDriftPpm(),
        group.compatibility());
  }

  private static NorFlash flash(DeviceGroup group) {
    FlashLayout layout = group.flash();
    Bytes firmware = FirmwareSamples.image(group.firmware());
    return DeviceKind.factoryFlash(firmware, layout.part(), layout.partitions());
  }

  private void addDevice(
      DeviceGroup group,
      int index,
      DeviceSeries series,
      DeviceIdentity identity,
      MacConfig config) {
    RandomGenerator dice = simulation.newRandom();
    int number = devices.size();
    DeviceRadio radio = fitting.radio(number, radio(group, dice));
    DeviceLink modem =
        fitting.link(number, links.make(config, radio, new UplinkCounterCheck(), simulation));
    SimulatedDevice device = new SimulatedDevice(simulation, identity, series, shared, modem);
    fitting.made(number, device);
    Duration wait =
        group
            .switchOnAfter()
            .plus(SWITCH_ON_STEP.multipliedBy(devices.size()))
            .plusNanos(dice.nextInt(1000));
    devices.add(new FleetDevice(device, group, index, radio, simulation, tally));
    simulation.after(wait, device::switchOn);
  }

  private DeviceRadio radio(DeviceGroup group, RandomGenerator dice) {
    Position where = Position.inDisc(group.radiusMetres(), DEVICE_HEIGHT, dice);
    double loss = losses.applyAsDouble(devices.size());
    Optional<BurstModel> own =
        loss == 0
            ? scenario.air().device()
            : Optional.of(new BurstLinks(GilbertElliott.of(loss, MEAN_BURST)));
    return own.map(model -> air.device(where, model.link(dice, simulation)))
        .orElseGet(() -> air.device(where));
  }

  static DeviceIdentity identity(DeviceGroup group, Credentials device) {
    Activation activation =
        group.joins()
            ? new Activation.Otaa(device.devEui(), device.joinEui(), device.joinKeys())
            : new Activation.Personalised(device.devAddr(), device.sessionKeys());
    return group.version() == LorawanVersion.V1_1
        ? new DeviceIdentity(activation, device.joinKeys().appKey(), RootKeyKind.APP_KEY, HARDWARE)
        : new DeviceIdentity(activation, device.genAppKey(), RootKeyKind.GEN_APP_KEY, HARDWARE);
  }

  static MacConfig macConfig(Region region, DeviceGroup group, DeviceIdentity identity) {
    MacConfig config =
        MacConfig.of(region, identity.activation())
            .withVersion(group.version())
            .withClass(group.deviceClass())
            .withDataRate(group.dataRate(), group.adr());
    return group.pingPeriodicity().isPresent()
        ? config.withPingSlots(group.pingPeriodicity().getAsInt())
        : config;
  }

  private void silence(Silence silence) {
    simulation.after(silence.after(), () -> beaconing(false));
    simulation.after(silence.after().plus(silence.lasts()), () -> beaconing(true));
  }

  private void beaconing(boolean works) {
    gateways.forEach(gateway -> gateway.beaconing(works));
  }

  public Scenario scenario() {
    return scenario;
  }

  /** In the order of the scenario. */
  public List<VirtualGateway> gateways() {
    return List.copyOf(gateways);
  }

  /** What goes wrong in it. */
  public Faults faults() {
    return faults;
  }

  List<FleetDevice> devices() {
    return List.copyOf(devices);
  }

  /** What makes its time pass. */
  public Pace pace() {
    return pace;
  }

  /** When it was set up. */
  Instant began() {
    return began;
  }

  /** What its devices have reached together. */
  Tally tally() {
    return tally;
  }

  /** How far it is. */
  public FleetFigures figures() {
    return new FleetFigures(
        devices.size(),
        tally.joined(),
        tally.fragments(),
        tally.updated(),
        tally.powerCuts(),
        air.figures());
  }
}
