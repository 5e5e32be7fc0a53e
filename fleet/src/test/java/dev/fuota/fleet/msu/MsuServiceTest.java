package dev.fuota.fleet.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.service.CampaignDetail;
import dev.fuota.server.service.DeviceDetail;
import dev.fuota.server.service.DeviceView.Fate;
import dev.fuota.server.service.PartView;
import dev.fuota.server.service.StageView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Campaigns of the service on a network of MSU, with real clients in virtual time. */
class MsuServiceTest {
  private static final int SIZE = 20_000;

  private final ServiceHall hall = new ServiceHall();
  private final byte[] content = hall.octets(SIZE);

  private long upload(Map<String, String> parameters) {
    return hall.start(CampaignKind.UPLOAD_BINARY_FILE, "a.bin", content, hall.clients, parameters);
  }

  private static PartView part(CampaignDetail detail) {
    return detail.parts().get(0);
  }

  private String stage(long id) {
    return part(hall.detail(id)).stage();
  }

  private DeviceDetail device(long id, int client) {
    String name = ServiceHall.name(hall.clients.get(client));
    return hall.service.device(id, name).orElseThrow();
  }

  private List<Boolean> updated() {
    return hall.clients.stream().map(client -> client.disk().holds("a.bin", content)).toList();
  }

  private static StageView stage(CampaignDetail detail, String name) {
    return part(detail).stages().stream()
        .filter(stage -> stage.stage().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("TR-01: a file goes by MSU to all devices, whose addresses name them")
  void everybodyHasTheFile() {
    hall.clients(5);
    CampaignDetail over = hall.finish(upload(Map.of()));
    assertThat(over.outcome()).contains("DONE");
    assertThat(updated()).hasSize(5).containsOnly(true);
    assertThat(part(over).stages())
        .extracting(StageView::stage)
        .containsExactly(
            "DISCOVERY", "CONNECT", "ANNOUNCEMENT", "TRANSFER", "REPAIR", "STATUS", "DISCONNECT");
    assertThat(part(over).stages())
        .filteredOn(stage -> !stage.stage().equals("REPAIR"))
        .allMatch(stage -> stage.answered() == 5 && stage.begun().isPresent());
    int chunk = ServiceHall.SEQUENCES * ServiceHall.FRAME;
    assertThat(part(over).fragments().sent()).isEqualTo((SIZE + chunk - 1) / chunk);
    assertThat(part(over).fragments().total()).isEqualTo((SIZE + chunk - 1) / chunk);
    assertThat(part(over).octets()).isGreaterThan(SIZE);
    assertThat(device(over.id(), 0).device()).isEqualTo("10.0.0.2");
    assertThat(device(over.id(), 0).outcome()).isEqualTo(Fate.SUCCEEDED);
    assertThat(hall.service.matrix(over.id()).orElseThrow().devices())
        .containsExactly("10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6");
  }

  @Test
  @DisplayName("TP-02: enough devices are enough")
  void oneIsMissingAndThreeQuartersSuffice() {
    hall.clients(3);
    hall.client("fleet", 0);
    CampaignDetail over = hall.finish(upload(Map.of("success_threshold", "75")));
    assertThat(over.outcome()).contains("DONE_WITH_FAILURES");
    assertThat(over.succeeded()).isEqualTo(3);
    assertThat(stage(over, "DISCOVERY").timedOut()).isEqualTo(1);
    assertThat(device(over.id(), 3).outcome()).isEqualTo(Fate.FAILED);
    assertThat(device(over.id(), 3).reason()).isEqualTo("it did not answer the search");
  }

  @Test
  @DisplayName("TP-02: fewer devices than asked for are a failure")
  void otherHardwareRefuses() {
    hall.clients(1);
    hall.client("other", 0).start();
    CampaignDetail over = hall.finish(upload(Map.of()));
    assertThat(over.outcome()).contains("FAILED");
    assertThat(over.sentence()).contains("1 of 2 devices");
    assertThat(stage(over, "CONNECT").refused()).isEqualTo(1);
    assertThat(device(over.id(), 1).reason()).isEqualTo("it refused to connect: hardware id");
    assertThat(updated()).containsExactly(true, false);
  }

  @Test
  void anAbortReachesTheDevices() {
    hall.slow(Duration.ofMillis(500));
    hall.clients(2);
    long id = upload(Map.of());
    hall.runUntil(() -> stage(id).equals("TRANSFER"));
    ServiceHall.ok(hall.service.abort(id, false));
    CampaignDetail over = hall.finish(id);
    assertThat(over.outcome()).contains("ABORTED");
    assertThat(part(over).outcome()).contains("ABORTED");
    assertThat(updated()).containsOnly(false);
    hall.slow(Duration.ofMillis(1));
    assertThat(hall.finish(upload(Map.of())).outcome()).contains("DONE");
  }

  @Test
  @DisplayName("TP-03: a campaign ends when its time is over")
  void itsTimeIsOver() {
    hall.slow(Duration.ofSeconds(4));
    hall.clients(1);
    CampaignDetail over = hall.finish(upload(Map.of("maximum_duration", "1min")));
    assertThat(over.outcome()).contains("FAILED");
    assertThat(part(over).sentence()).contains("maximum_duration was over");
    assertThat(Duration.between(over.started().orElseThrow(), over.ended().orElseThrow()))
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75));
  }

