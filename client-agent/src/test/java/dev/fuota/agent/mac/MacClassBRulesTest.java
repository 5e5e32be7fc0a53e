package dev.fuota.agent.mac;

import static dev.fuota.agent.mac.ClassBBench.GROUP;
import static dev.fuota.agent.mac.ClassBBench.PERIOD;
import static dev.fuota.agent.mac.ClassBBench.PING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.link.PingSession;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What class B means for uplinks, joins, settings of the network, and resets. */
class MacClassBRulesTest {
  private static final MacConfig CONFIG =
      MacConfig.of(Region.EU868, MacBench.OTAA).withDataRate(5, false).withPingSlots(0);

  private static Instant instant(long gps) {
    return GpsTime.instant(Duration.ofSeconds(gps));
  }

  private static ClassBBench inClassB() {
    ClassBBench device = new ClassBBench(CONFIG);
    device.bench.run(Duration.ofSeconds(10));
    device.bench.send(false).run(PERIOD.multipliedBy(3));
    device.bench.silence();
    assertThat(device.bench.last().frame().fCtrl().classB()).isTrue();
    return device;
  }

  private static Instant start(MacBench.Sent sent) {
    return sent.end()
        .minus(
            TimeOnAir.of(
                sent.channel().spreadingFactor(),
                sent.channel().bandwidthHz(),
                sent.phy().length(),
                true));
  }

  @Test
  @DisplayName("An uplink whose windows would touch a beacon waits until the beacon is over")
  void uplinkWaits() {
    ClassBBench device = inClassB();
    long beacon = device.laterBeacon();
    device.runUntilGps(Duration.ofSeconds(beacon).minusMillis(1500));
    device.bench.send(false);
    assertThat(start(device.bench.last())).isAfter(instant(beacon).plusMillis(152));
    device.runUntilGps(beacon + 128 - 10);
    device.bench.send(false);
    assertThat(start(device.bench.last()))
        .as("there is time enough")
        .isBefore(instant(beacon + 128 - 9));
  }

  @Test
  @DisplayName("An uplink and its windows come before ping slots")
  void slotsGiveWay() {
    ClassBBench device = inClassB();
    long beacon = device.laterBeacon();
    device.runUntilGps(beacon + 20);
    device.bench.send(false);
    MacBench.Sent sent = device.bench.last();
    assertThat(device.opened(PING, start(sent), sent.end().plusSeconds(2))).isEmpty();
    device.runUntilGps(beacon + 40);
    assertThat(device.opened(PING, sent.end().plusSeconds(3), instant(beacon + 40)))
        .hasSizeBetween(15, 18);
  }

  @Test
  @DisplayName("Join-requests, too, leave beacons alone")
  void joinsWait() {
    MacBench bench = new MacBench(MacConfig.of(Region.EU868, MacBench.OTAA).withDataRate(5, false));
    bench.radio.sendBeacons(
        channel -> {
          List<Instant> heard = bench.radio.beaconStarts; // the first one says what time it is
          long periods =
              heard.isEmpty()
                  ? 0
                  : Duration.between(heard.get(0), bench.world.instant().plusSeconds(64))
                      .dividedBy(PERIOD);
          return MacClassBTest.beacon(128 * (10_000_000 + periods));
        });
    bench.start();
    bench
        .mac()
        .defineGroup(
            new MulticastGroup(GROUP, 5, new byte[16], new byte[16], 0, 9, MulticastGroup.NONE));
    bench.mac().openClassB(GROUP, new PingSession(0, 3, 7, 0));
    bench.run(Duration.ofHours(12));
    assertThat(bench.joins()).hasSizeGreaterThan(50);
    Instant locked = bench.radio.beaconStarts.get(0);
    assertThat(bench.sent)
        .filteredOn(sent -> sent.end().isAfter(locked))
        .noneMatch(
            sent ->
                bench.radio.beaconStarts.stream()
                    .anyMatch(
                        beacon ->
                            start(sent).isBefore(beacon.plusMillis(152))
                                && beacon.isBefore(sent.end().plusSeconds(6))));
    Duration apart =
        Duration.between(locked, bench.radio.beaconStarts.get(bench.radio.beaconStarts.size() - 1));
    assertThat(bench.radio.beaconStarts)
        .as("none is missed")
        .hasSize((int) apart.dividedBy(PERIOD) + 1);
  }

  @Test
  @DisplayName("PingSlotChannelReq and BeaconFreqReq move slots and beacons, 0 moves them back")
  void settings() {
    ClassBBench device = inClassB();
    LoraChannel slots = new LoraChannel(868_100_000, 7, 125_000);
    LoraChannel beacons = new LoraChannel(868_300_000, 9, 125_000);
    device.tell("11287684" + "05" + "13f87d84");
    int windows = device.bench.radio.windows.size();
    long beacon = device.laterBeacon();
    device.runUntilGps(beacon + 120);
    assertThat(device.opened(slots, instant(beacon), instant(beacon + 120)))
        .hasSizeGreaterThan(100);
    assertThat(device.opened(PING, instant(beacon), instant(beacon + 120))).isEmpty();
    assertThat(device.bench.radio.windows.subList(windows, device.bench.radio.windows.size()))
        .contains(beacons)
        .doesNotContain(PING);

    device.tell("11000000" + "03" + "13000000");
    windows = device.bench.radio.windows.size();
    long next = device.laterBeacon();
    device.runUntilGps(next + 120);
    assertThat(device.opened(PING, instant(next), instant(next + 120))).hasSizeGreaterThan(100);
    assertThat(device.bench.radio.windows.subList(windows, device.bench.radio.windows.size()))
        .doesNotContain(beacons, slots);
  }

  @Test
  @DisplayName("Behind a reset the session goes on in class A, and class B is sought again")
  void reset() {
    ClassBBench device = inClassB();
    MacBench bench = device.bench;
    int before = bench.sent.size();
    int joins = bench.joins().size();
    bench.start();
    device.answerAgain();
    bench.send(false);
    assertThat(bench.sent.get(before).frame().fCtrl().classB()).isFalse();
    bench.send(false);
    assertThat(bench.sent.subList(before, bench.sent.size()))
        .extracting(sent -> sent.frame().fOpts().toHex())
        .anyMatch(asked -> asked.contains("0d"))
        .anyMatch(asked -> asked.contains("1000"));
    bench.run(PERIOD.multipliedBy(3));
    assertThat(bench.joins()).hasSize(joins);
    assertThat(bench.last().frame().fCtrl().classB()).isTrue();
  }
}
