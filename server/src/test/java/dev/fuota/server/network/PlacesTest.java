package dev.fuota.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.gateway.port.TxStatus;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.classb.PingSlots;
import dev.fuota.protocol.lorawan.command.DeviceTimeAns;
import dev.fuota.protocol.lorawan.command.DeviceTimeReq;
import dev.fuota.protocol.lorawan.command.LinkAdrReq;
import dev.fuota.protocol.lorawan.command.LinkCheckAns;
import dev.fuota.protocol.lorawan.command.LinkCheckReq;
import dev.fuota.protocol.lorawan.command.PingSlotInfoAns;
import dev.fuota.protocol.lorawan.command.PingSlotInfoReq;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.harness.GatewayFrame;
import dev.fuota.server.harness.JoiningDevice;
import dev.fuota.server.harness.VirtualTime;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which gateway sends a downlink, and when. */
class PlacesTest {
  private static final FCtrl CLASS_B = new FCtrl(false, false, false, true);
  private static final FCtrl ADR = new FCtrl(true, false, false, false);
  private static final DevAddr GROUP = new DevAddr(0x01020304);
  private static final SessionKeys GROUP_KEYS =
      new SessionKeys(AesKey.fromHex("0".repeat(31) + "1"), AesKey.fromHex("0".repeat(31) + "2"));

  /** 2026-01-01T00:00:00Z: Unix 1767225600, less 315964800, plus 18 leap seconds. */
  private static final long GPS_AT_START = 1_451_260_818L;

  private final Rig rig = new Rig();
  private final JoiningDevice device = rig.joined(LorawanVersion.V1_0_4, DeviceClass.A);
  private int farBefore;
  private int nearBefore;

  private Instant bothHear(Bytes frame, double nearSnr, double farSnr) {
    nearBefore = rig.near.frames().size();
    farBefore = rig.far.frames().size();
    Instant end = rig.time.instant();
    rig.network.onHeard(JoiningDevice.heard(rig.near, frame, nearSnr));
    rig.network.onHeard(JoiningDevice.heard(rig.far, frame, farSnr));
    return end;
  }

  private GatewayFrame near() {
    assertThat(rig.near.frames()).hasSize(nearBefore + 1);
    return rig.near.frames().get(nearBefore);
  }

  private GatewayFrame far() {
    assertThat(rig.far.frames()).hasSize(farBefore + 1);
    return rig.far.frames().get(farBefore);
  }

  // MAC-093
  @Test
  void copiesAreOneUplinkAndTheBestSignalAnswers() {
    Instant end = bothHear(device.uplink(FCtrl.NONE, true), -3, 4);
    rig.time.run(Rig.LONG);
    assertThat(rig.uplinks).hasSize(1);
    assertThat(rig.near.frames()).hasSize(nearBefore);
    assertThat(far().at()).isEqualTo(end.plusSeconds(1));
    assertThat(rig.drops(Drop.DUPLICATE)).isZero();
  }

  @Test
  void aCopyBehindTheWindowIsADuplicate() {
    Bytes frame = device.uplink(FCtrl.NONE, true);
    nearBefore = rig.near.frames().size();
    rig.network.onHeard(JoiningDevice.heard(rig.near, frame, 5));
    rig.time.run(Duration.ofMillis(199));
    assertThat(rig.uplinks).isEmpty();
    rig.time.run(Duration.ofMillis(1));
    assertThat(rig.uplinks).hasSize(1);
    rig.network.onHeard(JoiningDevice.heard(rig.far, frame, 9));
    rig.time.run(Rig.LONG);
    assertThat(rig.uplinks).hasSize(1);
    assertThat(rig.drops(Drop.DUPLICATE)).isOne();
    near();
  }

  // MAC-094
  @Test
  void aRefusalGoesToTheOtherGatewayThenToTheSecondWindow() {
    rig.near.answer(TxStatus.COLLISION_PACKET);
    rig.far.answer(TxStatus.TOO_LATE);
    Instant end = bothHear(device.uplink(FCtrl.NONE, true), 5, 4);
    rig.time.run(Rig.LONG);
    assertThat(near().at()).isEqualTo(end.plusSeconds(2));
    assertThat(near().frequencyHz()).isEqualTo(869_525_000);
    assertThat(rig.far.frames()).hasSize(farBefore);
    assertThat(rig.network.statistics().refusals()).isEqualTo(2);
  }

