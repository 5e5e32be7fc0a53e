package dev.fuota.fleet.msu;

import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.fleet.lan.LinkQuality;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.sim.MemoryArea;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.firmware.FirmwareWorkshop;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuFile;
import dev.fuota.server.msu.MsuNetwork;
import dev.fuota.server.msu.MsuOffer;
import dev.fuota.server.msu.MsuPace;
import dev.fuota.server.service.CampaignDetail;
import dev.fuota.server.service.CampaignRequest;
import dev.fuota.server.service.CampaignService;
import dev.fuota.server.service.CampaignView.Phase;
import dev.fuota.server.service.MsuSite;
import dev.fuota.server.service.Result;
import dev.fuota.server.service.ServicePorts;
import dev.fuota.server.service.ServiceSettings;
import dev.fuota.server.store.MemoryStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The campaign service on a network of MSU with real clients, in virtual time; it may be killed.
 */
final class ServiceHall {
  static final int SEQUENCES = 16;
  static final int FRAME = 512;

  final VirtualGround ground = new VirtualGround(7);
  final List<FleetClient> clients = new ArrayList<>();

  /** Whom the process that runs has written to by unicast. */
  final Set<Ipv4> written = new TreeSet<>();

  private final MemoryStore store = new MemoryStore();
  private final DatagramPort port;
  private MsuSite.Ear ear = (from, at, datagram) -> {};
  private ProcessTimers process = new ProcessTimers(ground.scheduler());
  private Duration gap = Duration.ofMillis(1);
  CampaignService service;

  ServiceHall() {
    port =
        ground.server(
            new DatagramListener() {
              @Override
              public void onDatagram(
                  DatagramPort.Line line, int address, int from, ByteBuffer datagram) {
                ear.onDatagram(new Ipv4(address), from, datagram);
              }

              @Override
              public void onInterface(boolean up) {}
            });
    service = open();
  }

  /** The server waits so long from frame to frame, from the next cycle on. */
  void slow(Duration delay) {
    gap = delay;
  }

  private CampaignService open() {
    CampaignService begun =
        new CampaignService(
            new ServicePorts(
                Map.of("hall", new Site()),
                store,
                ground.clock(),
                new SchedulerTimers(process),
                ground.newRandom(),
                new FirmwareWorkshop(Optional.empty()),
                ServiceSettings.usual()));
    begun.open();
    return begun;
  }

  /** The process dies where it stands. */
  void kill() {
    process.kill();
    ear = (from, at, datagram) -> {};
    written.clear();
  }

  /** Another one begins. */
  void restart() {
    process = new ProcessTimers(ground.scheduler());
    service = open();
  }

  /** A device that is registered and not on yet. */
  FleetClient client(String hardware, double loss) {
    DeviceIdentity identity =
        new DeviceIdentity(
            Optional.of(hardware),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    FleetClient client =
        new FleetClient(
            ground,
            ground.link(LinkQuality.losing(loss)),
            MsuClientConfig.open().withIdentity(identity, Optional.of("1.0.0")),
            new MemoryArea(1 << 20));
    clients.add(client);
    ok(service.register(name(client), Map.of("network", "hall", "version", "1.0.0")));
    return client;
  }

  /** Devices that are on. */
  void clients(int count) {
    for (int i = 0; i < count; i++) {
      client("fleet", 0.02).start();
    }
  }

  static String name(FleetClient client) {
    return client.address().toString();
  }

  static <T> T ok(Result<T> result) {
    if (result instanceof Result.Ok<T> done) {
      return done.value();
    }
    throw new AssertionError(result.toString());
  }

  byte[] octets(int count) {
    byte[] octets = new byte[count];
    ground.newRandom().nextBytes(octets);
    return octets;
  }

  /** Creates and starts a campaign for some of the clients. */
  long start(
      CampaignKind kind,
      String name,
      byte[] octets,
      List<FleetClient> devices,
      Map<String, String> parameters) {
    String file = ok(service.addFile(name, Bytes.of(octets))).sha256();
    long id =
        ok(
            service.create(
                new CampaignRequest(
                    "a campaign",
                    kind,
                    devices.stream().map(ServiceHall::name).toList(),
                    List.of(),
                    List.of(),
                    Optional.of(file),
                    List.of(),
                    Optional.empty(),
                    parameters)));
    ok(service.start(id));
    return id;
  }

  CampaignDetail detail(long id) {
    return service.campaign(id).orElseThrow();
  }

  void runUntil(BooleanSupplier done) {
    if (!ground.run(done, Duration.ofHours(3))) {
      throw new AssertionError("it did not happen in three hours: " + service.campaigns());
    }
  }

  CampaignDetail finish(long id) {
    runUntil(() -> detail(id).state() == Phase.ENDED);
    return detail(id);
  }

  private final class Site implements MsuSite {
    @Override
    public String name() {
      return "hall";
    }

    @Override
    public MsuNetwork wire() {
      PortNetwork all = new PortNetwork(port);
      return new MsuNetwork() {
        @Override
        public Ipv4 address() {
          return all.address();
        }

        @Override
        public void multicast(Ipv4 group, int to, ByteBuffer datagram) {
          all.multicast(group, to, datagram);
        }

        @Override
        public void unicast(Ipv4 to, int at, ByteBuffer datagram) {
          written.add(to);
          all.unicast(to, at, datagram);
        }
      };
    }

    @Override
    public void listen(MsuSite.Ear listener) {
      ear = listener;
    }

    @Override
    public LongSupplier nanos() {
      return ground.nanos();
    }

    @Override
    public RandomGenerator random() {
      return ground.newRandom();
    }

    @Override
    public MsuCampaign.Builder campaign(List<MsuFile> files, Optional<String> version) {
      MsuOffer none = MsuOffer.of(new MacAddress(1));
      return MsuCampaign.of(
              files,
              new MsuOffer(
                  none.mac(),
                  none.login(),
                  version,
                  none.softwareVersion(),
                  Optional.of("fleet"),
                  none.productId(),
                  none.productName(),
                  none.modelName(),
                  none.vendorId()))
          .pace(new MsuPace(gap, 0, false))
          .sequences(SEQUENCES, FRAME);
    }
  }
}
