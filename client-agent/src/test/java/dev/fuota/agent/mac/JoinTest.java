package dev.fuota.agent.mac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.store.NvmKey;
import dev.fuota.agent.store.Records;
import dev.fuota.hal.link.LorawanLink.Activity;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.sim.Tear;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JoinTest {
  private static final MacConfig CONFIG = MacConfig.of(Region.EU868, MacBench.OTAA);

  /** Fast enough for a foreign frame in RX1 to end before RX2. */
  private static final MacConfig FAST = CONFIG.withDataRate(5, true);

  private final MacBench bench = new MacBench(CONFIG);

  // MAC-022
  @Test
  @DisplayName("DevNonces are 0, 1, 2, ... and are not used again after resets")
  void devNoncesCount() {
    bench.start().run(Duration.ofMinutes(20));
    int before = bench.joins().size();
    assertThat(before).isGreaterThan(2);
    bench.start().run(Duration.ofMinutes(20));
    List<Integer> nonces = bench.joins().stream().map(JoinRequest::devNonce).toList();
    assertThat(nonces).hasSizeGreaterThan(before);
    assertThat(nonces).isEqualTo(IntStream.range(0, nonces.size()).boxed().toList());
  }

  @Test
  @DisplayName("A join-request is signed with the root key, on one of the join channels")
  void joinRequestForm() {
    bench.start().run(60);
    MacBench.Sent first = bench.sent.get(0);
    assertThat(first.join().verify(first.phy(), MacBench.KEYS.nwkKey())).isTrue();
    assertThat(first.join().devEui()).isEqualTo(MacBench.DEV_EUI);
    assertThat(first.join().joinEui()).isEqualTo(MacBench.JOIN_EUI);
    assertThat(first.channel().frequencyHz()).isIn(868_100_000, 868_300_000, 868_500_000);
  }

  // MAC-023
  @Test
  @DisplayName("RX1 opens 5 s behind a join-request on its channel, RX2 6 s behind on RX2's")
  void joinWindows() {
    bench.start();
    while (bench.opened.size() < 2) {
      bench.run(1);
    }
    Instant end = bench.sent.get(0).end();
    Duration early = CONFIG.habits().clockError();
    assertThat(Duration.between(end, bench.opened.get(0)).plus(early))
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(Duration.between(end, bench.opened.get(1)).plus(early))
        .isEqualTo(Duration.ofSeconds(6));
    assertThat(bench.radio.windows.get(0)).isEqualTo(bench.sent.get(0).channel());
    assertThat(bench.radio.windows.get(1)).isEqualTo(new LoraChannel(869_525_000, 12, 125_000));
  }

  @Test
  @DisplayName("A join-accept in either window activates the device; its session works")
  void joins() {
    for (int window = 0; window < 2; window++) {
      int mine = window;
      MacBench device = new MacBench(CONFIG);
      JoinAccept accept = MacBench.accept(7, false);
      device.network(
          (uplink, w) ->
              w == mine && uplink.isJoin()
                  ? Optional.of(accept.seal(MacBench.KEYS, uplink.join(), CONFIG.version()))
                  : Optional.empty());
      device.start();
      assertThat(device.mac().ready()).isFalse();
      assertThat(device.mac().activity()).isEqualTo(Activity.JOINING);
      device.run(60);
      assertThat(device.activations).isEqualTo(1);
      assertThat(device.mac().activity()).isEqualTo(Activity.ACTIVE);
      FrameCrypto session = device.session(accept, CONFIG.version());
      device.once(0, MacBench.down(session, FCtrl.NONE, 0)).send(false);
      assertThat(session.open(device.data().get(0).frame(), 0)).isPresent();
      assertThat(device.heard).hasSize(1);
    }
  }

  // MAC-031
  @Test
  @DisplayName("The session is taken with an uplink of the device itself if nobody else sends")
  void firstUplink() {
    bench.joined();
    assertThat(bench.data()).hasSize(1);
    assertThat(bench.data().get(0).frame().fPort()).isEqualTo(DataFrame.NO_PORT);
    assertThat(bench.data().get(0).frame().fCnt()).isZero();
  }

  // MAC-024
  @Test
  @DisplayName("Wrong join-accepts leave the state unchanged, and the other window is opened")
  void wrongJoinAccepts() {
    JoinKeys foreign = new JoinKeys(AesKey.fromHex("ffffffffffffffffffffffffffffffff"));
    List<Bytes> given = new ArrayList<>();
    MacBench bench = new MacBench(FAST);
    bench.network(
        (uplink, window) -> {
          if (!uplink.isJoin() || window != 0) {
            return Optional.empty();
          }
          Bytes good =
              MacBench.accept(3, false).seal(MacBench.KEYS, uplink.join(), CONFIG.version());
          byte[] forged = good.toArray();
          forged[5] ^= 1;
          Bytes wrong =
              switch (given.size() % 4) {
                case 0 -> Bytes.of(forged);
                case 1 -> MacBench.accept(3, false).seal(foreign, uplink.join(), CONFIG.version());
                case 2 -> good.slice(0, 16);
                default -> Bytes.fromHex("20");
              };
          given.add(wrong);
          return Optional.of(wrong);
        });
    bench.start();
    while (given.size() < 5) {
      bench.run(10);
    }
    assertThat(bench.activations).isZero();
    assertThat(bench.radio.windows.size()).isGreaterThanOrEqualTo(2 * (bench.sent.size() - 1));
  }

  // MAC-024
  @Test
  @DisplayName("A join-accept that comes while no window is open is not heard")
  void outsideTheWindows() {
    bench.start();
    while (bench.sent.isEmpty()) {
      bench.run(1);
    }
    Bytes good =
        MacBench.accept(1, false).seal(MacBench.KEYS, bench.last().join(), CONFIG.version());
    bench.run(10);
    for (int f = 0; f < 3; f++) {
      assertThat(
              bench.radio.broadcast(new LoraChannel(868_100_000 + f * 200_000, 12, 125_000), good))
          .isFalse();
    }
    assertThat(bench.activations).isZero();
  }

  // MAC-091
  @Test
  @DisplayName("A reset goes on with the session: no join, keys and counters of before")
  void resetKeepsTheSession() {
    bench.joined();
    bench.send(false).send(false);
    int joins = bench.joins().size();
    FrameCrypto session = bench.session(MacBench.accept(1, false), CONFIG.version());
    bench.once(0, MacBench.down(session, FCtrl.NONE, 5)).send(false);
    assertThat(bench.heard).hasSize(1);
    bench.silence().start();
    assertThat(bench.mac().activity()).isEqualTo(Activity.ACTIVE);
    bench.once(0, MacBench.down(session, FCtrl.NONE, 5)).send(false); // replayed over the reset
    assertThat(bench.heard).hasSize(1);
    bench.once(0, MacBench.down(session, FCtrl.NONE, 6)).send(false);
    assertThat(bench.heard).hasSize(2);
    assertThat(bench.joins()).hasSize(joins);
    List<Integer> counters = bench.data().stream().map(one -> one.frame().fCnt()).toList();
    assertThat(counters).doesNotHaveDuplicates().isSorted();
    assertThat(session.open(bench.last().frame(), bench.last().frame().fCnt())).isPresent();
  }

  // MAC-022
  @Test
  @DisplayName("At DevNonce 65535 the device is exhausted, says so once and sends nothing more")
  void exhausted() {
    bench.nvm().write(NvmKey.DEV_NONCE.key(), Records.u32(65_534).toArray());
    bench.start().run(Duration.ofHours(1));
    assertThat(bench.joins()).hasSize(1);
    assertThat(bench.joins().get(0).devNonce()).isEqualTo(65_534);
    assertThat(bench.exhausted).isEqualTo(1);
    assertThat(bench.mac().activity()).isEqualTo(Activity.EXHAUSTED);
    assertThat(bench.mac().ready()).isFalse();
  }

  // MAC-028
  @Test
  @DisplayName(
      "Join-requests are on air 36 s in the first hour, 36 s in ten more, then 8.7 s a day")
  void pacing() {
    bench.start();
    Instant first = null;
    bench.run(Duration.ofHours(58));
    Duration[] onAir = {Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO};
    for (MacBench.Sent one : bench.sent) {
      Duration airTime =
          TimeOnAir.of(one.channel().spreadingFactor(), one.channel().bandwidthHz(), 23, true);
      Instant begin = one.end().minus(airTime);
      first = first == null ? begin : first;
      long hours = Duration.between(first, begin).toHours();
      int period = hours < 1 ? 0 : hours < 11 ? 1 : hours < 35 ? 2 : 3;
      onAir[period] = onAir[period].plus(airTime);
    }
    assertThat(onAir[0]).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(36));
    assertThat(onAir[1]).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(36));
    assertThat(onAir[2]).isBetween(Duration.ofSeconds(6), Duration.ofMillis(8700));
    assertThat(onAir[3]).isBetween(Duration.ofSeconds(6), Duration.ofMillis(8700));
  }

  // MAC-028
  @Test
  @DisplayName("Without pacing only the duty cycle of 1 % slows join-requests down")
  void impatient() {
    MacBench device = new MacBench(CONFIG.withHabits(MacHabits.USUAL.impatient()));
    device.start().run(Duration.ofHours(3));
    Duration onAir =
        device.sent.stream()
            .map(one -> TimeOnAir.of(one.channel().spreadingFactor(), 125_000, 23, true))
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(onAir).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(110));
  }

  @Test
  @DisplayName("A fleet's first join-requests are spread over the time that the habit names")
  void spread() {
    Set<Instant> firsts = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      bench.start();
      int before = bench.sent.size();
      Instant begin = bench.world.instant();
      while (bench.sent.size() == before) {
        bench.run(Duration.ofMillis(100));
      }
      Duration waited = Duration.between(begin, bench.last().end());
      assertThat(waited).isLessThan(Duration.ofSeconds(33));
      firsts.add(Instant.EPOCH.plus(waited));
    }
    assertThat(firsts).hasSizeGreaterThan(15);
  }

  // MAC-021
  @Test
  @DisplayName("A power cut at any flash operation of join and uplinks: no nonce, no counter twice")
  void powerCuts() {
    MacBench clean = new MacBench(CONFIG);
    life(clean);
    long operations = clean.power.operations();
    assertThat(operations).isGreaterThan(5);
    for (long cut = 1; cut <= operations; cut++) {
      for (Tear tear : Tear.values()) {
        MacBench device = new MacBench(CONFIG);
        if (cut <= device.power.operations()) {
          continue; // while the flash was formatted
        }
        device.power.cutAt(cut, tear);
        life(device);
        life(device);
        assertUnused(device, "cut " + cut + " " + tear);
      }
    }
  }

  private static void life(MacBench device) {
    device.joinServer(CONFIG.version(), false).start();
    device.run(Duration.ofMinutes(3));
    for (int i = 0; i < 4 && device.power.isOn(); i++) {
      if (device.mac().ready()) {
        try {
          device.mac().send(7, MacBench.HELLO, false);
        } catch (dev.fuota.hal.sim.PowerLoss loss) {
          return;
        }
      }
      device.run(20);
    }
  }

  /** Each DevNonce once; each uplink counter once under the keys of its join. */
  private static void assertUnused(MacBench device, String when) {
    Set<String> used = new HashSet<>();
    for (MacBench.Sent one : device.sent) {
      String what =
          one.isJoin()
              ? "nonce " + one.join().devNonce()
              : "keys " + keysOf(device, one) + " counter " + one.frame().fCnt();
      assertThat(used.add(what)).as(when + ": " + what).isTrue();
    }
    assertThat(device.data()).as(when).isNotEmpty();
  }

  /** The DevNonce of the session under which a frame holds. */
  private static int keysOf(MacBench device, MacBench.Sent one) {
    int joinNonce = 0;
    for (JoinRequest request : device.joins()) {
      for (joinNonce = 1; joinNonce < 6; joinNonce++) {
        FrameCrypto session =
            new FrameCrypto(
                MacBench.KEYS.sessionKeys(
                    MacBench.accept(joinNonce, false), request, CONFIG.version()),
                MacBench.DEV_ADDR);
        if (session.open(one.frame(), one.frame().fCnt()).isPresent()) {
          return request.devNonce();
        }
      }
    }
    throw new AssertionError("no session for " + one);
  }

  // MAC-021
  @Test
  @DisplayName("While flash fails no join-request and no uplink is sent, and no session begins")
  void flashFaults() {
    bench.start();
    bench.faulty = true;
    bench.run(Duration.ofHours(1));
    assertThat(bench.sent).isEmpty();
    bench.faulty = false;
    bench.network(
        (uplink, w) -> {
          bench.faulty = uplink.isJoin() && w == 0;
          return w == 0
              ? Optional.of(
                  MacBench.accept(1, false).seal(MacBench.KEYS, uplink.join(), CONFIG.version()))
              : Optional.empty();
        });
    while (bench.joins().size() < 2) {
      bench.run(10);
      bench.faulty = false;
    }
    assertThat(bench.joins().get(1).devNonce()).isEqualTo(bench.joins().get(0).devNonce() + 1);
  }
}