  @Test
  @DisplayName("TP-03: what all gateways refuse is not reported, and sent later with a new counter")
  void whatAllRefuseStaysInTheQueue() {
    rig.network.send(device.id(), Rig.HELLO, rig.reports::add);
    rig.near.answer(TxStatus.TX_FREQ, TxStatus.TX_FREQ);
    Bytes uplink = device.uplink(FCtrl.NONE, false);
    nearBefore = rig.near.frames().size();
    rig.hear(uplink);
    assertThat(rig.near.frames()).hasSize(nearBefore);
    assertThat(rig.reports).isEmpty();
    rig.hear(device.uplink(FCtrl.NONE, false));
    assertThat(rig.reports).hasSize(1);
    assertThat(DataFrame.decode(near().phyPayload()).value().orElseThrow().fCnt()).isEqualTo(1);
  }

  // MAC-095
  @Test
  void aGatewayThatDiesKeepsTheCounterFromBeingUsedAgain() {
    rig.hear(device.uplink(FCtrl.NONE, true)); // counter 0
    rig.near.die();
    rig.hear(device.uplink(FCtrl.NONE, true)); // counter 1, into the void
    bothHear(device.uplink(FCtrl.NONE, true), 0, 5);
    rig.time.run(Rig.LONG);
    assertThat(DataFrame.decode(far().phyPayload()).value().orElseThrow().fCnt()).isEqualTo(2);
  }

  @Test
  void aGatewayThatLeftIsNotAsked() {
    rig.network.onDisconnected(rig.near.id());
    bothHear(device.uplink(FCtrl.NONE, true), 9, 0);
    rig.time.run(Rig.LONG);
    far();
    assertThat(rig.near.frames()).hasSize(nearBefore);
  }

  @Test
  void anUnknownGatewayIsNotHeard() {
    NetworkServer empty =
        new NetworkServer(
            NetworkSettings.simple(),
            new MemoryStore(),
            rig.time,
            rig.time,
            new SplittableRandom(1));
    empty.onHeard(JoiningDevice.heard(rig.near, device.uplink(FCtrl.NONE, false), 5));
    assertThat(empty.statistics().drops()).containsEntry(Drop.UNKNOWN_GATEWAY, 1L);
  }

  // MAC-057
  @Test
  void linkCheckTellsTheMarginAndTheGateways() {
    bothHear(device.uplink(FCtrl.NONE, false, new LinkCheckReq()), 5, 2);
    rig.time.run(Rig.LONG);
    // SF7 needs -7.5 dB
    assertThat(device.receive(near().phyPayload(), 0).orElseThrow().commands())
        .containsExactly(new LinkCheckAns(12, 2));
  }

  // MAC-067
  @Test
  void deviceTimeIsGpsTimeAtTheEndOfTheUplink() {
    rig.time.run(Duration.ofMillis(500));
    Duration since = Duration.between(VirtualTime.START, rig.time.instant());
    bothHear(device.uplink(FCtrl.NONE, false, new DeviceTimeReq()), 5, 2);
    rig.time.run(Rig.LONG);
    assertThat(device.receive(near().phyPayload(), 0).orElseThrow().commands())
        .containsExactly(new DeviceTimeAns(GPS_AT_START + since.toSeconds(), 128));
  }

  @Test
  void aClassCDeviceGetsItsDownlinkAtOnceOnTheSecondWindowsChannel() {
    Rig listening = new Rig();
    JoiningDevice always = listening.joined(LorawanVersion.V1_0_4, DeviceClass.C);
    listening.hear(always.uplink(FCtrl.NONE, false));
    int before = listening.near.frames().size();
    listening.network.send(always.id(), Rig.HELLO, listening.reports::add);
    Instant now = listening.time.instant();
    assertThat(listening.near.frames()).hasSize(before + 1);
    GatewayFrame frame = listening.near.frames().get(before);
    assertThat(frame.at()).isEqualTo(now);
    assertThat(frame.frequencyHz()).isEqualTo(869_525_000);
    listening.network.send(always.id(), Rig.HELLO, listening.reports::add);
    listening.time.run(Rig.LONG);
    assertThat(listening.reports).hasSize(2);
    listening.near.assertDutyCycle(869_400_000, 869_650_000, 10);
  }