  @Test
  @DisplayName("TR-01: firmware goes with its version, and the canary first")
  void firmware() {
    byte[] image = FirmwareSamples.image(Sample.V2).toArray();
    hall.clients(4);
    long id =
        hall.start(
            CampaignKind.FIRMWARE_UPGRADE,
            "v2.bin",
            image,
            hall.clients,
            Map.of("canary", "1", "form", "full"));
    CampaignDetail over = hall.finish(id);
    assertThat(over.outcome()).contains("DONE");
    assertThat(over.parts()).extracting(PartView::devices).containsExactly(1, 3);
    assertThat(hall.clients).allMatch(client -> client.disk().holds("v2.bin", image));
  }

  @Test
  void cyclesWaitForEachOther() {
    hall.clients(2);
    byte[] other = hall.octets(9_000);
    long first =
        hall.start(
            CampaignKind.UPLOAD_BINARY_FILE,
            "a.bin",
            content,
            hall.clients.subList(0, 1),
            Map.of());
    long second =
        hall.start(
            CampaignKind.UPLOAD_BINARY_FILE, "b.bin", other, hall.clients.subList(1, 2), Map.of());
    hall.runUntil(() -> stage(first).equals("TRANSFER"));
    assertThat(stage(hall.detail(second), "DISCOVERY").begun()).isEmpty();
    CampaignDetail late = hall.finish(second);
    assertThat(late.outcome()).contains("DONE");
    assertThat(hall.detail(first).outcome()).contains("DONE");
    assertThat(stage(late, "DISCOVERY").begun().orElseThrow())
        .isAfterOrEqualTo(hall.detail(first).ended().orElseThrow());
  }

  @Test
  @DisplayName("TR-09: another process begins a new cycle, without those that have passed")
  void aKilledServerForgetsNobodyWhoPassed() {
    hall.clients(2);
    FleetClient late = hall.client("fleet", 0);
    long id = upload(Map.of());
    hall.runUntil(() -> hall.detail(id).succeeded() == 2);
    hall.runUntil(() -> stage(id).equals("DISCONNECT"));
    hall.kill();
    late.start();
    hall.restart();
    assertThat(hall.detail(id).succeeded()).isEqualTo(2);
    CampaignDetail over = hall.finish(id);
    assertThat(over.outcome()).contains("DONE");
    assertThat(part(over).round()).isEqualTo(2);
    assertThat(hall.written).containsExactly(late.address());
    assertThat(updated()).containsOnly(true);
  }

  @Test
  @DisplayName("TR-09: a server that is killed in the transfer sends again, and devices follow")
  void aKilledServerBeginsAgain() {
    hall.slow(Duration.ofMillis(500));
    hall.clients(3);
    long id = upload(Map.of());
    hall.runUntil(() -> part(hall.detail(id)).fragments().sent() == 1);
    hall.kill();
    hall.ground.run(() -> false, Duration.ofSeconds(20));
    assertThat(updated()).containsOnly(false);
    hall.restart();
    CampaignDetail over = hall.finish(id);
    assertThat(over.outcome()).contains("DONE");
    assertThat(part(over).round()).isEqualTo(2);
    assertThat(updated()).containsOnly(true);
    hall.kill();
    hall.restart();
    assertThat(part(hall.detail(id)))
        .usingRecursiveComparison()
        .ignoringFields("stages.begun", "stages.ended")
        .isEqualTo(part(over));
  }
}
