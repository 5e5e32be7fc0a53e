package dev.fuota.server.service;

import static dev.fuota.server.service.ServiceRig.ok;
import static dev.fuota.server.service.ServiceRig.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.campaign.Problem;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.firmware.FirmwareWorkshop;
import dev.fuota.server.harness.FakeNetwork;
import dev.fuota.server.harness.VirtualTime;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuFile;
import dev.fuota.server.msu.MsuNetwork;
import dev.fuota.server.msu.MsuOffer;
import dev.fuota.server.port.StoredPart;
import dev.fuota.server.store.MemoryStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What can be asked for on a network of MSU, and what is kept; nobody answers there. */
class MsuRequestTest {
  private static final String DEVICE = "192.0.2.10";

  private final VirtualTime time = new VirtualTime();
  private final MemoryStore store = new MemoryStore();
  private CampaignService service = open(Map.of());

  private CampaignService open(Map<String, String> defaults) {
    Map<String, Network> networks = new TreeMap<>();
    networks.put("hall", new Silence());
    networks.put(
        "east",
        new StubNetwork("east", Region.EU868, new FakeNetwork(time), new SessionCounters(store)));
    CampaignService opened =
        new CampaignService(
            new ServicePorts(
                networks,
                store,
                time,
                time,
                new SplittableRandom(3),
                new FirmwareWorkshop(Optional.empty()),
                ServiceSettings.usual().withDefaults(defaults)));
    opened.open();
    return opened;
  }

  private RegisteredDevice register(String device) {
    return ok(service.register(device, Map.of("network", "hall", "name", "lamp")));
  }

  private CampaignRequest request(Map<String, String> parameters) {
    return request("a.bin", parameters);
  }

  private CampaignRequest request(String name, Map<String, String> parameters) {
    FileView file = ok(service.addFile(name, Bytes.fromHex("0102")));
    return ServiceRig.request(
        CampaignKind.UPLOAD_BINARY_FILE, List.of(DEVICE), Optional.of(file), parameters);
  }

  @Test
  @DisplayName("TR-01: a device of MSU needs its address, and no key")
  void aDeviceIsAnAddress() {
    RegisteredDevice device = register(DEVICE);
    assertThat(device.device()).isEqualTo(DEVICE);
    assertThat(device.lorawan()).isEmpty();
    service = open(Map.of());
    assertThat(service.registered()).containsExactly(device);
    ok(service.saveDeviceSet("street", List.of(DEVICE)));
    assertThat(service.registered(DEVICE).orElseThrow().sets()).containsExactly("street");
  }

  @Test
  @DisplayName("TR-01: an address is for MSU, an EUI for LoRaWAN")
  void eachNetworkHasItsNames() {
    assertThat(refused(service.register(DEVICE, Map.of("network", "east"))).problems())
        .extracting(Problem::parameter)
        .contains("network");
    assertThat(refused(service.register("0004a30b001c0001", Map.of("network", "hall"))).problems())
        .extracting(Problem::parameter)
        .contains("network");
    assertThat(
            refused(service.register(DEVICE, Map.of("network", "hall", "appKey", "00"))).problems())
        .extracting(Problem::parameter)
        .containsExactly("appKey");
    for (String none : List.of("192.0.2", "192.0.2.256", "fffffffec000020a")) {
      assertThat(refused(service.register(none, Map.of("network", "hall"))).code())
          .isEqualTo("DEVICE_INVALID");
    }
  }

  @Test
  @DisplayName("TP-18: a parameter that MSU does not have is refused by its name")
  void parametersOfLorawan() {
    register(DEVICE);
    var refused =
        refused(service.create(request(Map.of("redundancy", "20%", "success_threshold", "50"))));
    assertThat(refused.problems()).extracting(Problem::parameter).containsExactly("redundancy");
    assertThat(refused.problems().get(0).allowed()).contains("success_threshold");
    assertThat(refused(service.create(request(Map.of("success_threshold", "101")))).problems())
        .extracting(Problem::parameter)
        .containsExactly("success_threshold");
  }

  @Test
  @DisplayName("TP-18: defaults for other networks do no harm")
  void defaultsOfLorawan() {
    service = open(Map.of("redundancy", "20%", "mcast_data_rate", "DR4"));
    register(DEVICE);
    assertThat(ok(service.create(request(Map.of())))).isPositive();
  }

  @Test
  void groupsAndStrangeNamesAreRefused() {
    register(DEVICE);
    CampaignRequest groups =
        ServiceRig.request(
            CampaignKind.CONFIGURE_MULTICAST_GROUPS, List.of(DEVICE), Optional.empty(), Map.of());
    assertThat(refused(service.create(groups)).problems())
        .extracting(Problem::parameter)
        .contains("kind");
    assertThat(refused(service.create(request("a/b", Map.of()))).problems())
        .extracting(Problem::parameter)
        .containsExactly("file");
    assertThat(refused(service.plan(request("c.bin", Map.of()))).code()).isNotEmpty();
  }

  @Test
  void nobodyAnswers() {
    register(DEVICE);
    long id = ok(service.create(request(Map.of())));
    ok(service.start(id));
    time.run(Duration.ofMinutes(10));
    CampaignDetail over = service.campaign(id).orElseThrow();
    assertThat(over.outcome()).contains("FAILED");
    assertThat(service.device(id, DEVICE).orElseThrow().reason())
        .isEqualTo("it did not answer the search");
    assertThat(over.parameters())
        .containsOnlyKeys("success_threshold", "maximum_duration", "canary");
  }

  @Test
  void whatCannotBeReadFails() {
    register(DEVICE);
    long id = ok(service.create(request(Map.of())));
    ok(service.start(id));
    StoredPart part = store.parts(id).get(0);
    store.save(new StoredPart(id, 0, part.mcAddr(), part.mcKey(), "msu1 gibberish"));
    service = open(Map.of());
    time.run(Duration.ofSeconds(1));
    assertThat(service.campaign(id).orElseThrow().outcome()).contains("FAILED");
    assertThat(service.campaign(id).orElseThrow().parts().get(0).sentence())
        .contains("cannot be read");
  }

  /** A network where nothing is heard. */
  private final class Silence implements MsuSite, MsuNetwork {
    private final RandomGenerator dice = new SplittableRandom(4);

    @Override
    public String name() {
      return "hall";
    }

    @Override
    public MsuNetwork wire() {
      return this;
    }

    @Override
    public void listen(Ear ear) {}

    @Override
    public LongSupplier nanos() {
      return () -> Duration.between(VirtualTime.START, time.instant()).toNanos();
    }

    @Override
    public RandomGenerator random() {
      return dice;
    }

    @Override
    public MsuCampaign.Builder campaign(List<MsuFile> files, Optional<String> version) {
      return MsuCampaign.of(files, MsuOffer.of(new MacAddress(1)));
    }

    @Override
    public Ipv4 address() {
      return new Ipv4(0xc0000201);
    }

    @Override
    public void multicast(Ipv4 group, int port, ByteBuffer datagram) {}

    @Override
    public void unicast(Ipv4 to, int port, ByteBuffer datagram) {}
  }
}