  @Test
  @DisplayName("In a session elsewhere a class C device gets its downlink behind its next uplink")
  void aSessionElsewhere() {
    Rig listening = new Rig();
    JoiningDevice always = listening.joined(LorawanVersion.V1_0_4, DeviceClass.C);
    listening.hear(always.uplink(FCtrl.NONE, false));
    Instant from = listening.time.instant().plusSeconds(10);
    listen(listening, always, 5, from, from.plusSeconds(1000));
    assertThat(sent(listening, always)).as("before").isZero();
    listening.time.run(Duration.ofSeconds(20));
    int before = listening.near.frames().size();
    listening.network.send(always.id(), Rig.HELLO, listening.reports::add);
    listening.time.run(Duration.ofSeconds(500));
    assertThat(listening.near.frames()).hasSize(before);
    Instant end = listening.time.instant();
    listening.hear(always.uplink(FCtrl.NONE, false));
    assertThat(listening.near.frames().get(before).at()).isEqualTo(end.plusSeconds(1));
    assertThat(sent(listening, always)).as("until it ends").isEqualTo(190);
  }

  @Test
  @DisplayName("A session on the channel of RX2 hides nothing, and one that is over neither")
  void aSessionThatHidesNothing() {
    Rig listening = new Rig();
    JoiningDevice always = listening.joined(LorawanVersion.V1_0_4, DeviceClass.C);
    listening.hear(always.uplink(FCtrl.NONE, false));
    Instant now = listening.time.instant();
    listen(listening, always, 0, now, now.plusSeconds(1000));
    assertThat(sent(listening, always)).as("RX2 has DR0, too").isZero();
    listening.time.run(Rig.LONG);
    listen(listening, always, 5, now, now.plusSeconds(1000));
    listen(listening, always, 5, now, listening.time.instant());
    assertThat(sent(listening, always)).as("it has left").isZero();
  }

  private static void listen(Rig rig, JoiningDevice device, int rate, Instant from, Instant until) {
    DownlinkChannel channel =
        new DownlinkChannel(869_525_000, Region.EU868.dataRate(rate).orElseThrow());
    rig.network.listening(List.of(device.id()), channel, from, until);
  }

  /** How many seconds a downlink that is queued now waits. */
  private static long sent(Rig rig, JoiningDevice device) {
    int before = rig.near.frames().size();
    Instant queued = rig.time.instant();
    rig.network.send(device.id(), Rig.HELLO, rig.reports::add);
    rig.time.runUntil(() -> rig.near.frames().size() > before);
    return Duration.between(queued, rig.near.frames().get(before).at()).toSeconds();
  }

  // MAC-097
  @Test
  void aClassBDeviceGetsItsDownlinkInItsPingSlot() {
    rig.near.findGps();
    Bytes answer = rig.answer(device.uplink(FCtrl.NONE, false, new PingSlotInfoReq(5)));
    assertThat(device.receive(answer, 0).orElseThrow().commands())
        .containsExactly(new PingSlotInfoAns());
    rig.hear(device.uplink(CLASS_B, false));
    nearBefore = rig.near.frames().size();
    rig.network.send(device.id(), Rig.HELLO, rig.reports::add);
    GatewayFrame frame = near();
    long gpsMillis =
        1000 * GPS_AT_START + Duration.between(VirtualTime.START, frame.at()).toMillis();
    long sinceBeacon = gpsMillis % 128_000;
    assertThat((sinceBeacon - 2_120) % 30).isZero();
    long slot = (sinceBeacon - 2_120) / 30;
    long beacon = gpsMillis / 128_000 * 128;
    // periodicity 5: every 1024th slot from the offset on
    assertThat(slot % 1024).isEqualTo(PingSlots.offset(beacon, device.devAddr(), 5));
    assertThat(frame.frequencyHz()).isEqualTo(869_525_000);
    assertThat(frame.dataRate().index()).isEqualTo(3);
    rig.time.run(Rig.LONG);
    assertThat(rig.reports).hasSize(1);
  }

