package dev.fuota.fleet.lorawan;

import dev.fuota.device.config.Credentials;
import dev.fuota.fleet.result.CampaignLine;
import dev.fuota.fleet.scenario.CampaignSetup;
import dev.fuota.fleet.scenario.DeviceGroup;
import dev.fuota.fleet.scenario.Scenario.Update;
import dev.fuota.fleet.world.DeviceIdentity;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CampaignParametersBuilder;
import dev.fuota.server.campaign.CampaignPorts;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.Job;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.campaign.Target;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The built-in network server of a fleet, and the campaign that updates it. */
public final class PairedServer {
  private static final DevAddr GROUP_ADDRESS = new DevAddr(0x2700_0001);
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** Devices that have not joined by then are not waited for. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** A device whose uplinks are lost so often in a row counts as not reached. */
  private static final int HEARTBEATS = 4;

  private static final int DAYS = 20;

  private final LorawanFleet fleet;
  private final Simulation simulation;
  private final NetworkServer network;
  private final Instant began;
  private final UnaryOperator<CampaignParametersBuilder> parameters;
  private @Nullable Campaign campaign;
  private @Nullable CampaignWatch watch;

  /** A server that knows all devices of the fleet, and to which its gateways are connected. */
  public PairedServer(LorawanFleet fleet) {
    this(fleet, UnaryOperator.identity());
  }

  /**
   * The same, with a campaign that is run in another way.
   *
   * @param parameters changes those that follow from the scenario
   */
  public PairedServer(LorawanFleet fleet, UnaryOperator<CampaignParametersBuilder> parameters) {
    this.fleet = fleet;
    this.parameters = parameters;
    this.simulation = fleet.pace().simulation();
    this.began = simulation.instant();
    this.network = PairedNetwork.of(fleet, new MemoryStore());
    for (DeviceGroup group : fleet.scenario().groups()) {
      group.devices().forEach(device -> network.register(registration(group, device)));
    }
    if (fleet.scenario().update().offered()) {
      look();
    }
  }

  static DeviceRegistration registration(DeviceGroup group, Credentials device) {
    return group.joins()
        ? new DeviceRegistration.Otaa(
            device.devEui(),
            device.joinEui(),
            device.joinKeys(),
            group.version(),
            deviceClass(group))
        : new DeviceRegistration.Personalised(
            LorawanFleet.identity(group, device).id(),
            device.devAddr(),
            device.sessionKeys(),
            group.version(),
            deviceClass(group));
  }

  private static DeviceClass deviceClass(DeviceGroup group) {
    return group.deviceClass() == dev.fuota.agent.mac.DeviceClass.C ? DeviceClass.C : DeviceClass.A;
  }

  /** The campaign, once it has begun. */
  public Optional<Campaign> campaign() {
    return Optional.ofNullable(campaign);
  }

  private void look() {
    FleetFigures figures = fleet.figures();
    boolean late = Duration.between(began, simulation.instant()).compareTo(PATIENCE) >= 0;
    if (figures.joined() == figures.devices() || late) {
      begin();
    } else {
      simulation.after(LOOK, this::look);
    }
  }

  private void begin() {
    CutFile file = CampaignSetup.file(fleet.scenario());
    CampaignWatch watching = watch(file);
    CampaignPorts ports =
        new CampaignPorts(
            fleet.faults().network(network),
            simulation,
            new SchedulerTimers(simulation),
            new SessionCounters(new MemoryStore()),
            watching);
    CampaignGroup group = CampaignGroup.create(0, GROUP_ADDRESS, simulation.newRandom());
    List<Target> targets = fleet.devices().stream().map(PairedServer::target).toList();
    campaign = new Campaign(parameters(), new Job.UpgradeFirmware(file), group, targets, ports);
    watch = watching;
    campaign.start();
  }

  private CampaignWatch watch(CutFile file) {
    Update update = fleet.scenario().update();
    int length = DataFrame.OVERHEAD + DataFragment.OVERHEAD + file.fragSize();
    CampaignWatch begun =
        new CampaignWatch(
            simulation,
            began,
            file,
            TimeOnAir.of(CampaignSetup.sessionRate(fleet.scenario()), length, false),
            () -> fleet.devices().forEach(device -> device.measure(update.energy())));
    fleet.tally().countsSent(begun::sent);
    return begun;
  }

  /** How the campaign of this server, that of cell {@code cell}, went; empty before it began. */
  Optional<CampaignLine> line(int cell) {
    return watch == null ? Optional.empty() : campaign().map(it -> watch.line(cell, it));
  }

  private static Target target(FleetDevice device) {
    DeviceIdentity identity = device.device().identity();
    DeviceGroup group = device.group();
    return new Target(
        identity.id(),
        identity.rootKey(),
        identity.rootKeyKind(),
        group.uplinkInterval(),
        group.packages());
  }

  private CampaignParameters parameters() {
    return parameters.apply(CampaignSetup.parameters(fleet.scenario(), began)).build();
  }
}
