package dev.fuota.fleet.lorawan;

import dev.fuota.device.config.Credentials;
import dev.fuota.fleet.scenario.DeviceGroup;
import dev.fuota.fleet.scenario.KeyTable;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.gateway.port.GatewayEvents;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.GatewayStatistics;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.clocksync.ClockSync;
import dev.fuota.server.firmware.FirmwareWorkshop;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.Timers;
import dev.fuota.server.service.CampaignDetail;
import dev.fuota.server.service.CampaignService;
import dev.fuota.server.service.CampaignView.Phase;
import dev.fuota.server.service.FileView;
import dev.fuota.server.service.Network;
import dev.fuota.server.service.Result;
import dev.fuota.server.service.ServicePorts;
import dev.fuota.server.service.ServiceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fleets of whole devices, each in a region of its own, and the machine on which the server runs:
 * networks, service and store in one process, which can end at any moment and begin again.
 */
final class ServiceGround {
  private static final List<String> ABILITIES =
      List.of("hardware", "slotSize", "sectorSize", "expandRam", "packages", "lzma2", "installer");

  final Simulation simulation;
  final TornStore torn = new TornStore();
  final AirLedger air = new AirLedger();
  private final Map<String, LorawanFleet> fleets = new LinkedHashMap<>();
  private final Map<String, List<Router>> routers = new LinkedHashMap<>();
  private CampaignService service;
  private int process;
  private boolean runs;

  /** Fleets that are on, and a server that runs and has all devices in its registry. */
  ServiceGround(long seed, List<Scenario> scenarios) {
    simulation = new Simulation(seed);
    for (Scenario scenario : scenarios) {
      LorawanFleet fleet = new LorawanFleet(scenario, new VirtualTime(simulation));
      String name = scenario.region().name();
      fleets.put(name, fleet);
      List<Router> own = fleet.gateways().stream().map(gateway -> new Router(name)).toList();
      routers.put(name, own);
      for (int i = 0; i < own.size(); i++) {
        fleet.gateways().get(i).connect(own.get(i));
      }
    }
    service = begin();
    fleets.forEach((name, fleet) -> fleet.devices().forEach(device -> register(name, device)));
  }

  CampaignService service() {
    return service;
  }

  List<FleetDevice> devices() {
    return fleets.values().stream().flatMap(fleet -> fleet.devices().stream()).toList();
  }

  static String name(FleetDevice device) {
    return device.device().identity().id().toString();
  }

  private void register(String network, FleetDevice device) {
    register(network, device, Map.of());
  }

  /** Registers a device anew, and says of it what may not be so. */
  void register(String network, FleetDevice device, Map<String, String> more) {
    DeviceGroup group = device.group();
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("network", network);
    attributes.put("lorawan", group.version().toString());
    attributes.put("packageVersion", String.valueOf(group.packages().number()));
    attributes.put("uplinkInterval", group.uplinkInterval().toSeconds() + "s");
    attributes.put("version", "1.0.0");
    Credentials keys =
        group.devices().stream()
            .filter(it -> LorawanFleet.identity(group, it).id().equals(id(device)))
            .findFirst()
            .orElseThrow();
    Map<String, String> row = KeyTable.row(group, keys);
    ABILITIES.forEach(ability -> attributes.put(ability, row.get(ability)));
    attributes.put("genAppKey", keys.genAppKey().bytes().toHex());
    attributes.put("joinEui", keys.joinEui().toString());
    attributes.put("appKey", keys.joinKeys().appKey().bytes().toHex());
    attributes.putAll(more);
    air.device(keys);
    ok(service.register(name(device), attributes));
  }

  private static DeviceId id(FleetDevice device) {
    return device.device().identity().id();
  }

  static <T> T ok(Result<T> result) {
    if (result instanceof Result.Ok<T> done) {
      return done.value();
    }
    throw new AssertionError(result.toString());
  }

  /** The new firmware of the devices. */
  String firmware() {
    FileView file = ok(service.addFile("v2.bin", FirmwareSamples.image(Sample.V2)));
    return file.sha256();
  }

  /** It knows the image that the devices run at first. */
  static FirmwareWorkshop workshop() {
    FirmwareWorkshop workshop =
        new FirmwareWorkshop(SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value());
    workshop.addBase(FirmwareSamples.image(Sample.V1));
    return workshop;
  }

  /** The process begins, or another one. */
  private CampaignService begin() {
    process++;
    runs = true;
    int mine = process;
    Timers timers =
        (delay, action) -> new SchedulerTimers(simulation).after(delay, () -> enter(mine, action));
    torn.reopen();
    FirmwareWorkshop workshop = workshop();
    TornStore.Both store = torn.store();
    Map<String, Network> networks = new TreeMap<>();
    fleets.forEach(
        (name, fleet) -> {
          NetworkSettings settings =
              NetworkSettings.of(fleet.scenario().region())
                  .withDutyCycle(fleet.scenario().dutyCycle())
                  .withDeduplication(Duration.ZERO);
          NetworkServer server =
              new NetworkServer(settings, store, simulation, timers, simulation.newRandom());
          new ClockSync(server);
          routers.getOrDefault(name, List.of()).forEach(router -> router.serve(server, mine));
          networks.put(
              name, new TestNetwork(name, settings.region(), server, new SessionCounters(store)));
        });
    CampaignService begun =
        new CampaignService(
            new ServicePorts(
                networks,
                store,
                simulation,
                timers,
                simulation.newRandom(),
                workshop,
                ServiceSettings.usual()));
    begun.open();
    return begun;
  }

