package dev.fuota.agent.mac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.rig.ScriptedRadio;
import dev.fuota.hal.flash.Partition;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacTest {
  private static final DevAddr DEV_ADDR = DevAddr.fromHex("26011bda");
  private static final SessionKeys KEYS =
      new SessionKeys(
          AesKey.fromHex("2b7e151628aed2a6abf7158809cf4f3c"),
          AesKey.fromHex("3c4fcf098815f7aba6d2ae2816157e2b"));
  private static final DevAddr MC_ADDR = DevAddr.fromHex("11223344");
  private static final SessionKeys MC_KEYS =
      new SessionKeys(
          AesKey.fromHex("000102030405060708090a0b0c0d0e0f"),
          AesKey.fromHex("f0e0d0c0b0a090807060504030201000"));
  private static final LoraChannel MC_CHANNEL = new LoraChannel(869_525_000, 9, 125_000);
  private static final byte[] HELLO = {1, 2, 3};

  private final Simulation world = new Simulation(1);
  private final ScriptedRadio radio = new ScriptedRadio(world);
  private final NorFlash flash = new NorFlash(FlashProfile.STM32WL, new PowerSupply(1));
  private final FrameCrypto network = new FrameCrypto(KEYS, DEV_ADDR);
  private final FrameCrypto groupNetwork = new FrameCrypto(MC_KEYS, MC_ADDR);
  private final List<Downlink> heard = new ArrayList<>();
  private final List<Boolean> done = new ArrayList<>();
  private final List<DataFrame> uplinks = new ArrayList<>();
  private final List<Instant> ends = new ArrayList<>();
  private Mac mac = newMac();

  MacTest() {
    radio.onTransmission(
        transmission -> {
          uplinks.add(DataFrame.decode(transmission.phyPayload()).value().orElseThrow());
          ends.add(world.instant());
        });
  }

  private Mac newMac() {
    return newMac(Region.EU868.dataRate(5).orElseThrow());
  }

  private Mac newMac(DataRate dataRate) {
    MacConfig config = MacConfig.abp(DEV_ADDR, KEYS, dataRate);
    Nvm nvm = new JournalNvm(new Partition(flash, 0, 4));
    Mac fresh = new Mac(config, radio, nvm, world, world, new SplittableRandom(3));
    fresh.listen(
        new LorawanLink.Listener() {
          @Override
          public void onDownlink(Downlink downlink) {
            heard.add(downlink);
          }

          @Override
          public void onUplinkDone(boolean acknowledged) {
            done.add(acknowledged);
          }
        });
    return fresh;
  }

  private void run(int seconds) {
    world.run(Duration.ofSeconds(seconds));
  }

  private Bytes down(FType type, FCtrl fCtrl, long fCnt, int fPort) {
    return network.seal(type, fCtrl, fCnt, Bytes.EMPTY, fPort, Bytes.of(HELLO));
  }

  private Bytes down(long fCnt) {
    return down(FType.UNCONFIRMED_DATA_DOWN, FCtrl.NONE, fCnt, 201);
  }

  /** The next window of the kind gets this frame. */
  private void answerInWindow(int index, Bytes frame) {
    int[] windows = {0};
    radio.answerWindows(channel -> windows[0]++ == index ? Optional.of(frame) : Optional.empty());
  }

  private void send() {
    mac.send(7, HELLO, false);
    run(10);
  }

  // MAC-039, MAC-040, MAC-041, MAC-043
  @Test
  @DisplayName("An uplink opens RX1 on its own channel after 1 s and RX2 on 869.525 MHz after 2 s")
  void opensBothWindows() {
    List<Instant> opened = new ArrayList<>();
    radio.answerWindows(
        channel -> {
          opened.add(world.instant());
          return Optional.empty();
        });
    send();
    assertThat(opened).hasSize(2);
    assertThat(Duration.between(ends.get(0), opened.get(0))).isEqualTo(Duration.ofMillis(980));
    assertThat(Duration.between(ends.get(0), opened.get(1))).isEqualTo(Duration.ofMillis(1980));
    assertThat(radio.windows.get(0).spreadingFactor()).isEqualTo(7);
    assertThat(radio.windows.get(1)).isEqualTo(new LoraChannel(869_525_000, 12, 125_000));
    assertThat(done).containsExactly(false);
  }

  @Test
  @DisplayName("Both windows are announced to the radio, RX2 when RX1 is over")
  void announcesBothWindows() {
    List<ScriptedRadio.Announced> opened = new ArrayList<>();
    List<Integer> announcedBefore = new ArrayList<>();
    radio.answerWindows(
        channel -> {
          opened.add(new ScriptedRadio.Announced(channel, world.instant()));
          announcedBefore.add(radio.announced.size());
          return Optional.empty();
        });
    send();
    assertThat(radio.announced).hasSize(2).isEqualTo(opened);
    assertThat(announcedBefore).containsExactly(1, 2);
  }

  @Test
  @DisplayName("An RX2 that an answer in RX1 made needless is not announced")
  void announcesNoWindowThatIsNotOpened() {
    answerInWindow(0, down(0));
    send();
    assertThat(radio.announced).hasSize(1);
  }

  // MAC-042
  @ParameterizedTest(name = "window {0}")
  @ValueSource(ints = {0, 1})
  @DisplayName("A downlink is heard in either window; in RX1 it makes RX2 needless")
  void hearsInEitherWindow(int window) {
    answerInWindow(window, down(0));
    send();
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0).payload()).isEqualTo(HELLO);
    assertThat(heard.get(0).unicast()).isTrue();
    assertThat(radio.windows).hasSize(window + 1);
    assertThat(done).hasSize(1);
  }

  // MAC-004, MAC-042
  @Test
  @DisplayName("A frame for somebody else in RX1 leaves RX2 open")
  void foreignFrameLeavesRx2Open() {
    Bytes foreign =
        groupNetwork.seal(
            FType.UNCONFIRMED_DATA_DOWN, FCtrl.NONE, 0, Bytes.EMPTY, 1, Bytes.of(HELLO));
    answerInWindow(0, foreign);
    send();
    assertThat(heard).isEmpty();
    assertThat(radio.windows).hasSize(2);
  }

  // MAC-042
  @Test
  @DisplayName("A frame for somebody else that lasts until RX2 begins makes RX2 fall away")
  void longForeignFrame() {
    mac = newMac(Region.EU868.dataRate(0).orElseThrow());
    Bytes foreign =
        groupNetwork.seal(
            FType.UNCONFIRMED_DATA_DOWN, FCtrl.NONE, 0, Bytes.EMPTY, 1, Bytes.of(new byte[40]));
    answerInWindow(0, foreign); // 2.1 s on air
    send();
    assertThat(radio.windows).hasSize(1);
    assertThat(done).containsExactly(false);
  }

  // MAC-004
  @Test
  @DisplayName("A wrong MIC, an old counter and an uplink are dropped without effect")
  void dropsWhatIsNotAuthentic() {
    answerInWindow(0, down(5));
    send();
    byte[] forged = down(6).toArray();
    forged[forged.length - 1] ^= 1;
    for (Bytes frame :
        List.of(
            Bytes.of(forged),
            down(5),
            down(4),
            down(FType.UNCONFIRMED_DATA_UP, FCtrl.NONE, 7, 201),
            Bytes.fromHex("60"),
            Bytes.EMPTY)) {
      answerInWindow(0, frame);
      send();
    }
    assertThat(heard).hasSize(1);
    answerInWindow(0, down(6));
    send();
    assertThat(heard).hasSize(2);
  }

  // MAC-036
  @Test
  @DisplayName("A downlink counter is not accepted again after a reset")
  void downlinkReplayAfterReset() {
    answerInWindow(0, down(5));
    send();
    mac = newMac();
    answerInWindow(0, down(5));
    send();
    assertThat(heard).hasSize(1);
  }

  @Test
  @DisplayName("A confirmed uplink is done with the network's acknowledgement")
  void confirmedUplink() {
    answerInWindow(0, down(FType.UNCONFIRMED_DATA_DOWN, FCtrl.ACK, 0, 1));
    mac.send(204, HELLO, true);
    run(10);
    assertThat(uplinks.get(0).type()).isEqualTo(FType.CONFIRMED_DATA_UP);
    assertThat(done).containsExactly(true);
  }

  // MAC-053
  @Test
  @DisplayName("A confirmed downlink is acknowledged by the next uplink, or by an empty one")
  void acknowledges() {
    answerInWindow(0, down(FType.CONFIRMED_DATA_DOWN, FCtrl.NONE, 0, 201));
    mac.send(7, HELLO, false);
    run(30);
    assertThat(uplinks).hasSize(2);
    assertThat(uplinks.get(1).fCtrl().ack()).isTrue();
    assertThat(uplinks.get(1).fPort()).isEqualTo(DataFrame.NO_PORT);
    assertThat(done).as("only the application's uplinks are its business").hasSize(1);
    send();
    assertThat(uplinks.get(2).fCtrl().ack()).isFalse();
  }

  // MAC-047
  @Test
  @DisplayName("The duty cycle of 1 % silences the device for 99 times its time on air")
  void keepsTheDutyCycle() {
    mac.send(7, HELLO, false);
    run(5);
    assertThat(mac.ready()).as("after 5 s").isFalse(); // 51.456 ms on air
    run(1);
    assertThat(mac.ready()).as("after 6 s").isTrue();
  }

  // MAC-032, MAC-033
  @Test
  @DisplayName("Invariant 3: no uplink counter is used twice, over 1000 resets at random")
  void uplinkCountersNeverRepeat() {
    SplittableRandom random = new SplittableRandom(11);
    for (int reset = 0; reset < 1000; reset++) {
      for (int i = random.nextInt(4); i > 0; i--) {
        send();
      }
      mac = newMac();
    }
    Set<Long> counters = new HashSet<>();
    long last = -1;
    for (DataFrame uplink : uplinks) {
      long candidate =
          last < 0 ? uplink.fCnt() : last + Math.floorMod(uplink.fCnt() - last, 1L << 16);
      assertThat(network.open(uplink, candidate)).isPresent();
      assertThat(counters.add(candidate)).as("counter %d", candidate).isTrue();
      last = candidate;
    }
    assertThat(uplinks).hasSizeGreaterThan(1000);
  }

  private void defineGroup(long min, long max, long last) {
    mac.defineGroup(
        new MulticastGroup(
            2,
            MC_ADDR.value(),
            MC_KEYS.appSKey().bytes().toArray(),
            MC_KEYS.nwkSKey().bytes().toArray(),
            min,
            max,
            last));
    mac.openClassC(2, 869_525_000, 3);
  }

  private Bytes toGroup(FCtrl fCtrl, FType type, long fCnt, int fPort, String fOpts) {
    return groupNetwork.seal(type, fCtrl, fCnt, Bytes.fromHex(fOpts), fPort, Bytes.of(HELLO));
  }

  // MAC-087
  private void multicast(long fCnt) {
    radio.broadcast(MC_CHANNEL, toGroup(FCtrl.NONE, FType.UNCONFIRMED_DATA_DOWN, fCnt, 201, ""));
  }

  private List<Long> heardCounters() {
    return heard.stream().map(Downlink::fCnt).toList();
  }

  // TS005-04, MAC-086
  @Test
  @DisplayName("Invariant 4: a multicast frame is accepted once, upwards, inside its window")
  void multicastCounters() {
    defineGroup(3, 9, MulticastGroup.NONE);
    for (long fCnt : new long[] {2, 3, 3, 5, 4, 9, 10, 9}) {
      multicast(fCnt);
    }
    assertThat(heardCounters()).containsExactly(3L, 5L, 9L);
    assertThat(heard).allMatch(downlink -> downlink.groupId() == 2);
  }

  // TS005-04, MAC-086
  @Test
  @DisplayName("A counter window may begin above 65535")
  void multicastHighWindow() {
    defineGroup(70_000, 0xffff_ffffL, MulticastGroup.NONE);
    multicast(70_000);
    multicast(70_001);
    assertThat(heardCounters()).containsExactly(70_000L, 70_001L);
  }

  // MAC-086
  @Test
  @DisplayName("Counters up to the last one heard before stay heard")
  void multicastAfterReset() {
    defineGroup(0, 100, 50);
    multicast(50);
    multicast(51);
    assertThat(heardCounters()).containsExactly(51L);
  }

  // MAC-085
  @Test
  @DisplayName(
      "A multicast frame must be unconfirmed, without FOpts, ACK, ADRACKReq, and have a port")
  void multicastForm() {
    defineGroup(0, 100, MulticastGroup.NONE);
    FType plain = FType.UNCONFIRMED_DATA_DOWN;
    for (Bytes frame :
        List.of(
            toGroup(FCtrl.ACK, plain, 1, 201, ""),
            toGroup(new FCtrl(false, true, false, false), plain, 2, 201, ""),
            toGroup(FCtrl.NONE, FType.CONFIRMED_DATA_DOWN, 3, 201, ""),
            toGroup(FCtrl.NONE, plain, 4, 201, "0307"),
            toGroup(FCtrl.NONE, plain, 5, 0, ""))) {
      radio.broadcast(MC_CHANNEL, frame);
    }
    assertThat(heard).isEmpty();
    radio.broadcast(MC_CHANNEL, toGroup(new FCtrl(true, false, false, true), plain, 6, 201, ""));
    assertThat(heardCounters()).containsExactly(6L);
  }

  // TS005-07 TS005-17
  @Test
  @DisplayName(
      "Class C listens between the windows of an uplink and after them, until it is closed")
  void listensBetweenWindows() {
    defineGroup(0, 100, MulticastGroup.NONE);
    assertThat(radio.listening()).contains(MC_CHANNEL);
    mac.send(7, HELLO, false);
    assertThat(radio.listening()).as("sending").isEmpty();
    world.run(Duration.ofMillis(500));
    assertThat(radio.listening()).as("before RX1").contains(MC_CHANNEL);
    run(1);
    assertThat(radio.listening()).as("before RX2").contains(MC_CHANNEL);
    run(5);
    assertThat(radio.listening()).as("after RX2").contains(MC_CHANNEL);
    mac.closeClassC(2);
    assertThat(radio.listening()).isEmpty();
    multicast(1);
    assertThat(heard).isEmpty();
  }

  @Test
  @DisplayName("A unicast frame on the multicast channel of a class A device is not heard")
  void unicastOutsideWindows() {
    defineGroup(0, 100, MulticastGroup.NONE);
    radio.broadcast(MC_CHANNEL, down(0));
    assertThat(heard).isEmpty();
  }

  // TS005-06
  @Test
  @DisplayName("A group that was deleted is not heard any more")
  void deletedGroup() {
    defineGroup(0, 100, MulticastGroup.NONE);
    mac.deleteGroup(2);
    assertThat(radio.listening()).isEmpty();
    mac.openClassC(2, 869_525_000, 3);
    assertThat(radio.listening()).contains(MC_CHANNEL);
    multicast(1);
    assertThat(heard).isEmpty();
  }

  // TS005-06
  @Test
  @DisplayName("A group that is defined once more has no counter yet")
  void redefinedGroup() {
    defineGroup(0, 100, MulticastGroup.NONE);
    multicast(1);
    defineGroup(0, 100, MulticastGroup.NONE);
    multicast(1);
    assertThat(heardCounters()).containsExactly(1L, 1L);
  }

  // MAC-084
  @Test
  @DisplayName("Of two sessions on different channels the later one is heard, then the other again")
  void overlappingSessions() {
    defineGroup(0, 100, MulticastGroup.NONE);
    mac.openClassC(1, 868_100_000, 5);
    assertThat(radio.listening()).contains(new LoraChannel(868_100_000, 7, 125_000));
    mac.closeClassC(1);
    assertThat(radio.listening()).contains(MC_CHANNEL);
  }
}
