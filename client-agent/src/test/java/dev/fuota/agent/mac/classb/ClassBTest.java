package dev.fuota.agent.mac.classb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.mac.classb.ClassB.State;
import dev.fuota.agent.mac.classb.Window.Kind;
import dev.fuota.hal.link.PingSession;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.classb.Beacon;
import dev.fuota.protocol.lorawan.classb.BeaconLayout;
import dev.fuota.protocol.lorawan.classb.PingSlots;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassBTest {
  private static final int PPM = 20;
  private static final long BEACON = 1_440_000_000L; // a multiple of 128
  private static final DevAddr ADDRESS = DevAddr.fromHex("26011bda");
  private static final PingChannel DEFAULT = new PingChannel(0, 3);

  /** Air times of beacons: 17 octets with SF9, 23 with SF12/500. */
  private static final Duration EU_AIR = Duration.ofNanos(152_576_000);

  private static final Duration US_AIR = Duration.ofNanos(305_152_000);

  /** The device's clock when the network's is {@link #BEACON}: it knows nothing of the date. */
  private static final Instant T0 = Instant.parse("1970-01-01T01:00:00Z");

  private final ClassB device = new ClassB(Region.EU868, PPM);

  private static Instant at(long millisAfterBeacon) {
    return T0.plusMillis(millisAfterBeacon);
  }

  private static Instant network(long gpsSeconds) {
    return GpsTime.instant(Duration.ofSeconds(gpsSeconds));
  }

  private static Bytes beacon(Region region, long gpsSeconds) {
    return new Beacon(gpsSeconds, 0, 0, Bytes.of(new byte[6]))
        .encode(BeaconLayout.of(region.beacon()));
  }

  private void hear(Window window, long period) {
    Instant began = T0.plusSeconds(128 * period).plusNanos(1_500);
    device.onBeacon(window, beacon(Region.EU868, BEACON + 128 * period), began.plus(EU_AIR));
  }

  /** Knows the time a second before the beacon, and hears it. */
  private void lock() {
    device.time(at(-1000), network(BEACON - 1));
    device.acquire(at(-1000));
    hear(device.next(at(-1000)).orElseThrow(), 0);
    assertThat(device.state()).isEqualTo(State.LOCKED);
  }

  @Test
  @DisplayName("With the network's time a device opens a window of 0.1 s before the beacon")
  void findsABeaconByTime() {
    device.time(at(-10_000), network(BEACON - 10));
    device.acquire(at(-10_000));

    Window window = device.next(at(-10_000)).orElseThrow();

    assertThat(device.state()).isEqualTo(State.SEARCHING);
    assertThat(window.kind()).isEqualTo(Kind.BEACON);
    assertThat(window.gpsSeconds()).isEqualTo(BEACON);
    assertThat(window.channel().frequencyHz()).isEqualTo(869_525_000);
    assertThat(window.channel().spreadingFactor()).isEqualTo(9);
    // 100 ms and 10 s of 20 ppm to either side, of a beacon that starts 1.5 us late
    assertThat(window.opens()).isEqualTo(T0.plusNanos(1_500).minusNanos(100_200_000));
    assertThat(window.length()).isBetween(Duration.ofMillis(200), Duration.ofMillis(201));
    hear(window, 0);
    assertThat(device.state()).isEqualTo(State.LOCKED);
  }

  @Test
  void findsABeaconWithoutTimeByListeningForAPeriod() {
    device.acquire(T0.minusSeconds(60));

    Window window = device.next(T0.minusSeconds(60)).orElseThrow();

    assertThat(window.length()).isEqualTo(Duration.ofSeconds(128).plus(EU_AIR));
    hear(window, 0);
    assertThat(device.state()).isEqualTo(State.LOCKED);
    assertThat(device.next(at(200)).orElseThrow().gpsSeconds()).isEqualTo(BEACON + 128);
  }

  @Test
  void givesUpAfterAPeriodOfSilence() {
    device.acquire(T0);
    Window window = device.next(T0).orElseThrow();

    device.onMissed(window);

    assertThat(device.state()).isEqualTo(State.LOST);
    assertThat(device.next(window.closes())).isEmpty();
    device.acquire(window.closes());
    assertThat(device.state()).isEqualTo(State.SEARCHING);
  }

  // MAC-081
  @Test
  @DisplayName("Each period without beacon widens the window by 2.56 ms to either side")
  void windowsWidenByTheDrift() {
    lock();
    for (int period = 1; period <= 56; period++) {
      Window window = nextBeacon(at(128_000L * period - 64_000));
      assertThat(window.gpsSeconds()).isEqualTo(BEACON + 128L * period);
      Duration half = window.length().dividedBy(2);
      assertThat(half).isEqualTo(Duration.ofNanos(5_000_000 + 2_560_000L * period));
      assertThat(window.opens().plus(half)).isEqualTo(at(128_000L * period).plusNanos(1_500));
      device.onMissed(window);
      assertThat(device.state()).isEqualTo(State.BEACON_LESS);
    }
  }

  private Window nextBeacon(Instant from) {
    Window window = device.next(from).orElseThrow();
    while (window.kind() == Kind.PING) {
      window = device.next(window.closes()).orElseThrow();
    }
    return window;
  }

  // MAC-081
  @Test
  @DisplayName("Two hours without beacons end class B, and not a slot later")
  void losesTheBeaconForTwoHours() {
    lock();
    device.startUnicast(ADDRESS, 4, DEFAULT);
    Instant end = T0.plusNanos(1_500).plus(Duration.ofHours(2));
    Instant now = at(1_000);
    int slots = 0;
    int beacons = 0;
    Instant lastSlot = T0;
    while (device.next(now).isPresent()) {
      Window window = device.next(now).orElseThrow();
      assertThat(window.closes()).isAfter(now);
      if (window.kind() == Kind.PING) {
        slots++;
        lastSlot = window.closes();
      } else {
        beacons++;
      }
      device.onMissed(window);
      now = window.closes();
    }

    assertThat(device.state()).isEqualTo(State.LOST);
    assertThat(beacons).isEqualTo(57); // the last one, at 7296 s, finds the time over
    assertThat(slots).isBetween(8 * 56, 8 * 57);
    assertThat(lastSlot).isBefore(end).isAfter(end.minusSeconds(33));
    assertThat(device.mayTransmit(now, Duration.ofSeconds(1000))).isTrue();
  }

  @Test
  void saysWhenTheTwoHoursAreOver() {
    lock();
    assertThat(device.deadline()).isEmpty();
    device.onMissed(nextBeacon(at(64_000)));
    Instant end = T0.plusNanos(1_500).plus(Duration.ofHours(2));

    assertThat(device.deadline()).contains(end);
    assertThat(device.next(end.minusNanos(1))).isPresent();
    assertThat(device.state()).isEqualTo(State.BEACON_LESS);
    assertThat(device.next(end)).isEmpty();
    assertThat(device.state()).isEqualTo(State.LOST);
  }

  // MAC-081
  @Test
  @DisplayName("A beacon after 90 minutes makes the windows small and the two hours new")
  void regainsTheBeacon() {
    lock();
    device.startUnicast(ADDRESS, 7, DEFAULT);
    int found = 90 * 60 / 128 + 1; // period 43, at 5504 s
    for (int period = 1; period < found; period++) {
      device.onMissed(nextBeacon(at(128_000L * period - 3_000)));
    }
    Window wide = nextBeacon(at(128_000L * found - 1_000));
    assertThat(device.state()).isEqualTo(State.BEACON_LESS);

    hear(wide, found);

    assertThat(device.state()).isEqualTo(State.LOCKED);
    Window small = nextBeacon(at(128_000L * found + 125_500));
    assertThat(small.length()).isEqualTo(Duration.ofNanos(2 * (5_000_000 + 2_560_000)));
    device.onMissed(small);
    assertThat(device.deadline())
        .contains(at(128_000L * found).plusNanos(1_500).plus(Duration.ofHours(2)));
  }

  @Test
  @DisplayName("A device whose clock is 20 ppm slow for 90 minutes still finds the beacon")
  void aDriftingClockStaysWithinTheWindow() {
    lock();
    int found = 43;
    Window wide = device.next(at(128_000L * found - 1_000)).orElseThrow();
    Instant early = at(128_000L * found).minusNanos(2_560_000L * found);

    assertThat(early).isAfter(wide.opens());
    device.onBeacon(wide, beacon(Region.EU868, BEACON + 128L * found), early.plus(EU_AIR));

    assertThat(device.state()).isEqualTo(State.LOCKED);
    Window next = nextBeacon(early.plusSeconds(64));
    assertThat(next.opens()).isEqualTo(early.plusSeconds(128).minusNanos(7_560_000));
  }

  @Test
  @DisplayName("A session that starts at the second of a beacon has the slots of that period")
  void aSessionStartsWithABeacon() {
    lock();
    DevAddr group = DevAddr.fromHex("f5c96dbc");
    Instant start = at(128_000);
    device.startGroup(1, group, new PingSession(869_525_000, 3, 7, 0));

    Window beacon = device.next(start).orElseThrow();
    assertThat(beacon.kind()).isEqualTo(Kind.BEACON);
    assertThat(beacon.opens()).isEqualTo(start); // what is left of a window that has opened
    hear(beacon, 1);
    Window slot = device.next(start.plusMillis(200)).orElseThrow();

    long expected = PingSlots.gpsMillis(BEACON + 128, PingSlots.offset(BEACON + 128, group, 7));
    assertThat(slot.kind()).isEqualTo(Kind.PING);
    assertThat(slot.groupId()).hasValue(1);
    assertThat(slot.gpsSeconds()).isEqualTo(BEACON + 128);
    assertThat(slot.opens().plus(slot.length().dividedBy(2)))
        .isEqualTo(T0.plusMillis(expected - BEACON * 1000));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "bad CRC1, 0, 6",
    "no multiple of 128, 1, -1",
    "one period early, -128, -1",
    "ten periods late, 1280, -1",
    "the end of time, 2854967040, -1"
  })
  void aBeaconThatDoesNotFitIsNone(String name, long ahead, int broken) {
    lock();
    Window window = device.next(at(64_000)).orElseThrow();
    byte[] octets = beacon(Region.EU868, BEACON + 128 + ahead).toArray();
    if (broken >= 0) {
      octets[broken] ^= 1;
    }

    device.onBeacon(window, Bytes.of(octets), at(128_000).plus(EU_AIR));
    assertThat(device.state()).isEqualTo(State.LOCKED);
    device.onMissed(window);

    assertThat(device.state()).isEqualTo(State.BEACON_LESS);
    assertThat(nextBeacon(at(192_000)).gpsSeconds()).isEqualTo(BEACON + 256);
  }

  // MAC-076
  @Test
  void aBeaconWithABadSecondPartTellsTheTime() {
    device.acquire(T0);
    byte[] octets = beacon(Region.EU868, BEACON).toArray();
    octets[16] ^= 1;

    device.onBeacon(device.next(T0).orElseThrow(), Bytes.of(octets), T0.plus(EU_AIR));

    assertThat(device.state()).isEqualTo(State.LOCKED);
  }

  @ParameterizedTest(name = "{0} octets of zero")
  @ValueSource(ints = {0, 1, 16, 17, 18, 255})
  @DisplayName("Zeros have right CRCs, and tell no time")
  void zerosAreNoBeacon(int length) {
    device.acquire(T0);
    Window window = device.next(T0).orElseThrow();

    device.onBeacon(window, Bytes.of(new byte[length]), T0.plus(EU_AIR));

    assertThat(device.state()).isEqualTo(State.SEARCHING);
    assertThat(device.next(T0.plusSeconds(28)).orElseThrow().length())
        .isEqualTo(Duration.ofSeconds(100).plus(EU_AIR));
  }

  @Test
  void beaconsComeAtMultiplesOf128SecondsEvenWhereNoneIsAwaited() {
    device.acquire(T0);
    Window window = device.next(T0).orElseThrow();

    device.onBeacon(window, beacon(Region.EU868, BEACON + 64), T0.plus(EU_AIR));

    assertThat(device.state()).isEqualTo(State.SEARCHING);
  }

  @Test
  void aBeaconBesideItsWindowIsNone() {
    lock();
    Window window = device.next(at(64_000)).orElseThrow();
    Bytes right = beacon(Region.EU868, BEACON + 128);

    device.onBeacon(window, right, at(128_000 + 20).plus(EU_AIR));
    device.onMissed(window);

    assertThat(device.state()).isEqualTo(State.BEACON_LESS);
  }

  @Test
  @DisplayName("The network's time, which is authenticated, is believed against beacons")
  void timeThatDisagreesStartsTheSearchAnew() {
    lock();
    device.time(at(10_000), network(BEACON + 10));
    assertThat(device.state()).isEqualTo(State.LOCKED);
    device.time(at(20_000), network(BEACON + 80));

    assertThat(device.state()).isEqualTo(State.SEARCHING);
    assertThat(device.next(at(20_000)).orElseThrow().opens()).isBefore(at(20_000 + 48_000));
  }

  @Test
  void aTimeThatIsTooOldIsForgotten() {
    device.time(T0, network(BEACON));
    Instant later = T0.plus(Duration.ofDays(2)); // 3.5 s of 20 ppm

    device.acquire(later);

    assertThat(device.next(later).orElseThrow().gpsSeconds()).isEqualTo(Window.ANY_TIME);
  }

  // MAC-080
  @Test
  void uplinksLeaveTheBeaconAlone() {
    lock();
    Instant opens = device.next(at(64_000)).orElseThrow().opens();

    assertThat(device.mayTransmit(opens.minusSeconds(3), Duration.ofSeconds(3))).isTrue();
    assertThat(device.mayTransmit(opens.minusSeconds(3), Duration.ofMillis(3001))).isFalse();
    assertThat(device.mayTransmit(at(128_000), Duration.ofMillis(1))).isFalse();
    assertThat(device.mayTransmit(at(128_000 + 152), Duration.ofMillis(1))).isFalse();
    assertThat(device.mayTransmit(at(128_000 + 170), Duration.ofSeconds(3))).isTrue();
    device.stop();
    assertThat(device.mayTransmit(at(128_000), Duration.ofSeconds(3))).isTrue();
  }

  /** With periodicity 0 every address has a slot of 32: these two have the same one. */
  // MAC-080
  @Test
  void theSlotIsForWhomItIsAnnounced() {
    lock();
    DevAddr other = collidingWith(ADDRESS);
    device.startUnicast(ADDRESS, 0, DEFAULT);
    device.startGroup(2, other, new PingSession(0, 3, 0, 0));
    Instant now = at(200);
    assertThat(device.next(now).orElseThrow().groupId()).hasValue(2);

    device.onFrame(OptionalInt.empty(), true);
    assertThat(device.next(now).orElseThrow().groupId()).isEmpty();
    device.onFrame(OptionalInt.of(2), true);
    assertThat(device.next(now).orElseThrow().groupId()).hasValue(2);
    device.onFrame(OptionalInt.empty(), false);
    assertThat(device.next(now).orElseThrow().groupId()).hasValue(2);
    device.stopGroup(2);
    assertThat(device.next(now).orElseThrow().groupId()).isEmpty();
  }

  // MAC-080
  @Test
  void ofTwoGroupsTheHigherAddressHasTheSlot() {
    lock();
    DevAddr other = collidingWith(ADDRESS);
    device.startGroup(0, ADDRESS, new PingSession(0, 3, 0, 0));
    device.startGroup(1, other, new PingSession(0, 3, 0, 0));

    assertThat(Integer.compareUnsigned(other.value(), ADDRESS.value())).isPositive();
    assertThat(device.next(at(200)).orElseThrow().groupId()).hasValue(1);
  }

  /** The next higher address with the same slots in this period. */
  private static DevAddr collidingWith(DevAddr address) {
    int value = address.value() + 1;
    while (PingSlots.offset(BEACON, new DevAddr(value), 0)
        != PingSlots.offset(BEACON, address, 0)) {
      value++;
    }
    return new DevAddr(value);
  }

  @Test
  @DisplayName("In US915 beacons hop, and the slots of an address with them")
  void hops() {
    ClassB american = new ClassB(Region.US915, PPM);
    american.time(at(-1000), network(BEACON - 1));
    american.acquire(at(-1000));
    PingChannel hopping = new PingChannel(0, 8);
    american.startUnicast(ADDRESS, 7, hopping);
    for (int period = 0; period < 10; period++) {
      long gps = BEACON + 128L * period;
      Instant start = at(128_000L * period);
      Window beacon = american.next(start.minusMillis(1000)).orElseThrow();
      assertThat(beacon.channel().frequencyHz())
          .isEqualTo(923_300_000 + 600_000 * (int) (gps / 128 % 8));
      assertThat(beacon.channel().bandwidthHz()).isEqualTo(500_000);
      american.onBeacon(beacon, beacon(Region.US915, gps), start.plus(US_AIR));
      Window slot = american.next(start.plusMillis(400)).orElseThrow();
      assertThat(slot.channel().frequencyHz())
          .isEqualTo(
              923_300_000
                  + 600_000 * (int) ((Integer.toUnsignedLong(ADDRESS.value()) + gps / 128) % 8));
    }
  }

  @Test
  @DisplayName("Without time a device waits on one of the eight channels, for eight periods")
  void searchesAHoppingBeacon() {
    ClassB american = new ClassB(Region.US915, PPM);
    american.acquire(T0);
    Window window = american.next(T0).orElseThrow();
    assertThat(window.channel().frequencyHz()).isEqualTo(923_300_000);
    assertThat(window.length()).isEqualTo(Duration.ofSeconds(1024).plus(US_AIR));
    long here = BEACON - BEACON % 1024;

    american.onBeacon(window, beacon(Region.US915, here + 128), at(1000).plus(US_AIR));
    assertThat(american.state()).isEqualTo(State.SEARCHING); // of another channel
    american.onBeacon(window, beacon(Region.US915, here), at(2000).plus(US_AIR));
    assertThat(american.state()).isEqualTo(State.LOCKED);
  }

  @Test
  void theNetworkMayMoveTheBeacon() {
    lock();
    device.beaconFrequency(868_100_000);

    assertThat(device.next(at(64_000)).orElseThrow().channel().frequencyHz())
        .isEqualTo(868_100_000);
  }

  @Test
  @DisplayName("A window that nobody asked for is missed as well")
  void noticesByItselfThatABeaconPassed() {
    lock();

    assertThat(device.next(at(128_500)).orElseThrow().gpsSeconds()).isEqualTo(BEACON + 256);
    assertThat(device.state()).isEqualTo(State.BEACON_LESS);
  }
}
