package dev.fuota.server.chirpstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Uplink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The adapter against a model of ChirpStack: devices, absence, events. */
class ChirpstackNetworkTest extends ChirpstackBench {

  @Test
  void queuesADownlinkAndReportsItWhenAGatewayHasTakenIt() {
    QueuedDownlink queued = send(DEVICE);
    run(5);
    assertThat(queued.isWaiting()).isTrue();
    assertThat(sent).isEmpty();

    txack(queueOfDevice().get(0));

    // 16 octets at SF7, 125 kHz, no CRC: 46.336 ms (Semtech's LoRa calculator)
    assertThat(sent).containsExactly(new Sent(time.instant(), Duration.ofNanos(46_336_000), 16));
    assertThat(queued.isWaiting()).isFalse();
    txack(queueOfDevice().get(0));
    assertThat(sent).hasSize(1);
  }

  @Test
  void reportsADownlinkWhoseEventOvertakesTheAnswer() {
    chirpstack.delay = Duration.ofSeconds(2);
    send(DEVICE);
    run(1);
    txack("00000000-0000-0000-0000-000000000001");
    assertThat(sent).isEmpty();

    run(2);

    assertThat(sent).hasSize(1);
  }

  @Test
  void saysWhichDeviceChirpstackDoesNotKnowAndSendsNoReport() {
    QueuedDownlink queued = send(UNKNOWN);

    run(1);

    assertThat(queued.isWaiting()).isFalse();
    assertThat(troubles).extracting(Trouble::kind).containsExactly(Trouble.Kind.NOT_FOUND);
  }

  @Test
  void knowsNoDeviceWithoutDevEui() {
    assertThat(network.send(DeviceId.of(DevAddr.fromHex("01020304")), DOWNLINK, sent::add))
        .isEmpty();
    assertThat(chirpstack.calls).isEmpty();
  }

  @Test
  void queuesNoMoreForADeviceThanItCouldWant() {
    for (int i = 0; i < 16; i++) {
      send(DEVICE);
    }

    assertThat(network.send(DEVICE, DOWNLINK, sent::add)).isEmpty();
  }

  @Test
  void emptiesTheQueueOnceNothingInItIsWanted() {
    QueuedDownlink first = send(DEVICE);
    QueuedDownlink second = send(DEVICE);
    run(1);

    first.cancel();
    run(1);
    assertThat(chirpstack.count("D.FlushQueue")).isZero();

    second.cancel();
    run(1);
    assertThat(queueOfDevice()).isEmpty();
    assertThat(chirpstack.count("D.FlushQueue")).isEqualTo(1);
  }

  @Test
  void doesNotEmptyTheQueueOfWhatIsOnItsWayIntoIt() {
    QueuedDownlink first = send(DEVICE);
    run(1);
    chirpstack.delay = Duration.ofSeconds(2);
    QueuedDownlink second = send(DEVICE);
    run(1);

    first.cancel();
    run(9);

    assertThat(second.isWaiting()).isTrue();
    assertThat(queueOfDevice()).hasSize(2);
  }

  @Test
  void keepsWhatIsSentAgainRightAfterACancellation() {
    QueuedDownlink first = send(DEVICE);
    run(1);

    first.cancel();
    QueuedDownlink again = send(DEVICE);
    run(1);

    assertThat(again.isWaiting()).isTrue();
    assertThat(queueOfDevice()).contains("00000000-0000-0000-0000-000000000002");
  }

  @Test
  void aDownlinkThatWasOnItsWayIsReportedThoughCancelled() {
    QueuedDownlink queued = send(DEVICE);
    run(1);
    String id = queueOfDevice().get(0);
    queued.cancel();
    run(1);

    txack(id);

    assertThat(sent).hasSize(1);
  }

  @Test
  void aDownlinkThatChirpstackThrewAwayWaitsNoLonger() {
    QueuedDownlink queued = send(DEVICE);
    run(1);

    event(
        "log",
        "{\"level\":\"ERROR\",\"code\":\"DOWNLINK_PAYLOAD_SIZE\",\"description\":\"too long\","
            + "\"context\":{\"queue_item_id\":\""
            + queueOfDevice().get(0)
            + "\"}}");

    assertThat(queued.isWaiting()).isFalse();
    assertThat(troubles).extracting(Trouble::kind).containsExactly(Trouble.Kind.NOT_SENT);
  }

  @Test
  void bridgesAnHourWithoutChirpstack() {
    chirpstack.mood = method -> Optional.of(new Reply.Away("connection refused"));
    QueuedDownlink queued = send(DEVICE);
    run(3500);
    assertThat(queued.isWaiting()).isTrue();
    assertThat(chirpstack.calls).hasSizeLessThan(70);

    chirpstack.mood = method -> Optional.empty();
    run(61);

    assertThat(queueOfDevice()).hasSize(1);
    assertThat(troubles).isEmpty();
  }

  @Test
  void givesUpAfterMoreThanAnHour() {
    chirpstack.mood = method -> Optional.of(new Reply.Away("connection refused"));
    QueuedDownlink queued = send(DEVICE);

    run(3900);

    assertThat(queued.isWaiting()).isFalse();
    assertThat(troubles)
        .containsExactly(
            new Trouble(Trouble.Kind.AWAY, "api.DeviceService/Enqueue", "connection refused"));
    long calls = chirpstack.calls.size();
    run(3900);
    assertThat(chirpstack.calls).hasSize((int) calls);
  }

