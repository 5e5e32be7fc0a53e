package dev.fuota.server.msu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.ResponseCode;
import dev.fuota.protocol.msu.ScmCompleted;
import dev.fuota.protocol.msu.Status;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.StatusResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectTest {
  private final MsuWorld world = new MsuWorld();

  private static MsuCampaign.Builder campaign() {
    return MsuWorld.campaign(MsuWorld.file("a.bin", 3200));
  }

  @Test
  @DisplayName(
      "At most 32 Connects are unanswered; a silent client is asked three times, 1 s doubling")
  void outstanding() {
    for (int i = 0; i < 40; i++) {
      world.client().keepsBack(ConnectResponse.class::isInstance);
    }
    MsuReport report = world.run(campaign().build());
    List<Long> at = world.sent(ConnectRequest.class).stream().map(s -> s.at() - 5000).toList();
    assertThat(at).hasSize(120);
    assertThat(at.subList(0, 32)).containsOnly(0L);
    assertThat(at.subList(32, 64)).containsOnly(1000L);
    assertThat(at.subList(64, 96)).containsOnly(3000L);
    assertThat(at.subList(96, 104)).containsOnly(7000L);
    assertThat(report.clients()).allMatch(c -> c.state() == ClientState.UNREACHABLE);
  }

  // MSU-046
  @Test
  @DisplayName("A client that refuses is left out, and the report says why")
  void refused() {
    ModelClient good = world.client();
    ModelClient bad = world.client().answers(ResponseCode.HARDWARE_ID);
    MsuReport report = world.run(campaign().build());
    assertThat(world.reportOf(bad).state()).isEqualTo(ClientState.REFUSED);
    assertThat(world.reportOf(bad).refusal()).contains(ResponseCode.HARDWARE_ID);
    assertThat(world.reportOf(good).hasPassed()).isTrue();
    assertThat(report.isSuccess()).isFalse();
  }

  @Test
  @DisplayName("Which share of clients must pass is the campaign's choice")
  void minimumShare() {
    world.clients(3);
    world.client().answers(ResponseCode.BUSY);
    assertThat(world.run(campaign().minimumPass(75).build()).isSuccess()).isTrue();
    MsuWorld other = new MsuWorld();
    other.clients(3);
    other.client().answers(ResponseCode.BUSY);
    assertThat(other.run(campaign().minimumPass(76).build()).isSuccess()).isFalse();
  }

  // MSU-028, MSU-053
  @Test
  @DisplayName(
      "Connect names server, MAC, timeout, file and versions; no login unless one is given")
  void contents() {
    world.client();
    world.run(campaign().build());
    ConnectRequest request = world.messages(ConnectRequest.class).get(0);
    assertThat(request.serverIp()).isEqualTo(MsuWorld.SERVER);
    assertThat(request.mac()).isEqualTo(MsuWorld.MAC);
    assertThat(request.connectionTimeoutSeconds()).isEqualTo(60);
    assertThat(request.fileName()).contains("a.bin");
    assertThat(request.username()).isEmpty(); // MSU-X42
    assertThat(request.password()).isEmpty();
    assertThat(request.transactionId()).isEqualTo(world.cycle().transactionId()).isNotZero();
  }

  // MSU-039
  @Test
  @DisplayName("A login is sent as given")
  void login() {
    world.client();
    MsuOffer plain = MsuOffer.of(MsuWorld.MAC);
    MsuOffer offer =
        new MsuOffer(
            plain.mac(),
            MsuOffer.Login.plain(Bytes.of((byte) 'u'), Bytes.of((byte) 0xFF)),
            Optional.of("2.1"),
            Optional.empty(),
            Optional.of("HW-7"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    world.run(MsuCampaign.of(List.of(MsuWorld.file("a.bin", 50)), offer).build());
    ConnectRequest request = world.messages(ConnectRequest.class).get(0);
    assertThat(request.username()).contains(Bytes.of((byte) 'u'));
    assertThat(request.password()).contains(Bytes.of((byte) 0xFF));
    assertThat(request.fwVersion()).contains("2.1");
    assertThat(request.hardware().hardwareId()).contains("HW-7");
  }

  @ParameterizedTest(name = "clients ''{0}'' and ''{1}'', campaign allows {2}: octet 65 is {3}")
  @CsvSource({
    "fuota:stream, fuota:stream, 3, 1",
    "'fuota:stream,coded', 'fuota:stream,coded', 3, 3",
    "'fuota:stream,coded', 'fuota:stream,coded', 1, 1",
    "'fuota:stream,coded', fuota:stream, 3, 1",
    "fuota:stream, other, 3, 0",
    "fuota:stream, fuota:stream, 0, 0"
  })
  void extension(String first, String second, int allowed, int bits) {
    world.client().commParam(first);
    world.client().commParam(second);
    world.start(campaign().profile(Profile.ofBits(allowed)).build());
    world.runUntil(MsuPhase.ANNOUNCEMENT);
    assertThat(world.messages(ConnectRequest.class)).hasSize(2);
    assertThat(world.messages(ConnectRequest.class)).allMatch(c -> c.extensionBits() == bits);
  }

  @Test
  @DisplayName("A client without the extension that comes into a cycle with it is left out")
  void unsuitable() {
    world.client().commParam("fuota:stream");
    world.start(campaign().profile(Profile.STREAM).build());
    world.runUntil(MsuPhase.ANNOUNCEMENT);
    ModelClient late = world.client();
    late.sayIAm();
    world.runFor(100);
    assertThat(world.reportOf(late).state()).isEqualTo(ClientState.UNSUITABLE);
    assertThat(world.messages(ConnectRequest.class)).hasSize(1);
  }

  // MSU-X37
  @Test
  @DisplayName("Answers of four octets and a status of sixteen are understood")
  void shortMessages() {
    ModelClient client =
        world.client().keepsBack(m -> m instanceof ConnectResponse || m instanceof StatusResponse);
    world.start(campaign().build());
    world.runUntil(MsuPhase.CONNECT);
    world.runFor(5);
    world.deliver(
        client.endpoint(),
        new ConnectResponse(ResponseCode.GOOD, OptionalInt.empty()).encoded().asBuffer());
    assertThat(world.cycle().phase()).isEqualTo(MsuPhase.ANNOUNCEMENT);
    world.runUntil(MsuPhase.TRANSFER);
    Bytes full =
        new StatusResponse(
                Status.PASS, StatusCode.NONE, world.cycle().transactionId(), client.id(), 0)
            .encoded();
    Bytes older =
        full.slice(0, 8)
            .concat(Bytes.of((byte) 10, (byte) 0, (byte) 0, (byte) 1))
            .concat(full.slice(48, 4));
    world.deliver(client.endpoint(), older.asBuffer());
    assertThat(world.reportOf(client).hasPassed()).isTrue();
  }

  // MSU-024, MSU-033, MSU-035, MSU-065
  @Test
  @DisplayName("The slowest of all clients sets delays, windows and retries; the least limit holds")
  void parameters() {
    world.client().parameters(new DeviceParameters(10, 4000, 0, 0, 0, 5, 32));
    world.client().parameters(new DeviceParameters(25, 0, 9000, 1, 3, 7, 12));
    world.run(MsuWorld.campaign(MsuWorld.file("a.bin", 2400)).build());
    assertThat(world.messages(Notification.class).get(0).geometry().sequenceLimit()).isEqualTo(12);
    List<MsuWorld.Sent> data = world.sent(DataTransfer.class);
    assertThat(data.get(1).at() - data.get(0).at()).isEqualTo(25);
    assertThat(world.sent(ScmCompleted.class).get(0).at() - data.get(11).at()).isEqualTo(4000);
  }

  @Test
  @DisplayName("What one client demands has bounds, so that it cannot hold all others")
  void bounds() {
    DeviceParameters greedy = new DeviceParameters(65_535, 65_535, 65_535, 255, 255, 255, 32);
    assertThat(Bounds.of(greedy))
        .isEqualTo(new DeviceParameters(1000, 30_000, 30_000, 15, 15, 255, 32));
  }

  // MSU-049
  @Test
  @DisplayName("Ten thousand Transaction IDs: none is 0, none comes twice")
  void transactionIds() {
    TransactionIds ids = new TransactionIds(new SecureRandom());
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(ids.next())).isTrue();
    }
    assertThat(seen).doesNotContain(0);
  }

  // MSU-049
  @Test
  @DisplayName("A random source that repeats itself still gives each id once, and never 0")
  void repeatingRandom() {
    int[] values = {0, 5, 5, 0, 6};
    int[] next = {0};
    TransactionIds ids = new TransactionIds(() -> (long) values[next[0]++] << 32);
    assertThat(ids.next()).isEqualTo(5);
    assertThat(ids.next()).isEqualTo(6);
  }

  // MSU-060, MSU-135 to MSU-139
  @Test
  @DisplayName("Waits, copies and groups are configurable, and nonsense is refused")
  void configuration() {
    world.client();
    MsuTiming timing =
        new MsuTiming(Duration.ofMillis(700), Duration.ofMillis(400), Duration.ofSeconds(1), 30, 4);
    MsuRepeats repeats =
        MsuRepeats.DEFAULTS
            .withDiscovery(new Tries(1, Duration.ZERO), Duration.ofSeconds(1))
            .withNotification(new Tries(2, Duration.ofMillis(100)), Duration.ZERO);
    world.run(campaign().timing(timing).repeats(repeats).build());

    long announced = world.sent(Notification.class).get(0).at();
    assertThat(world.sent(Notification.class))
        .extracting(s -> s.at() - announced)
        .containsExactly(0L, 100L);
    assertThat(world.sent(DataTransfer.class).get(0).at() - announced).isEqualTo(800);
    assertThat(world.messages(Notification.class).get(0).updateTimeoutSeconds()).isEqualTo(4);
    assertThat(world.messages(ConnectRequest.class).get(0).connectionTimeoutSeconds())
        .isEqualTo(30);
    assertThatThrownBy(() -> new MsuTiming(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> campaign().sequences(33, 100).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MsuWorld.file("../a", 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MsuWorld.file("a", 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
