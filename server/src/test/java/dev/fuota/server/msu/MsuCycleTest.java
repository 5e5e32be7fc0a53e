package dev.fuota.server.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.CcmCompleted;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.DisconnectRequest;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.MsuType;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.ScmCompleted;
import dev.fuota.protocol.msu.TransferCompleted;
import dev.fuota.protocol.msu.WhoIs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A whole cycle, in order:
 *
 * <pre>
 * Who-Is ×3 · Connect · Notification ×3 · [Data… · SCM completed 0]… · Transfer completed · Disconnect
 * </pre>
 */
class MsuCycleTest {
  private static final int SIZE = 7000;

  private final MsuWorld world = new MsuWorld();

  private static MsuCampaign campaign() {
    return MsuWorld.campaign(MsuWorld.file("a.bin", SIZE)).build();
  }

  // MSU-001, MSU-059, MSU-097, MSU-098
  @Test
  @DisplayName("A file without losses is sent once, chunk after chunk, and everybody has it")
  void happy() {
    List<ModelClient> clients = world.clients(3);
    MsuReport report = world.run(campaign());

    assertThat(report.isSuccess()).isTrue();
    assertThat(report.passed()).isEqualTo(3);
    assertThat(clients).allSatisfy(c -> assertThat(c.files()).containsExactly(content()));
    List<MsuType> order = new ArrayList<>();
    for (MsuWorld.Sent sent : world.sent()) {
      MsuType type = sent.message().type();
      if (order.isEmpty() || order.get(order.size() - 1) != type) {
        order.add(type);
      }
    }
    assertThat(order)
        .containsExactly(
            MsuType.WHO_IS,
            MsuType.CONNECT_REQ,
            MsuType.NOTIFY_UPGRADE,
            MsuType.DATA,
            MsuType.SCM_COMPLETED,
            MsuType.DATA,
            MsuType.SCM_COMPLETED,
            MsuType.DATA,
            MsuType.DISCONNECT_REQ);
  }

  private static Bytes content() {
    return Bytes.of(MsuWorld.octets(SIZE));
  }

  // MSU-002, MSU-014, MSU-020, MSU-088
  @Test
  @DisplayName("Each message goes to the group or to the client, as its kind demands")
  void destinations() {
    ModelClient client = world.client();
    world.run(campaign());

    MsuEndpoints groups = MsuEndpoints.DEFAULTS;
    Endpoint discovery = new Endpoint(groups.discoveryGroup(), groups.discoveryPort());
    Endpoint data = new Endpoint(groups.dataGroup(), groups.dataPort());
    assertAllTo(discovery, true, List.of(WhoIs.class, Notification.class));
    assertAllTo(data, true, List.of(DataTransfer.class, ScmCompleted.class));
    assertAllTo(client.endpoint(), false, List.of(ConnectRequest.class, DisconnectRequest.class));
    assertThat(world.messages(WhoIs.class)).hasSize(3).containsOnly(WhoIs.everybody());
  }

  private void assertAllTo(
      Endpoint to, boolean isMulticast, List<Class<? extends MsuMessage>> kinds) {
    for (Class<? extends MsuMessage> kind : kinds) {
      assertThat(world.sent(kind))
          .isNotEmpty()
          .allSatisfy(
              sent -> {
                assertThat(sent.to()).isEqualTo(to);
                assertThat(sent.isMulticast()).isEqualTo(isMulticast);
              });
    }
  }

  // MSU-060, MSU-078, MSU-086, MSU-135, MSU-136
  @Test
  @DisplayName("The times are those of Appendix A")
  void times() {
    world.client();
    world.run(campaign());

    List<Long> whoIs = world.sent(WhoIs.class).stream().map(MsuWorld.Sent::at).toList();
    assertThat(whoIs).containsExactly(0L, 1000L, 2000L);
    assertThat(world.sent(ConnectRequest.class).get(0).at()).isEqualTo(5000);
    long announced = world.sent(Notification.class).get(0).at();
    List<Long> notified = world.sent(Notification.class).stream().map(s -> s.at()).toList();
    assertThat(notified).startsWith(announced, announced + 1000, announced + 2000);
    List<MsuWorld.Sent> data = world.sent(DataTransfer.class);
    assertThat(data.get(0).at()).isEqualTo(announced + 2000 + 5000);
    assertThat(data.get(1).at() - data.get(0).at()).isEqualTo(10); // Sequence_Delay
    long firstWindow = world.sent(ScmCompleted.class).get(0).at() - data.get(31).at();
    assertThat(firstWindow).isEqualTo(3000);
  }

  // MSU-079, MSU-080, MSU-084
  @Test
  @DisplayName("Frames ascend, and say which is the last of its chunk and of the file")
  void framesInOrder() {
    world.client();
    world.run(campaign());

    List<DataTransfer> data = world.messages(DataTransfer.class);
    assertThat(data).hasSize(70);
    for (int i = 0; i < data.size(); i++) {
      DataTransfer frame = data.get(i);
      assertThat(frame.chunk()).isEqualTo(i / 32 + 1);
      assertThat(frame.sequence()).isEqualTo(i % 32 + 1);
      int flags = i == 69 ? 0xC0 : i % 32 == 31 ? 0x40 : 0;
      assertThat(frame.flags()).isEqualTo(flags);
    }
  }