  // MAC-096
  @Test
  void steersTheDataRateBehindTwentyUplinks() {
    Rig steering = new Rig(NetworkSettings.of(Region.EU868).withAdr(true));
    JoiningDevice moved = steering.joined(LorawanVersion.V1_0_4, DeviceClass.A);
    for (int i = 0; i < 19; i++) {
      steering.hear(moved.uplink(ADR, false));
    }
    assertThat(steering.near.frames()).hasSize(1); // the join-accept
    steering.network.onHeard(JoiningDevice.heard(steering.near, moved.uplink(ADR, false), 9));
    steering.time.run(Rig.LONG);
    // 9 dB is 16.5 dB above what SF7 needs, 6.5 dB above the margin: two steps of power, at DR5
    Bytes answer = steering.near.frames().get(1).phyPayload();
    assertThat(moved.receive(answer, 0).orElseThrow().commands())
        .containsExactly(new LinkAdrReq(2, 5, 7, 1, 0));
  }

  private void group(boolean gps) {
    if (gps) {
      rig.near.findGps();
      rig.far.findGps();
    }
    bothHear(device.uplink(FCtrl.NONE, false), 5, 5);
    rig.time.run(Rig.LONG);
    nearBefore = rig.near.frames().size();
    farBefore = rig.far.frames().size();
    rig.network.defineGroup(GROUP, GROUP_KEYS);
  }

  private void multicast(OptionalInt periodicity) {
    DownlinkChannel channel =
        new DownlinkChannel(869_525_000, Region.EU868.dataRate(3).orElseThrow(), periodicity);
    rig.network.multicast(GROUP, Rig.HELLO, channel, rig.reports::add);
    rig.time.run(Rig.LONG);
  }

  // MAC-098
  @Test
  @DisplayName("TP-07: gateways without GPS send a group's frame one after another; one summary")
  void oneAfterAnother() {
    group(false);
    multicast(OptionalInt.empty());
    assertThat(far().phyPayload()).isEqualTo(near().phyPayload());
    assertThat(far().at()).isAfterOrEqualTo(near().at().plus(near().timeOnAir()));
    assertThat(rig.reports).hasSize(1);
    assertThat(rig.reports.get(0).gateways()).isEqualTo(2);
    assertThat(rig.reports.get(0).missing()).isZero();
  }

  @Test
  void gatewaysWithGpsSendAGroupsFrameAtOneTime() {
    group(true);
    multicast(OptionalInt.empty());
    assertThat(far().at()).isEqualTo(near().at());
  }

  @Test
  void aGroupInClassBHearsBothInOneSlot() {
    group(true);
    multicast(OptionalInt.of(4));
    assertThat(far().at()).isEqualTo(near().at());
    long gpsMillis =
        1000 * GPS_AT_START + Duration.between(VirtualTime.START, near().at()).toMillis();
    assertThat((gpsMillis % 128_000 - 2_120) % 30).isZero();
  }

  // MAC-099
  @Test
  @DisplayName("TP-07: a gateway that says nothing is missing in the summary")
  void aSilentGatewayIsMissing() {
    group(false);
    rig.far.die();
    multicast(OptionalInt.empty());
    assertThat(rig.reports).hasSize(1);
    assertThat(rig.reports.get(0).gateways()).isEqualTo(1);
    assertThat(rig.reports.get(0).missing()).isEqualTo(1);
  }

  @Test
  void aRefusedMulticastFrameIsTriedAgain() {
    group(false);
    rig.network.onDisconnected(rig.far.id());
    rig.near.answer(TxStatus.COLLISION_PACKET, TxStatus.QUEUE_FULL);
    multicast(OptionalInt.empty());
    near();
    assertThat(rig.reports).hasSize(1);
  }

  @Test
  void onlyGatewaysThatHearAMemberSend() {
    group(false);
    bothHear(device.uplink(FCtrl.NONE, false), 2, 5);
    rig.time.run(Rig.LONG);
    rig.network.members(GROUP, Set.of(device.id()));
    multicast(OptionalInt.empty());
    far();
    assertThat(rig.near.frames()).hasSize(nearBefore);
  }
}
