package dev.fuota.fleet.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.msu.Access;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.TrailerSecurity;
import dev.fuota.fleet.lan.LinkQuality;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.sim.MemoryArea;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.secure.GroupKeys;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.server.msu.FileContent;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuCycle;
import dev.fuota.server.msu.MsuCycleListener;
import dev.fuota.server.msu.MsuFile;
import dev.fuota.server.msu.MsuOffer;
import dev.fuota.server.msu.MsuOffer.Credentials;
import dev.fuota.server.msu.MsuReport;
import dev.fuota.server.msu.MsuSeal;
import dev.fuota.server.msu.MsuServerPorts;
import dev.fuota.server.msu.SiteSeal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole cycles in which every datagram carries a trailer. */
class SealedCycleTest {
  private static final int SIZE = 20_000;
  private static final int KEY_ID = 9;
  private static final Bytes USER = ascii("oper");
  private static final Bytes PASSWORD = ascii("pw");
  private static final GroupKeys SITE = keys(1);
  private static final GroupKeys OTHER_SITE = keys(2);

  private final VirtualGround ground = new VirtualGround(5);
  private final byte[] content = new byte[SIZE];
  private final List<FleetClient> clients = new ArrayList<>();

  @BeforeEach
  void fill() {
    ground.newRandom().nextBytes(content);
  }

  private static GroupKeys keys(int octet) {
    byte[] secret = new byte[GroupKeys.KEY_LENGTH];
    Arrays.fill(secret, (byte) octet);
    return new GroupKeys(Bytes.of(secret), 3);
  }

  private static Bytes ascii(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void client(MsuClientConfig config) {
    Access login = new Access(1, false, USER, PASSWORD, Map.of());
    FleetClient client =
        new FleetClient(
            ground,
            ground.link(LinkQuality.losing(0.02)),
            config.withAccess(login),
            new MemoryArea(1 << 20));
    clients.add(client);
    client.start();
  }

  private static MsuClientConfig sealed(GroupKeys keys, Profile profile) {
    MsuLimits limits = MsuLimits.defaults().withProfile(profile);
    return MsuClientConfig.open()
        .withProfile(profile)
        .withSecurity(TrailerSecurity.withGroupKey(keys, limits));
  }

  private MsuReport run(MsuSeal seal, MsuOffer.Login login, Profile profile) {
    MsuOffer none = MsuOffer.of(new MacAddress(1));
    MsuOffer offer =
        new MsuOffer(
            none.mac(),
            login,
            none.firmwareVersion(),
            none.softwareVersion(),
            none.hardwareId(),
            none.productId(),
            none.productName(),
            none.modelName(),
            none.vendorId());
    MsuFile file =
        new MsuFile(FileContent.of(content), "a.bin", Optional.empty(), NotificationKind.UPGRADE);
    MsuCampaign campaign =
        MsuCampaign.of(List.of(file), offer).sequences(16, 512).seal(seal).profile(profile).build();
    MsuCycle[] cycle = new MsuCycle[1];
    DatagramPort port = ground.server(new ServerEar(() -> cycle[0]));
    cycle[0] =
        new MsuCycle(
            campaign,
            new MsuServerPorts(
                ground.nanos(),
                new SchedulerTimers(ground.scheduler()),
                ground.newRandom(),
                new PortNetwork(port)),
            MsuCycleListener.NONE);
    cycle[0].start();
    assertThat(ground.run(cycle[0]::isDone, Duration.ofHours(1))).isTrue();
    return cycle[0].report();
  }

  private long millis() {
    return ground.simulation().instant().toEpochMilli();
  }

  // MSU-X38
  @Test
  void aSiteWithOneKeyIsUpdatedAndOthersStayOut() {
    client(sealed(SITE, Profile.NONE));
    client(sealed(SITE, Profile.NONE));
    client(sealed(OTHER_SITE, Profile.NONE));
    client(MsuClientConfig.open());
    SiteSeal seal = SiteSeal.withGroupKey(SITE, this::millis);
    MsuReport report =
        run(seal, seal.login(new Credentials(USER, PASSWORD), ground.newRandom()), Profile.NONE);
    assertThat(report.passed()).isEqualTo(2);
    assertThat(clients)
        .extracting(client -> client.disk().holds("a.bin", content))
        .containsExactly(true, true, false, false);
  }

  // MSU-X38
  @Test
  void aServerThatSignsIsFollowedByItsKeyAlone() {
    SigningKey key = SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value().orElseThrow();
    PublicKeyInfo known = key.publicKey();
    MsuLimits limits = MsuLimits.defaults().withProfile(Profile.CODED);
    MsuClientConfig config = MsuClientConfig.open().withProfile(Profile.CODED);
    client(config.withSecurity(TrailerSecurity.withServerKey(SITE, known, KEY_ID, limits)));
    client(config.withSecurity(TrailerSecurity.withGroupKey(SITE, limits)));
    SiteSeal seal = SiteSeal.withServerKey(SITE, key, KEY_ID, this::millis);
    MsuReport report =
        run(seal, seal.login(new Credentials(USER, PASSWORD), ground.newRandom()), Profile.CODED);
    assertThat(report.passed()).isEqualTo(1);
    assertThat(clients)
        .extracting(client -> client.disk().holds("a.bin", content))
        .containsExactly(true, false);
  }

  // MSU-X38
  @Test
  void aServerWithoutTheKeyFindsNobody() {
    client(sealed(SITE, Profile.NONE));
    MsuReport report = run(MsuSeal.NONE, MsuOffer.Login.plain(USER, PASSWORD), Profile.NONE);
    assertThat(report.clients()).isEmpty();
    assertThat(clients.get(0).disk().holds("a.bin", content)).isFalse();
  }
}