  @Test
  void aCancelledDownlinkIsNotAskedForAgain() {
    chirpstack.mood = method -> Optional.of(new Reply.Away("connection refused"));
    QueuedDownlink queued = send(DEVICE);
    run(10);

    queued.cancel();
    chirpstack.mood = method -> Optional.empty();
    run(3600);

    assertThat(queueOfDevice()).isEmpty();
    assertThat(chirpstack.count("D.FlushQueue")).isZero();
  }

  @Test
  void neverAsksMoreThanEightThingsAtOnce() {
    chirpstack.delay = Duration.ofSeconds(10);
    for (int i = 1; i <= 100; i++) {
      network.send(new DeviceId(0x70b3d57ed0000000L + i), DOWNLINK, sent::add);
    }
    run(9);
    assertThat(chirpstack.calls).hasSize(8);

    run(200);

    assertThat(chirpstack.deviceQueues).hasSize(100);
  }

  @Test
  void aWrongTokenIsSaidAndNotTriedAgain() {
    chirpstack.mood = method -> Optional.of(new Reply.Refused(16, "InvalidToken"));

    QueuedDownlink queued = send(DEVICE);
    run(3600);

    assertThat(queued.isWaiting()).isFalse();
    assertThat(troubles)
        .containsExactly(
            new Trouble(Trouble.Kind.NOT_AUTHORISED, "api.DeviceService/Enqueue", "InvalidToken"));
    assertThat(chirpstack.calls).hasSize(1);
  }

  @Test
  void garbageIsSaidAndNotTriedAgain() {
    chirpstack.mood = method -> Optional.of(new Reply.Answer(Bytes.fromHex("0affff")));

    QueuedDownlink queued = send(DEVICE);
    run(3600);

    assertThat(queued.isWaiting()).isFalse();
    assertThat(troubles).extracting(Trouble::kind).containsExactly(Trouble.Kind.GARBAGE);
  }

  @Test
  void groupsAreNotDefinedBeforeTheirCountersAreRead() {
    ChirpstackNetwork closed = network(List.of());

    assertThatThrownBy(() -> closed.defineGroup(GROUP, KEYS))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> network.nextMcFCnt(GROUP))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsWhyItCannotOpen() {
    chirpstack.mood = method -> Optional.of(new Reply.Refused(16, "InvalidToken"));
    List<Optional<Trouble>> opened = new ArrayList<>();

    network(List.of()).open(opened::add);
    run(1);

    assertThat(opened)
        .containsExactly(
            Optional.of(
                new Trouble(
                    Trouble.Kind.NOT_AUTHORISED,
                    "api.MulticastGroupService/List",
                    "InvalidToken")));
  }

  @Test
  void passesUplinksOnOnceEachWithBelievableTimes() {
    String up =
        "{\"devAddr\":\"0046e950\",\"fCnt\":7,\"fPort\":202,\"data\":\"ASvLLFgQ\",\"time\":\"%s\","
            + "\"txInfo\":{\"modulation\":{\"lora\":{\"bandwidth\":125000,\"spreadingFactor\":7}}}}";
    Instant heard = time.instant().minusMillis(200);

    event("up", up.formatted(heard));
    event("up", up.formatted(heard));
    event("up", up.formatted("1980-01-06T00:00:00Z").replace("\"fCnt\":7", "\"fCnt\":8"));

    // 19 octets at SF7, 125 kHz, with CRC: 51.456 ms
    assertThat(uplinks)
        .containsExactly(
            new Uplink(
                DEVICE, 202, Bytes.fromHex("012bcb2c5810"), heard.minusNanos(51_456_000), heard),
            new Uplink(
                DEVICE,
                202,
                Bytes.fromHex("012bcb2c5810"),
                time.instant().minusNanos(51_456_000),
                time.instant()));
  }

  @Test
  void aRejoinedDeviceMayCountFromZeroAgain() {
    String up = "{\"devAddr\":\"0046e950\",\"time\":\"2026-01-01T00:00:00Z\"}";

    event("up", up);
    event("join", "{\"devAddr\":\"0046e950\"}");
    event("up", up);

    assertThat(joined).containsExactly(DEVICE);
    assertThat(uplinks).hasSize(2).allMatch(uplink -> uplink.fPort() == -1);
  }

  @Test
  void hostileEventsAreTroubleAndNothingElse() {
    network.onMessage("x".repeat(10_000), Bytes.EMPTY);
    event("up", "{\"devAddr\":null}");
    event("txack", "{\"queueItemId\":7}");
    for (int i = 0; i < 5_000; i++) {
      txack("unknown-" + i);
    }

    assertThat(troubles).hasSize(3).allMatch(t -> t.kind() == Trouble.Kind.GARBAGE);
    assertThat(troubles.get(0).what()).hasSizeLessThan(200);
    assertThat(uplinks).isEmpty();
    assertThat(sent).isEmpty();
  }
}
