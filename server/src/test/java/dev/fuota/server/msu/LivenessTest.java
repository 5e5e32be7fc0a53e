package dev.fuota.server.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.StatusRequest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that fall silent, die, come back. */
class LivenessTest {
  private static final int FILE = 3200 * 12;

  private final MsuWorld world = new MsuWorld();

  private static MsuCampaign campaign() {
    MsuTiming standard = MsuTiming.DEFAULTS;
    return MsuWorld.campaign(MsuWorld.file("a.bin", FILE))
        .timing(new MsuTiming(standard.joinWait(), standard.scmWait(), standard.ccmWait(), 12, 10))
        .build();
  }

  // MSU-051
  @Test
  @DisplayName(
      "A client that is silent for longer than the timeout is dropped, and the rest goes on")
  void silent() {
    ModelClient good = world.client();
    ModelClient dead = world.client();
    world.start(campaign());
    world.runUntil(MsuPhase.TRANSFER);
    dead.die();
    long from = world.millis();
    world.time().runUntil(() -> world.reportOf(dead).state() == ClientState.LOST);
    assertThat(world.millis() - from).isBetween(5_000L, 16_000L);
    assertThat(world.cycle().phase()).isEqualTo(MsuPhase.TRANSFER);
    MsuReport report = world.finish();
    assertThat(report.isSuccess()).isFalse();
    assertThat(world.reportOf(good).hasPassed()).isTrue();
  }

  // MSU-051
  @Test
  @DisplayName("A client that misses nothing and says nothing is asked, and is not dropped")
  void healthy() {
    ModelClient client = world.client();
    MsuReport report = world.run(campaign());
    assertThat(report.isSuccess()).isTrue();
    assertThat(world.sent(StatusRequest.class))
        .hasSizeGreaterThan(3)
        .allMatch(s -> s.to().equals(client.endpoint()));
  }

  @Test
  @DisplayName("While others are still being connected, those who are get a sign of life in time")
  void keepAlive() {
    ModelClient first = world.client();
    for (int i = 0; i < 70; i++) {
      world.client().keepsBack(ConnectResponse.class::isInstance);
    }
    world.start(campaign());
    world.runUntil(MsuPhase.ANNOUNCEMENT);
    List<Long> heard =
        world.sent().stream()
            .filter(s -> s.to().equals(first.endpoint()))
            .map(MsuWorld.Sent::at)
            .toList();
    for (int i = 1; i < heard.size(); i++) {
      assertThat(heard.get(i) - heard.get(i - 1)).isLessThan(6_100);
    }
    assertThat(heard).hasSizeGreaterThan(2);
  }

  @Test
  @DisplayName("A client that starts anew at another port is connected there before it is believed")
  void otherPort() {
    ModelClient client = world.client();
    world.start(campaign());
    world.time().runUntil(() -> world.messages(DataTransfer.class).size() == 33);
    Endpoint other = new Endpoint(client.id(), 50_123);
    client.at(other);
    world.forget();
    client.say(new SequenceComplaint(1, 2, 0x80000000));
    world.runFor(2);
    assertThat(world.sent(ConnectRequest.class))
        .extracting(MsuWorld.Sent::to)
        .containsExactly(other);
    assertThat(world.cycle().report().totals().sequenceComplaints()).isZero();
    world.runFor(3);
    client.say(new SequenceComplaint(1, 2, 0x80000000));
    world.runFor(2);
    assertThat(world.cycle().report().totals().sequenceComplaints()).isEqualTo(1);
    assertThat(world.finish().isSuccess()).isTrue();
  }

  @Test
  @DisplayName("A client that was lost and announces itself again goes on, served by rounds")
  void comesBack() {
    ModelClient client = world.client();
    world.client();
    world.start(campaign());
    world.time().runUntil(() -> world.messages(DataTransfer.class).size() == 40);
    client.die();
    world.time().runUntil(() -> world.reportOf(client).state() == ClientState.LOST);
    client.revive();
    client.sayIAm();
    MsuReport report = world.finish();
    assertThat(report.isSuccess()).isTrue();
    assertThat(client.files()).containsExactly(Bytes.of(MsuWorld.octets(FILE)));
  }

  @ParameterizedTest(name = "a client dies in {0}")
  @EnumSource(
      value = MsuPhase.class,
      names = {"READY", "ABORT", "DONE"},
      mode = EnumSource.Mode.EXCLUDE)
  @DisplayName("A client that dies in a phase holds the others only for bounded time")
  void dies(MsuPhase phase) {
    ModelClient good = world.client().loses(m -> m instanceof DataTransfer d && d.chunk() == 2);
    good.keepsBack(SequenceComplaint.class::isInstance);
    ModelClient dying = world.client();
    world.start(
        MsuWorld.campaign(MsuWorld.file("a.bin", FILE)).assignGroup(3).build(),
        new MsuCycleListener() {
          @Override
          public void onPhase(MsuPhase entered) {
            if (entered == MsuPhase.REPAIR) {
              good.loses(m -> false);
            }
            if (entered == phase) {
              dying.die();
            }
          }
        });
    MsuReport report = world.finish();
    assertThat(world.reportOf(good).hasPassed()).isTrue();
    assertThat(world.millis()).isLessThan(150_000);
    boolean hadTheFile = phase.compareTo(MsuPhase.TRANSFER) > 0;
    assertThat(report.passed()).isEqualTo(hadTheFile ? 2 : 1);
  }

  @Test
  @DisplayName("When every client is dead, the cycle ends")
  void allDead() {
    world.clients(3);
    world.start(campaign());
    world.time().runUntil(() -> world.messages(DataTransfer.class).size() == 40);
    world.clients().forEach(ModelClient::die);
    long from = world.millis();
    MsuReport report = world.finish();
    assertThat(world.millis() - from).isLessThan(20_000);
    assertThat(report.passed()).isZero();
    assertThat(report.clients()).allMatch(c -> c.state() == ClientState.LOST);
    assertThat(report.totals().chunkComplaints()).isZero();
    assertThat(world.messages(ChunkComplaint.class)).isEmpty();
  }
}
