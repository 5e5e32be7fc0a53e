package dev.fuota.server.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.msu.MissingFrames;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.Report;
import dev.fuota.protocol.msu.ScmCompleted;
import dev.fuota.server.harness.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A stream")
class StreamTransferTest {
  private static final Profile PLAIN = new Profile(true, false);
  private static final Profile CODED = new Profile(true, true);
  private static final int FRAMES = 3000;

  @ParameterizedTest(name = "{0} receivers, {1} % loss, coded {2}")
  @CsvSource({
    "1, 0, false, 1.0",
    "8, 0, false, 1.0",
    "8, 1, false, 1.09",
    "8, 5, false, 1.37",
    "8, 5, true, 1.16",
    "32, 0, true, 1.0",
    "32, 5, false, 1.91",
    "32, 5, true, 1.22",
    "64, 5, true, 1.25",
    "8, 20, true, 1.75"
  })
  void reachesAllWithFewFrames(int receivers, int percent, boolean coded, double bound) {
    StreamModel model = new StreamModel(1, FRAMES, receivers, coded ? CODED : PLAIN);
    model.devices.forEach(device -> device.loss = percent / 100.0);

    model.run();

    assertThat(model.devices).allMatch(StreamModelClient::isWhole);
    assertThat(model.framesRatio()).isBetween(1.0, bound);
  }

  @Test
  void endsWellWhenDatagramsOvertakeEachOtherAndComeTwice() {
    StreamModel model = new StreamModel(2, FRAMES, 8, CODED);
    model.duplicatesPercent = 20;
    model.devices.forEach(device -> device.jitterNanos = 500_000);
    model.devices.forEach(device -> device.loss = 0.05);

    model.run();

    assertThat(model.devices).allMatch(StreamModelClient::isWhole);
  }

  @Test
  void neverSendsMoreThanTheSmallestReceiveBufferTakes() {
    StreamModel model = new StreamModel(3, FRAMES, 8, PLAIN);
    StreamModelClient slow = model.devices.get(3);
    slow.room = 92;
    slow.workNanos = 100_000;

    Duration took = model.run();

    assertThat(slow.kernelDrops).isZero();
    assertThat(model.framesRatio()).isEqualTo(1.0);
    assertThat(took).isBetween(Duration.ofMillis(300), Duration.ofMillis(360));
  }

  @Test
  void shrinksItsWindowWhenABufferHoldsLessThanItsOwnerSays() {
    StreamModel model = new StreamModel(4, FRAMES, 2, PLAIN);
    StreamModelClient liar = model.devices.get(0);
    liar.room = 40;
    liar.roomTold = 184;
    liar.workNanos = 50_000;

    model.run();

    assertThat(model.devices).allMatch(StreamModelClient::isWhole);
    assertThat(liar.kernelDrops).isBetween(1L, FRAMES / 4L);
  }

  @Test
  void isHardlySlowerAtFivePercentLossThanWithout() {
    StreamModel clean = new StreamModel(5, FRAMES, 8, CODED);
    StreamModel lossy = new StreamModel(5, FRAMES, 8, CODED);
    lossy.devices.forEach(device -> device.loss = 0.05);

    Duration shorter = clean.run();
    Duration longer = lossy.run();

    assertThat(longer).isLessThan(shorter.multipliedBy(3).dividedBy(2));
  }

  @Test
  void fillsASlowLink() {
    StreamModel model = new StreamModel(6, FRAMES, 8, CODED);
    model.bitsPerSecond = 10_000_000;

    Duration took = model.run();

    long least = FRAMES * 1420L * 8 / 10;
    assertThat(took.toNanos() / 1000).isBetween(least, least * 11 / 10);
  }

  @Test
  void goesOnWithoutAClientThatDied() {
    StreamModel model = new StreamModel(7, FRAMES, 8, CODED);
    StreamModelClient dead = model.devices.get(5);
    model.time.after(Duration.ofMillis(10), () -> dead.dead = true);

    model.transfer.start();
    model.time.run(Duration.ofSeconds(3));

    assertThat(model.clients.unfinished()).isEqualTo(1);
    assertThat(model.done).isFalse();
    int framesThen = model.first + model.repeated + model.coded;
    model.time.runUntil(() -> model.done);
    assertThat(model.time.instant())
        .isBetween(VirtualTime.START.plusSeconds(60), VirtualTime.START.plusSeconds(63));
    assertThat(model.first + model.repeated + model.coded).isEqualTo(framesThen);
  }

  @Test
  void servesAClientThatWasAwayForAWhile() {
    StreamModel model = new StreamModel(8, FRAMES, 8, CODED);
    StreamModelClient away = model.devices.get(5);
    model.time.after(Duration.ofMillis(10), () -> away.dead = true);
    model.time.after(Duration.ofSeconds(5), () -> away.dead = false);

    model.run();

    assertThat(model.devices).allMatch(StreamModelClient::isWhole);
  }

  @Test
  void doesNotRunOnToNobody() {
    StreamModel model = new StreamModel(9, FRAMES, 3, CODED);
    model.time.after(
        Duration.ofMillis(5), () -> model.devices.forEach(device -> device.dead = true));

    model.transfer.start();
    model.time.run(Duration.ofSeconds(30));

    assertThat(model.first).isLessThan(FRAMES / 2);
  }

  @Test
  void asksHundredsOfClientsWithoutAFloodOfAnswers() {
    StreamModel model = new StreamModel(10, 1500, 300, CODED);
    model.devices.forEach(device -> device.loss = 0.05);

    Duration took = model.run();

    assertThat(model.devices).allMatch(StreamModelClient::isWhole);
    assertThat(model.framesRatio()).isBetween(1.0, 1.6);
    assertThat(model.reports / (took.toMillis() / 1000.0)).isLessThan(5000);
  }

  @Test
  void isOverAtOnceIfNobodyIsThere() {
    StreamModel model = new StreamModel(11, 10, 0, PLAIN);

    model.transfer.start();

    assertThat(model.done).isTrue();
    assertThat(model.first).isZero();
  }

  @Test
  void doesNothingAfterItWasStopped() {
    StreamModel model = new StreamModel(12, FRAMES, 2, PLAIN);
    model.transfer.start();
    model.time.run(Duration.ofMillis(5));
    model.transfer.stop();
    int framesThen = model.first;

    model.time.run(Duration.ofSeconds(100));

    assertThat(model.first).isEqualTo(framesThen);
    assertThat(model.done).isFalse();
  }

  @Test
  void ignoresReportsThatCannotBeTrue() {
    StreamModel model = new StreamModel(13, FRAMES, 2, CODED);
    ClientRecord liar = model.clients.all().iterator().next();
    List<MissingFrames> wild =
        List.of(new MissingFrames(1, 1), new MissingFrames(4_000_000_000L, -1));
    model.devices.get(0).dead = true;
    model.transfer.start();
    model.time.run(Duration.ofMillis(2));

    for (int poll : new int[] {0, 1, 2, 3, 1_000_000, -5}) {
      model.transfer.onMessage(
          liar, new Report(1, poll, 1, 0xffff_ffffL, 0xffff_ffffL, 1, 0xffff, wild));
    }
    model.transfer.onMessage(liar, new ScmCompleted(1, 0));
    model.devices.get(0).dead = false;
    model.time.runUntil(() -> model.done);

    assertThat(model.devices).allMatch(StreamModelClient::isWhole);
  }
}
