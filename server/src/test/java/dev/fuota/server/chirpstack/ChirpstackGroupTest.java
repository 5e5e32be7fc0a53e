package dev.fuota.server.chirpstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The adapter against a model of ChirpStack: multicast groups. */
class ChirpstackGroupTest extends ChirpstackBench {

  @Test
  void makesTheGroupWithItsFirstFrameAndPutsGatewaysAndMembersIntoIt() {
    network.defineGroup(GROUP, KEYS);
    network.members(GROUP, Set.of(DEVICE));
    assertThat(network.nextMcFCnt(GROUP)).isZero();
    assertThat(chirpstack.calls).isEmpty();

    multicast();
    run(1);

    assertThat(chirpstack.calls)
        .startsWith("M.Create", "M.AddGateway", "M.AddDevice", "M.Enqueue", "M.ListQueue");
    assertThat(chirpstack.group().fields)
        .isEqualTo(
            new ModelChirpstack.ProtoMessageFields(
                "fuota-01aabbcc",
                "01aabbcc",
                "11".repeat(16),
                "22".repeat(16),
                0,
                0,
                5,
                869_525_000,
                0));
    assertThat(chirpstack.group().gateways).containsExactly("0102030405060708");
    assertThat(chirpstack.group().devices).containsExactly("70b3d57ed0000001");
  }

  @Test
  void reportsAFrameThatHasLeftTheQueueAndCountsIt() {
    network.defineGroup(GROUP, KEYS);
    QueuedDownlink queued = multicast();
    run(3);
    assertThat(queued.isWaiting()).isTrue();
    assertThat(network.nextMcFCnt(GROUP)).isEqualTo(1);
    assertThat(sent).isEmpty();

    chirpstack.group().queue.clear();
    Instant left = time.instant();
    run(2);

    assertThat(sent).hasSize(1);
    // 16 octets at SF7, 125 kHz, no CRC
    assertThat(sent.get(0).timeOnAir()).isEqualTo(Duration.ofNanos(46_336_000));
    assertThat(sent.get(0).at()).isBetween(left, left.plusSeconds(2));
    assertThat(queued.isWaiting()).isFalse();
  }

  @Test
  void aFrameThatWasNeverInTheQueueIsNotReported() {
    ChirpstackNetwork alone = network(List.of());
    open(alone);
    alone.defineGroup(GROUP, KEYS);

    QueuedDownlink queued = alone.multicast(GROUP, DOWNLINK, CHANNEL, sent::add).orElseThrow();
    run(10);

    assertThat(sent).isEmpty();
    assertThat(queued.isWaiting()).isFalse();
    assertThat(troubles).extracting(Trouble::kind).containsExactly(Trouble.Kind.NOT_SENT);
    assertThat(alone.nextMcFCnt(GROUP)).isEqualTo(1);
  }

  @Test
  void aCancelledFrameIsFlushedBecauseChirpstackRepeatsItForEver() {
    network.defineGroup(GROUP, KEYS);
    QueuedDownlink queued = multicast();
    run(3);

    queued.cancel();
    run(1);

    assertThat(chirpstack.group().queue).isEmpty();
    assertThat(chirpstack.count("M.FlushQueue")).isEqualTo(1);
    assertThat(sent).isEmpty();
    long calls = chirpstack.calls.size();
    run(60);
    assertThat(chirpstack.calls).hasSize((int) calls);
  }

  @Test
  void aFrameThatLeftBeforeItsCancellationIsReported() {
    network.defineGroup(GROUP, KEYS);
    QueuedDownlink queued = multicast();
    run(3);
    chirpstack.group().queue.clear();

    queued.cancel();
    run(1);

    assertThat(sent).hasSize(1);
    assertThat(chirpstack.count("M.FlushQueue")).isZero();
  }

  @Test
  void findsItsGroupAgainAfterARestartWithTheCounterThatComesNext() {
    network.defineGroup(GROUP, KEYS);
    multicast();
    run(3);
    chirpstack.group().queue.clear();
    run(3);

    network = network(List.of(new GatewayId(0x0102030405060708L)));
    open(network);
    network.defineGroup(GROUP, KEYS);
    assertThat(network.nextMcFCnt(GROUP)).isEqualTo(1);
    multicast();
    run(3);

    assertThat(chirpstack.groups).hasSize(1);
    assertThat(chirpstack.group().queue).containsExactly(1L);
    assertThat(troubles).isEmpty();
  }

