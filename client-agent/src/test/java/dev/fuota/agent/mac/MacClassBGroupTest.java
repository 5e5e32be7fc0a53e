package dev.fuota.agent.mac;

import static dev.fuota.agent.mac.ClassBBench.GROUP;
import static dev.fuota.agent.mac.ClassBBench.PERIOD;
import static dev.fuota.agent.mac.ClassBBench.PING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fuota.hal.link.PingSession;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Multicast sessions of class B on the MAC. */
class MacClassBGroupTest {
  private static final DevAddr MC_ADDR = DevAddr.fromHex("01020304");
  private static final MacConfig CLASS_A =
      MacConfig.of(Region.EU868, MacBench.OTAA).withDataRate(5, true);

  private static Instant instant(long gps) {
    return GpsTime.instant(Duration.ofSeconds(gps));
  }

  /** Opens a session two periods before it begins, as the owner of the link does. */
  private static long openSession(ClassBBench device, int periodicity) {
    device.defineGroup(MC_ADDR);
    long start = device.laterBeacon() + 256;
    device.runUntilGps(start - 256);
    device.bench.mac().openClassB(GROUP, new PingSession(0, 3, periodicity, start));
    return start;
  }

  @Test
  @DisplayName("A session begins with its beacon: no slot before, and then each, at its time")
  void firstSlot() {
    ClassBBench device = new ClassBBench(CLASS_A);
    long start = openSession(device, 3);
    device.runUntilGps(start + 128 - 1);
    assertThat(device.opened(PING, instant(start - 256), instant(start))).isEmpty();
    List<Instant> slots = ClassBBench.slots(start, MC_ADDR, 3);
    List<Instant> opened = device.opened(PING, instant(start), instant(start + 128));
    assertThat(slots).hasSize(16);
    assertThat(opened).hasSameSizeAs(slots);
    for (int i = 0; i < slots.size(); i++) {
      assertThat(opened.get(i)).isCloseTo(slots.get(i), within(15, ChronoUnit.MILLIS));
    }
    assertThat(device.bench.data()).noneMatch(one -> one.frame().fCtrl().classB());
  }

  @Test
  @DisplayName("The time that the network told before a session is not asked for once more")
  void timeKnownBefore() {
    ClassBBench device = new ClassBBench(CLASS_A);
    device.bench.mac().requestTime();
    device.bench.send(false);
    long start = openSession(device, 3);
    device.runUntilGps(start + 128);
    assertThat(device.bench.data())
        .filteredOn(one -> one.frame().fOpts().toHex().contains("0d"))
        .hasSize(1);
    assertThat(device.opened(PING, instant(start), instant(start + 128))).isNotEmpty();
  }

  @Test
  @DisplayName("What comes in a slot of the session is heard, and the same frame only once")
  void heard() {
    ClassBBench device = new ClassBBench(CLASS_A);
    long start = openSession(device, 3);
    device.runUntilGps(start);
    device.bench.network((uplink, window) -> Optional.of(ClassBBench.toGroup(MC_ADDR, 0)));
    device.runUntilGps(start + 120);
    assertThat(device.bench.heard).hasSize(1);
    assertThat(device.bench.heard.get(0).groupId()).isEqualTo(GROUP);
  }

  @Test
  @DisplayName("When a session is closed a device is as before: in class A silent")
  void backInClassA() {
    ClassBBench device = new ClassBBench(CLASS_A);
    long start = openSession(device, 0);
    device.runUntilGps(start + 128);
    device.bench.mac().closeClassB(GROUP);
    int windows = device.bench.radio.windows.size();
    device.runUntilGps(start + 512);
    assertThat(device.bench.radio.windows).hasSize(windows);
    assertThat(device.bench.radio.listening()).isEmpty();
  }

  @Test
  @DisplayName("When a session is closed a device is as before: in class C on RXC")
  void backInClassC() {
    ClassBBench device = new ClassBBench(CLASS_A.withClass(DeviceClass.C));
    LoraChannel rxc = new LoraChannel(869_525_000, 12, 125_000);
    long start = openSession(device, 0);
    device.runUntilGps(start + 128);
    assertThat(device.opened(PING, instant(start), instant(start + 128))).hasSize(128);
    device.bench.mac().closeClassB(GROUP);
    device.runUntilGps(start + 200);
    int windows = device.bench.radio.windows.size();
    device.runUntilGps(start + 512);
    assertThat(device.bench.radio.windows).hasSize(windows);
    assertThat(device.bench.radio.listening()).contains(rxc);
  }

  /**
   * The group has the address of the device and half as many slots: each of them is one of the
   * device too, unless the offset modulo 64 is the other one.
   */
  @Test
  @DisplayName("Multicast comes before unicast, unless the last unicast frame announced another")
  void priority() {
    ClassBBench device = new ClassBBench(CLASS_A.withPingSlots(0));
    device.bench.run(Duration.ofSeconds(10)); // asks, and is answered
    device.bench.send(false).run(PERIOD.multipliedBy(3));
    device.bench.silence();
    device.defineGroup(MacBench.DEV_ADDR);
    long start = device.laterBeacon();
    device.bench.mac().openClassB(GROUP, new PingSession(0, 3, 1, start));
    device.runUntilGps(start);
    List<Instant> shared = ClassBBench.slots(start, MacBench.DEV_ADDR, 1);
    List<Instant> own = new ArrayList<>(ClassBBench.slots(start, MacBench.DEV_ADDR, 0));
    assertThat(own).hasSize(128).containsAll(shared);
    own.removeAll(shared);
    Instant mine = own.stream().filter(shared.get(3)::isBefore).findFirst().orElseThrow();
    Instant both = shared.stream().filter(mine::isBefore).findFirst().orElseThrow();

    long mcFCnt = 0;
    assertThat(hears(device, shared.get(2), ClassBBench.toGroup(MacBench.DEV_ADDR, mcFCnt)))
        .as("multicast first")
        .isTrue();
    assertThat(hears(device, shared.get(3), unicast(device, false))).isFalse();
    assertThat(hears(device, mine, unicast(device, true))).as("its own slot").isTrue();
    assertThat(hears(device, both, unicast(device, false))).as("announced").isTrue();
    Instant later = shared.get(shared.indexOf(both) + 1);
    assertThat(hears(device, later, ClassBBench.toGroup(MacBench.DEV_ADDR, mcFCnt + 1)))
        .as("nothing more was announced")
        .isTrue();
  }

  /** Whether it hears a frame in the slot at this time. */
  private static boolean hears(ClassBBench device, Instant slot, Bytes frame) {
    MacBench bench = device.bench;
    bench.run(Duration.between(bench.world.instant(), slot.minusMillis(300)));
    int before = bench.heard.size();
    boolean[] sent = {false};
    bench.network(
        (uplink, window) -> {
          boolean now =
              Duration.between(bench.world.instant(), slot).abs().compareTo(Duration.ofMillis(15))
                  < 0;
          sent[0] |= now;
          return now ? Optional.of(frame) : Optional.empty();
        });
    bench.run(Duration.ofMillis(600));
    bench.silence();
    assertThat(sent[0]).as("a window at " + slot).isTrue();
    return bench.heard.size() > before;
  }

  private static Bytes unicast(ClassBBench device, boolean more) {
    return device
        .network()
        .seal(
            FType.UNCONFIRMED_DATA_DOWN,
            new FCtrl(false, false, false, more),
            device.nextFCnt(),
            Bytes.EMPTY,
            201,
            Bytes.of(MacBench.HELLO));
  }
}