  /** The process ends now, with all that is not durable. */
  void kill() {
    runs = false;
    process++;
  }

  /** A process begins; what it does first may be its last. */
  void restart() {
    if (!runs) {
      try {
        service = begin();
      } catch (TornStore.Died death) {
        kill();
        simulation.after(Duration.ofSeconds(1), this::restart);
      }
    }
  }

  private void enter(int ofProcess, Runnable event) {
    if (!runs || process != ofProcess) {
      return;
    }
    try {
      event.run();
    } catch (TornStore.Died death) {
      kill();
      simulation.after(Duration.ofSeconds(5), this::restart);
    }
  }

  boolean runs() {
    return runs;
  }

  /** How many processes there were. */
  int processes() {
    return process;
  }

  private record TestNetwork(
      String name, Region region, NetworkServer server, SessionCounters sessionCounters)
      implements Network {
    @Override
    public LorawanNetwork lorawan() {
      return server;
    }

    @Override
    public void register(DeviceRegistration registration) {
      server.register(registration);
    }
  }

  /** Between a gateway and whatever process serves it. */
  private final class Router implements GatewayEvents {
    private final String network;
    private @Nullable GatewayLink link;
    private @Nullable NetworkServer server;
    private int ofProcess;

    Router(String network) {
      this.network = network;
    }

    void serve(NetworkServer other, int mine) {
      server = other;
      ofProcess = mine;
      GatewayLink to = Objects.requireNonNull(link);
      other.onConnected(
          new GatewayLink() {
            @Override
            public GatewayId id() {
              return to.id();
            }

            @Override
            public void send(Transmission transmission, Consumer<TxStatus> result) {
              to.send(
                  transmission,
                  status -> {
                    if (status == TxStatus.OK) {
                      air.sent(network, transmission.phyPayload());
                    }
                    enter(mine, () -> result.accept(status));
                  });
            }
          });
    }

    @Override
    public void onConnected(GatewayLink gateway) {
      link = gateway;
    }

    @Override
    public void onDisconnected(GatewayId gateway) {}

    @Override
    public void onStatistics(GatewayId gateway, GatewayStatistics statistics) {}

    @Override
    public void onHeard(Heard heard) {
      air.heard(heard.phyPayload());
      enter(ofProcess, () -> Objects.requireNonNull(server).onHeard(heard));
    }
  }

  /**
   * Devices that join in a region.
   *
   * @param more lines of the scenario
   * @param packages version of the packages of each group
   */
  static Scenario fleet(String region, String more, int each, int... packages) {
    StringBuilder groups = new StringBuilder();
    for (int i = 0; i < packages.length; i++) {
      groups.append(
          """
            - {count: %d, secret: %032x, devEui: %016x, packages: %d, uplinkInterval: 2min}
          """
              .formatted(each, 1 + i, eui(region, i), packages[i]));
    }
    String text =
        """
        apiVersion: fuota/v1
        name: ground
        region: %s
        %s
        fleet:
        %s
        until: {longest: 24h}
        expect: {joined: 1}
        """
            .formatted(region, more, groups);
    return ScenarioFile.read("test.yaml", text, name -> "");
  }

  /** The first EUI of a group; regions and groups are far apart. */
  private static long eui(String region, int group) {
    return 0x70b3_d57e_0000_0000L + (region.hashCode() & 0xff_ffffL) * 0x100 + group * 0x40L;
  }

  /** Whether the campaign is over, as far as the process that runs knows. */
  private boolean isOver(long id) {
    return runs && service.campaign(id).orElseThrow().state() == Phase.ENDED;
  }

  /** Lets time pass until a campaign is over, in whichever process that is. */
  CampaignDetail finish(long id) {
    boolean[] over = new boolean[1];
    look(id, over);
    simulation.runUntil(() -> over[0]);
    return service.campaign(id).orElseThrow();
  }

  private void look(long id, boolean[] over) {
    over[0] = isOver(id);
    if (!over[0]) {
      simulation.after(Duration.ofSeconds(30), () -> look(id, over));
    }
  }

  /** Octets that mean nothing. */
  static Bytes octets(int count) {
    byte[] octets = new byte[count];
    for (int i = 0; i < count; i++) {
      octets[i] = (byte) (i * 31);
    }
    return Bytes.of(octets);
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    devices().forEach(device -> names.add(name(device)));
    return names;
  }
}