  @Test
  void findsItsOwnAmongGroupsOfOneAddressAfterARestart() {
    ChirpstackNetwork neighbour = network(List.of(new GatewayId(0x0102030405060708L)));
    open(neighbour);
    network.defineGroup(GROUP, KEYS);
    neighbour.defineGroup(GROUP, OTHER_KEYS);
    multicast();
    neighbour.multicast(GROUP, DOWNLINK, CHANNEL, sent::add);
    run(3);
    chirpstack.groups.values().forEach(group -> group.queue.clear());
    run(3);
    assertThat(chirpstack.groups).hasSize(2);

    for (SessionKeys keys : List.of(KEYS, OTHER_KEYS)) {
      network = network(List.of(new GatewayId(0x0102030405060708L)));
      open(network);
      network.defineGroup(GROUP, keys);
      assertThat(network.nextMcFCnt(GROUP)).isEqualTo(1);
      multicast();
      run(3);
    }

    assertThat(chirpstack.groups.values())
        .extracting(group -> group.queue)
        .containsExactly(List.of(1L), List.of(1L));
    assertThat(troubles).isEmpty();
  }

  @Test
  void otherKeysMakeANewGroupInThePlaceOfTheOld() {
    network.defineGroup(GROUP, KEYS);
    multicast();
    run(3);
    chirpstack.group().queue.clear();
    run(3);

    network.defineGroup(GROUP, OTHER_KEYS);
    assertThat(network.nextMcFCnt(GROUP)).isZero();
    multicast();
    run(3);

    assertThat(chirpstack.groups).hasSize(1);
    assertThat(chirpstack.group().fields.nwkSKey()).isEqualTo("33".repeat(16));
    assertThat(chirpstack.group().queue).containsExactly(0L);
    assertThat(troubles).isEmpty();
  }

  @Test
  void anotherChannelSetsTheGroupAnewAndKeepsItsCounter() {
    network.defineGroup(GROUP, KEYS);
    multicast();
    run(3);
    chirpstack.group().queue.clear();
    run(3);
    DownlinkChannel classB =
        new DownlinkChannel(0, Region.EU868.dataRate(3).orElseThrow(), OptionalInt.of(2));

    network.multicast(GROUP, DOWNLINK, classB, sent::add);
    run(3);

    assertThat(chirpstack.group().fields.type()).isEqualTo(1);
    assertThat(chirpstack.group().fields.periodicity()).isEqualTo(2);
    assertThat(chirpstack.group().fields.frequency()).isEqualTo(869_525_000);
    assertThat(chirpstack.group().queue).containsExactly(1L);
  }

  @Test
  void aGroupThatSomebodyDeletedIsMadeAgainWithTheCounterThatComesNext() {
    network.defineGroup(GROUP, KEYS);
    multicast();
    run(3);
    chirpstack.groups.clear();
    run(3);

    multicast();
    run(3);
    multicast();
    run(3);

    assertThat(chirpstack.group().queue).contains(1L);
    assertThat(sent).isEmpty();
  }

  @Test
  void aMemberThatChirpstackDoesNotKnowDoesNotStopTheOthers() {
    network.defineGroup(GROUP, KEYS);
    network.members(GROUP, Set.of(DEVICE));
    chirpstack.mood =
        method ->
            method.equals("M.AddDevice")
                ? Optional.of(new Reply.Refused(5, "Object does not exist (id: x)"))
                : Optional.empty();

    multicast();
    run(3);

    assertThat(chirpstack.group().queue).containsExactly(0L);
    assertThat(troubles).extracting(Trouble::kind).containsExactly(Trouble.Kind.NOT_FOUND);
  }

  @Test
  void keepsTheSilenceThatTheDutyCycleAsksFor() {
    network.defineGroup(GROUP, KEYS);
    List<Sent> first = new ArrayList<>();
    network.multicast(
        GROUP,
        DOWNLINK,
        CHANNEL,
        report -> {
          first.add(report);
          multicast();
        });
    run(3);
    chirpstack.group().queue.clear();
    time.runUntil(() -> !first.isEmpty());

    // 16 octets at SF7 are 46.336 ms on air; in a band of 10 % nine times as long is silence
    time.run(Duration.ofMillis(417));
    assertThat(chirpstack.count("M.Enqueue")).isEqualTo(1);
    time.run(Duration.ofMillis(1));
    assertThat(chirpstack.count("M.Enqueue")).isEqualTo(2);
  }
}
