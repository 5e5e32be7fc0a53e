package dev.fuota.server.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.msu.CcmCompleted;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.Status;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.StatusRequest;
import dev.fuota.protocol.msu.StatusResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatusTest {
  private final MsuWorld world = new MsuWorld();

  private static MsuCampaign.Builder campaign() {
    return MsuWorld.campaign(MsuWorld.file("a.bin", 3200));
  }

  // MSU-116
  @Test
  @DisplayName("A client whose two reports were lost is asked, and its answer counts")
  void asked() {
    world.client();
    ModelClient shy = world.client();
    int[] said = {0};
    shy.keepsBack(m -> m instanceof StatusResponse && ++said[0] <= 2);
    MsuReport report = world.run(campaign().build());
    assertThat(report.isSuccess()).isTrue();
    assertThat(world.sent(StatusRequest.class))
        .extracting(MsuWorld.Sent::to)
        .containsOnly(shy.endpoint());
  }

  // MSU-116
  @Test
  @DisplayName(
      "A client that never reports is asked three times, a second apart, and has no result")
  void silent() {
    ModelClient client = world.client().keepsBack(StatusResponse.class::isInstance);
    world.start(campaign().build());
    world.runUntil(MsuPhase.STATUS);
    world.forget();
    MsuReport report = world.finish();
    List<Long> asked = world.sent(StatusRequest.class).stream().map(s -> s.at()).toList();
    long first = asked.get(0);
    assertThat(asked).containsExactly(first, first + 1000, first + 2000);
    assertThat(world.messages(StatusRequest.class))
        .containsOnly(new StatusRequest(world.cycle().transactionId(), client.id()));
    assertThat(report.clients().get(0).files().get(0).outcome()).isEqualTo(FileOutcome.UNKNOWN);
    assertThat(report.isSuccess()).isFalse();
  }

  // MSU-117, MSU-121
  @Test
  @DisplayName("One who is still at work at the end is waited for, within the update timeout")
  void atWork() {
    ModelClient slow = world.client().loses(DataTransfer.class::isInstance);
    world.start(campaign().build());
    world.runUntil(MsuPhase.STATUS);
    world.after(6000, () -> slow.fail(StatusCode.INCOMPLETE));
    MsuReport report = world.finish();
    ClientReport.FileReport file = report.clients().get(0).files().get(0);
    assertThat(file.outcome()).isEqualTo(FileOutcome.FAIL);
    assertThat(file.code()).isEqualTo(StatusCode.INCOMPLETE);
    assertThat(file.finishedAfter()).isPresent();
  }

  @Test
  @DisplayName("One who stays at work for ever is not waited for for ever")
  void forEver() {
    world.client().loses(DataTransfer.class::isInstance);
    world.start(campaign().build());
    world.runUntil(MsuPhase.STATUS);
    long from = world.millis();
    MsuReport report = world.finish();
    assertThat(world.millis() - from).isLessThan(16_000);
    assertThat(report.clients().get(0).files().get(0).outcome()).isEqualTo(FileOutcome.UNFINISHED);
    assertThat(report.isSuccess()).isFalse();
  }

  @Test
  @DisplayName("The second copy of a status changes nothing")
  void secondCopy() {
    world.client();
    List<FileOutcome> outcomes = new ArrayList<>();
    world.start(
        campaign().build(),
        new MsuCycleListener() {
          @Override
          public void onOutcome(
              dev.fuota.protocol.msu.Ipv4 deviceId, int fileNumber, FileOutcome outcome) {
            outcomes.add(outcome);
          }
        });
    world.finish();
    assertThat(outcomes).containsExactly(FileOutcome.PASS);
  }

  @Test
  @DisplayName(
      "When asked about the second file, a PASS of one who never began it is the first file's")
  void oldPass() {
    world.client();
    ModelClient deaf =
        world.client().loses(m -> m instanceof Notification n && n.fileNumber() == 2);
    MsuReport report =
        world.run(
            MsuWorld.campaign(MsuWorld.file("a.bin", 3200), MsuWorld.file("b.bin", 3200)).build());
    ClientReport of = world.reportOf(deaf);
    assertThat(of.files().get(0).outcome()).isEqualTo(FileOutcome.PASS);
    assertThat(of.files().get(1).outcome()).isNotEqualTo(FileOutcome.PASS);
    assertThat(report.isSuccess()).isFalse();
  }

  @Test
  @DisplayName("An answer that arrives twice is no report of the second file either")
  void oldPassTwice() {
    ModelClient deaf =
        world.client().loses(m -> m instanceof Notification n && n.fileNumber() == 2);
    world.start(
        MsuWorld.campaign(MsuWorld.file("a.bin", 3200), MsuWorld.file("b.bin", 3200)).build());
    world.runUntil(MsuPhase.STATUS);
    world.runUntil(MsuPhase.ANNOUNCEMENT);
    world.forget();
    world.runUntil(MsuPhase.TRANSFER);
    assertThat(world.sent(StatusRequest.class)).isNotEmpty();
    world.forget();
    world.time().runUntil(() -> !world.sent(StatusRequest.class).isEmpty());
    world.runFor(10);
    world.toServer(
        deaf.endpoint(),
        new StatusResponse(
            Status.PASS, StatusCode.NONE, world.cycle().transactionId(), deaf.id(), 0));
    world.finish();
    assertThat(world.reportOf(deaf).files().get(1).outcome()).isNotEqualTo(FileOutcome.PASS);
  }

  @Test
  @DisplayName("One who began the second file and lost both reports is believed when asked")
  void asksInTheSecondFile() {
    ModelClient shy = world.client();
    int[] said = {0};
    shy.keepsBack(
        m ->
            m instanceof StatusResponse s
                && s.status() == Status.PASS
                && ++said[0] > 2
                && said[0] <= 4);
    MsuReport report =
        world.run(
            MsuWorld.campaign(MsuWorld.file("a.bin", 3200), MsuWorld.file("b.bin", 3200)).build());
    assertThat(report.isSuccess()).isTrue();
    assertThat(said[0]).isGreaterThan(4);
  }

  @Test
  @DisplayName(
      "A result of the first file that comes when the second is announced is the first file's")
  void lateResult() {
    ModelClient client = world.client().loses(DataTransfer.class::isInstance);
    world.start(
        MsuWorld.campaign(MsuWorld.file("a.bin", 3200), MsuWorld.file("b.bin", 3200)).build());
    world.runUntil(MsuPhase.STATUS);
    world.runUntil(MsuPhase.ANNOUNCEMENT);
    client.fail(StatusCode.INCOMPLETE);
    world.runFor(10);
    List<ClientReport.FileReport> files = world.reportOf(client).files();
    assertThat(files.get(0).outcome()).isEqualTo(FileOutcome.FAIL);
    assertThat(files.get(1).outcome()).isEqualTo(FileOutcome.UNKNOWN);
  }

  @Test
  @DisplayName(
      "A failure of one who was away is about the file before, and the second file is its own")
  void lateFailure() {
    ModelClient away =
        world
            .client()
            .loses(m -> m instanceof DataTransfer || isSecond(m))
            .keepsBack(m -> m instanceof StatusResponse s && s.status() == Status.IN_PROGRESS);
    world.client();
    world.start(
        MsuWorld.campaign(MsuWorld.file("a.bin", 3200), MsuWorld.file("b.bin", 3200)).build());
    world.runUntil(MsuPhase.STATUS);
    world.runUntil(MsuPhase.TRANSFER);
    away.fail(StatusCode.INCOMPLETE);
    world.runFor(10);
    away.fail(StatusCode.INCOMPLETE);
    world.runFor(10);
    List<ClientReport.FileReport> files = world.reportOf(away).files();
    assertThat(files.get(0).outcome()).isEqualTo(FileOutcome.FAIL);
    assertThat(files.get(1).outcome()).isEqualTo(FileOutcome.UNKNOWN);

    world.runFor(2_000);
    away.fail(StatusCode.STORAGE);
    world.runFor(10);
    assertThat(world.reportOf(away).files().get(1).code()).isEqualTo(StatusCode.STORAGE);
  }

  private static boolean isSecond(MsuMessage message) {
    return message instanceof Notification n && n.fileNumber() == 2;
  }

  @Test
  @DisplayName("When all have reported in a round of repairs, the rest of the round is left out")
  void endsWhenAllHaveIt() {
    ModelClient client = world.client().loses(m -> m instanceof DataTransfer d && d.chunk() == 1);
    world.start(MsuWorld.campaign(MsuWorld.file("a.bin", 6400)).build());
    world.runUntil(MsuPhase.REPAIR);
    client.loses(m -> false);
    MsuReport report = world.finish();
    assertThat(report.isSuccess()).isTrue();
    assertThat(world.messages(CcmCompleted.class)).hasSize(1);
  }
}
