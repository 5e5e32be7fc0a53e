package dev.fuota.fleet.lorawan;

import dev.fuota.agent.mac.Activation;
import dev.fuota.fleet.fault.Killable;
import dev.fuota.fleet.result.CampaignLine;
import dev.fuota.fleet.scenario.CampaignSetup;
import dev.fuota.fleet.scenario.DeviceGroup;
import dev.fuota.fleet.scenario.Scenario.Update;
import dev.fuota.fleet.world.DeviceIdentity;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.fleet.world.VirtualGateway;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignKeeper;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CampaignParametersBuilder;
import dev.fuota.server.campaign.CampaignPorts;
import dev.fuota.server.campaign.CampaignState;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.Job;
import dev.fuota.server.campaign.ParticipantState;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.campaign.Target;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The built-in network server of a fleet, and the campaign that updates it. */
public final class PairedServer implements Killable {
  private static final DevAddr GROUP_ADDRESS = new DevAddr(0x2700_0001);
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** Devices that have not joined so long after all others may have are not waited for. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final LorawanFleet fleet;
  private final Simulation simulation;
  private final Instant began;

  /** Of a server that is to be killed. */
  private final Optional<ServerStore> store;

  private final UnaryOperator<CampaignParametersBuilder> parameters;
  private @Nullable Campaign campaign;
  private @Nullable CampaignWatch watch;
  private @Nullable CampaignGroup group;
  private NetworkServer network;

  /** Of its processes; what was planned in one of before does not happen any more. */
  private int process;

  private boolean runs = true;

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
    this.store = fleet.faults().killServer() ? Optional.of(new ServerStore()) : Optional.empty();
    this.network = PairedNetwork.of(fleet, sessions(), timers());
    registerAll();
    fleet.faults().server(this);
    if (fleet.scenario().update().offered()) {
      look();
    }
  }

  private SessionStore sessions() {
    return store.<SessionStore>map(kept -> kept).orElseGet(LastingStore::new);
  }

  /** Of the process that runs. */
  private Timers timers() {
    Timers timers = new SchedulerTimers(simulation);
    int mine = process;
    return store.isEmpty() ? timers : (delay, action) -> timers.after(delay, turn(mine, action));
  }

  private Runnable turn(int ofProcess, Runnable action) {
    return () -> {
      if (process == ofProcess) {
        action.run();
      }
    };
  }

  private void registerAll() {
    for (FleetDevice each : fleet.devices()) {
      network.register(registration(each.group(), each.device().identity()));
    }
  }

  @Override
  public void kill() {
    if (runs) {
      runs = false;
      process++;
      store.ifPresent(ServerStore::forget);
      fleet.gateways().forEach(VirtualGateway::disconnect);
    }
  }

  @Override
  public void restart() {
    if (!runs) {
      runs = true;
      network = PairedNetwork.of(fleet, sessions(), timers());
      registerAll();
      if (group != null && watch != null) {
        run(group, watch);
      }
    }
  }

  static DeviceRegistration registration(DeviceGroup group, DeviceIdentity device) {
    if (device.activation() instanceof Activation.Otaa joins) {
      return new DeviceRegistration.Otaa(
          joins.devEui(), joins.joinEui(), joins.keys(), group.version(), deviceClass(group));
    }
    Activation.Personalised known = (Activation.Personalised) device.activation();
    return new DeviceRegistration.Personalised(
        device.id(), known.devAddr(), known.keys(), group.version(), deviceClass(group));
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
    boolean late = Duration.between(began, simulation.instant()).compareTo(patience()) >= 0;
    if (runs && (figures.joined() == figures.devices() || late)) {
      begin();
    } else {
      simulation.after(LOOK, this::look);
    }
  }

  private Duration patience() {
    return fleet.scenario().groups().stream()
        .map(DeviceGroup::joinSpread)
        .max(Duration::compareTo)
        .orElseThrow()
        .plus(PATIENCE);
  }

  private void begin() {
    CutFile file = CampaignSetup.file(fleet.scenario());
    CampaignWatch watching = watch(file);
    CampaignGroup created = CampaignGroup.create(0, GROUP_ADDRESS, simulation.newRandom());
    group = created;
    watch = watching;
    run(created, watching);
  }

  /** Begins the campaign, or goes on with what was stored of it. */
  private void run(CampaignGroup to, CampaignWatch watching) {
    Job job = new Job.UpgradeFirmware(CampaignSetup.file(fleet.scenario()));
    CampaignPorts ports =
        new CampaignPorts(
            fleet.faults().network(network),
            simulation,
            timers(),
            new SessionCounters(sessions()),
            watching,
            store.<CampaignKeeper>map(kept -> kept).orElse(CampaignKeeper.NONE));
    List<Target> targets = fleet.devices().stream().map(PairedServer::target).toList();
    Optional<CampaignState> stored = store.flatMap(ServerStore::campaign);
    campaign =
        stored.isPresent()
            ? Campaign.resume(parameters(), job, to, targets, stored.get(), participants(), ports)
            : new Campaign(parameters(), job, to, targets, ports);
    campaign.start();
  }

  private Map<DeviceId, ParticipantState> participants() {
    return store.map(ServerStore::participants).orElse(Map.of());
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
    CampaignWatch watching = watch;
    return watching == null ? Optional.empty() : campaign().map(it -> watching.line(cell, it));
  }

  private static Target target(FleetDevice device) {
    DeviceIdentity identity = device.device().identity();
    DeviceGroup group = device.group();
    return new Target(
        identity.id(),
        identity.rootKey(),
        identity.rootKeyKind(),
        group.reaction(),
        group.packages(),
        group.leaves());
  }

  private CampaignParameters parameters() {
    return parameters.apply(CampaignSetup.parameters(fleet.scenario(), began)).build();
  }
}
