package dev.fuota.fleet.world;

import dev.fuota.agent.mac.Activation;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.device.link.RadioLink;
import dev.fuota.fleet.air.Air;
import dev.fuota.fleet.air.AirFigures;
import dev.fuota.fleet.air.BurstLinks;
import dev.fuota.fleet.air.LinkModel;
import dev.fuota.fleet.air.Position;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CampaignPorts;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.Job;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.campaign.Target;
import dev.fuota.server.clocksync.ClockSync;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.planner.GilbertElliott;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.Timers;
import dev.fuota.server.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** One gateway with the paired server, and devices around it. */
public final class World {
  /** Devices are switched on one after the other, not all at once. */
  private static final Duration SWITCH_ON_SPREAD = Duration.ofMinutes(2);

  private final Simulation simulation;
  private final BurstLinks loss;
  private final Air air;
  private final NetworkServer network;
  private final SessionCounters sessionCounters = new SessionCounters(new MemoryStore());

  private final SharedWork shared = new SharedWork();
  private final List<SimulatedDevice> devices = new ArrayList<>();

  /** A world without devices, in which every link loses frames by {@code loss}. */
  public World(long seed, GilbertElliott loss) {
    this.simulation = new Simulation(seed);
    this.loss = new BurstLinks(loss);
    // Dice of its own: what the simulation deals to the devices stays the same.
    RandomGenerator dice = new SplittableRandom(~seed);
    this.air = new Air(simulation, simulation, dice, LinkModel.IDEAL);
    AirGateway gateway = new AirGateway(simulation, air);
    this.network =
        new NetworkServer(
            NetworkSettings.simple(),
            new MemoryStore(),
            simulation,
            timers(),
            new SplittableRandom(seed));
    gateway.connect(network);
    new ClockSync(network);
  }

  private Timers timers() {
    return new SchedulerTimers(simulation);
  }

  /** A device with the product's own MAC, known to the network; it will be switched on soon. */
  public SimulatedDevice add(DeviceIdentity identity, DeviceSeries series) {
    return add(identity, series, radio -> radioLink(identity, series.dataRate(), radio));
  }

  /**
   * The same with another link.
   *
   * @param linking makes the link of the device's place in the air
   */
  public SimulatedDevice add(
      DeviceIdentity identity, DeviceSeries series, Function<Radio, DeviceLink> linking) {
    RandomGenerator random = simulation.newRandom();
    DeviceLink link = linking.apply(air.device(Position.ORIGIN, loss.link(random)));
    SimulatedDevice device = new SimulatedDevice(simulation, identity, series, shared, link);
    network.register(registration(identity.activation()));
    devices.add(device);
    long wait = random.nextLong(SWITCH_ON_SPREAD.toNanos());
    simulation.after(Duration.ofNanos(wait), device::switchOn);
    return device;
  }

  /** A way into the network for a device that is made elsewhere; the network knows it. */
  public DeviceLink link(DeviceIdentity identity, DataRate dataRate) {
    network.register(registration(identity.activation()));
    Radio radio = air.device(Position.ORIGIN, loss.link(simulation.newRandom()));
    return radioLink(identity, dataRate, radio);
  }

  private static DeviceLink radioLink(DeviceIdentity identity, DataRate dataRate, Radio radio) {
    MacConfig mac =
        MacConfig.of(Region.EU868, identity.activation()).withDataRate(dataRate.index(), false);
    return new RadioLink(mac, radio, new UplinkCounterCheck());
  }

  private static DeviceRegistration registration(Activation activation) {
    if (activation instanceof Activation.Otaa joins) {
      return new DeviceRegistration.Otaa(
          joins.devEui(), joins.joinEui(), joins.keys(), LorawanVersion.V1_0_4, DeviceClass.A);
    }
    Activation.Personalised known = (Activation.Personalised) activation;
    return DeviceRegistration.Personalised.of(known.devAddr(), known.keys());
  }

  /** A campaign for all devices, not started. */
  public Campaign campaign(
      CampaignParameters parameters,
      CutFile firmware,
      CampaignGroup group,
      CampaignListener listener) {
    return campaign(
        parameters, firmware, group, devices.stream().map(World::target).toList(), listener);
  }

  /** A campaign for these devices, not started. */
  public Campaign campaign(
      CampaignParameters parameters,
      CutFile firmware,
      CampaignGroup group,
      List<Target> targets,
      CampaignListener listener) {
    CampaignPorts ports =
        new CampaignPorts(network, simulation, timers(), sessionCounters, listener);
    return new Campaign(parameters, new Job.UpgradeFirmware(firmware), group, targets, ports);
  }

  private static Target target(SimulatedDevice device) {
    DeviceIdentity identity = device.identity();
    return new Target(
        identity.id(),
        identity.rootKey(),
        identity.rootKeyKind(),
        device.series().policy().heartbeat(),
        device.series().packageVersion());
  }

  /** Time, events and dice. */
  public Simulation simulation() {
    return simulation;
  }

  public AirFigures airFigures() {
    return air.figures();
  }

  /** In the order in which they were added. */
  public List<SimulatedDevice> devices() {
    return List.copyOf(devices);
  }
}