  // MSU-010, MSU-098, MSU-100, MSU-103, MSU-108, MSU-109, MSU-137
  @Test
  @DisplayName(
      "While somebody has not reported, rounds of chunk complaints follow, no more than agreed")
  void roundsOfChunkComplaints() {
    world.clients(2);
    world.clients().get(1).loses(message -> message instanceof DataTransfer);
    world.clients().get(1).keepsBack(MsuCycleTest::isComplaint);
    world.run(campaign());

    List<Long> completed = world.sent(TransferCompleted.class).stream().map(s -> s.at()).toList();
    long first = completed.get(0);
    assertThat(completed).containsExactly(first, first + 200, first + 400);
    List<Long> rounds = world.sent(CcmCompleted.class).stream().map(s -> s.at()).toList();
    long open = first + 400;
    assertThat(rounds).containsExactly(open + 5000, open + 10_000, open + 15_000); // 1 + CCM_Retry
  }

  private static boolean isComplaint(MsuMessage message) {
    return message.type() == MsuType.SCM || message.type() == MsuType.CCM;
  }

  // MSU-003, MSU-110, MSU-128
  @Test
  @DisplayName("Fifty clients that lose a frame in five all have the file, byte for byte")
  void lossyFifty() {
    List<ModelClient> clients = world.clients(50);
    clients.forEach(
        c -> c.loses(m -> m instanceof DataTransfer && world.random().nextDouble() < 0.2));
    MsuReport report = world.run(campaign());

    assertThat(report.isSuccess()).isTrue();
    assertThat(clients).allSatisfy(c -> assertThat(c.files()).containsExactly(content()));
    assertThat(report.totals().framesFirst()).isEqualTo(70);
    assertThat(report.totals().framesRepeated()).isPositive();
  }

  // MSU-006, MSU-132, MSU-141
  @Test
  @DisplayName("Three files of any kind go one after the other under one Transaction ID")
  void threeFiles() {
    ModelClient client = world.client();
    MsuFile text =
        MsuWorld.file("b.txt", FileContent.of("speed=9600\n".getBytes(StandardCharsets.US_ASCII)));
    MsuReport report =
        world.run(
            MsuWorld.campaign(MsuWorld.file("a.bin", SIZE), text, MsuWorld.file("c.zip", 3200))
                .build());

    assertThat(report.isSuccess()).isTrue();
    assertThat(client.files())
        .containsExactly(
            content(),
            Bytes.of("speed=9600\n".getBytes(StandardCharsets.US_ASCII)),
            Bytes.of(MsuWorld.octets(3200)));
    assertThat(world.messages(Notification.class).stream().map(Notification::transactionId))
        .containsOnly(world.cycle().transactionId());
    assertThat(report.clients().get(0).files()).hasSize(3);
    assertThat(report.fileTimes()).hasSize(3).allSatisfy(t -> assertThat(t).isPositive());
  }

  @Test
  @DisplayName("The report says what was sent, with headers, and how long each phase took")
  void report() {
    world.client();
    MsuReport report = world.run(campaign());

    long octets = world.sent().stream().mapToLong(s -> s.message().length() + 42).sum();
    assertThat(report.totals().octetsSent()).isEqualTo(octets);
    assertThat(report.totals().datagramsSent()).isEqualTo(world.sent().size());
    assertThat(report.phases().get(MsuPhase.DISCOVERY)).isEqualTo(Duration.ofSeconds(5));
    assertThat(report.phases().get(MsuPhase.ANNOUNCEMENT)).isEqualTo(Duration.ofSeconds(7));
    assertThat(report.goodput()).isBetween(SIZE / 8.0, SIZE / 6.0);
  }

  @Test
  @DisplayName("A listener sees phases, chunks and clients")
  void listener() {
    world.client();
    List<String> seen = new ArrayList<>();
    world.start(
        campaign(),
        new MsuCycleListener() {
          @Override
          public void onPhase(MsuPhase phase) {
            seen.add(phase.name());
          }

          @Override
          public void onChunk(int fileNumber, long chunk, boolean repeated) {
            seen.add(fileNumber + "." + chunk);
          }

          @Override
          public void onOutcome(
              dev.fuota.protocol.msu.Ipv4 deviceId, int fileNumber, FileOutcome outcome) {
            seen.add(deviceId + " " + outcome);
          }
        });
    world.finish();
    assertThat(seen)
        .containsExactly(
            "DISCOVERY",
            "CONNECT",
            "ANNOUNCEMENT",
            "TRANSFER",
            "1.1",
            "1.2",
            "1.3",
            "10.0.0.1 PASS",
            "STATUS",
            "DISCONNECT",
            "DONE");
  }
}
