package dev.fuota.server.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.harness.GatewayFrame;
import dev.fuota.server.harness.ScriptedDevice;
import dev.fuota.server.harness.World;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Uplink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NetworkServerTest {
  private static final Downlink HELLO = new Downlink(10, Bytes.fromHex("48656c6c6f"));
  private static final DevAddr GROUP = DevAddr.fromHex("01abcdef");
  private static final SessionKeys GROUP_KEYS =
      new SessionKeys(
          AesKey.fromHex("00000000000000000000000000000007"),
          AesKey.fromHex("00000000000000000000000000000008"));
  private static final DownlinkChannel CHANNEL =
      new DownlinkChannel(869_525_000, Region.EU868.dataRate(0).orElseThrow());
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final World world = new World();
  private final NetworkServer network = world.network();
  private final List<Uplink> uplinks = new ArrayList<>();
  private final List<Sent> reports = new ArrayList<>();

  @BeforeEach
  void listen() {
    network.listen(uplinks::add);
    network.defineGroup(GROUP, GROUP_KEYS);
  }

  private Instant uplink(ScriptedDevice device, boolean confirmed) {
    Instant end = world.time().instant();
    device.transmitted(device.seal(1, Bytes.of((byte) 7), confirmed), end);
    return end;
  }

  private QueuedDownlink queue(ScriptedDevice device) {
    return network.send(device.id(), HELLO, reports::add).orElseThrow();
  }

  private List<GatewayFrame> frames() {
    return world.gateway().frames();
  }

  @Test
  void handsOverWhatTheDeviceEncrypted() {
    ScriptedDevice device = world.device();
    Instant end = uplink(device, false);
    // SF7, 14 octets of PHYPayload with CRC: 46.336 ms
    assertThat(uplinks)
        .containsExactly(
            new Uplink(device.id(), 1, Bytes.of((byte) 7), end.minusNanos(46_336_000), end));
  }

  @Test
  void sendsNothingToADeviceForWhichThereIsNothing() {
    uplink(world.device(), false);
    assertThat(frames()).isEmpty();
  }

  @Test
  @DisplayName("a device that asks whether it is heard gets an answer (LoRaWAN 1.0.4, 4.3.1.1)")
  void answersAdrAckReq() {
    ScriptedDevice device = world.device();
    device.transmitted(device.sealAsking(1, Bytes.of((byte) 7)), world.time().instant());
    assertThat(frames()).hasSize(1);
    uplink(device, false);
    assertThat(frames()).hasSize(1);
  }

  @Test
  void sendsADownlinkExactlyOneSecondAfterTheUplinkOnItsChannel() {
    ScriptedDevice device = world.device();
    queue(device);
    world.time().run(AN_HOUR);
    assertThat(frames()).isEmpty(); // Class A: not before an uplink
    Instant end = uplink(device, false);
    assertThat(frames())
        .extracting(GatewayFrame::at, GatewayFrame::frequencyHz, GatewayFrame::dataRate)
        .containsExactly(tuple(end.plusSeconds(1), device.frequencyHz(), ScriptedDevice.DATA_RATE));
  }

  @Test
  void takesTheSecondWindowWhenTheGatewayIsBusyInTheFirst() {
    ScriptedDevice first = world.device();
    ScriptedDevice second = world.device();
    queue(first);
    queue(second);
    Instant end = uplink(first, false);
    uplink(second, false);
    assertThat(frames()).hasSize(2);
    assertThat(frames().get(1).at()).isEqualTo(end.plusSeconds(2));
    assertThat(frames().get(1).frequencyHz()).isEqualTo(869_525_000);
    assertThat(frames().get(1).dataRate().index()).isZero();
    assertThat(network.statistics())
        .extracting(NetworkStatistics::rx1Frames, NetworkStatistics::rx2Frames)
        .containsExactly(1L, 1L);
  }

  @Test
  void keepsTheDownlinkForTheNextUplinkWhenBothWindowsAreTaken() {
    List<ScriptedDevice> devices = IntStream.range(0, 3).mapToObj(i -> world.device()).toList();
    devices.forEach(this::queue);
    devices.forEach(device -> uplink(device, false));
    assertThat(frames()).hasSize(2);
    world.time().run(AN_HOUR);
    uplink(devices.get(2), false);
    assertThat(frames()).hasSize(3);
  }

  @Test
  void usesAWindowThatIsStillAheadWhenTheDownlinkComesAfterTheUplink() {
    ScriptedDevice device = world.device();
    Instant end = uplink(device, false);
    world.time().run(Duration.ofSeconds(1));
    queue(device);
    assertThat(frames()).extracting(GatewayFrame::at).containsExactly(end.plusSeconds(1));
  }

  @Test
  void usesTheSecondWindowWhenTheFirstHasJustBegun() {
    ScriptedDevice device = world.device();
    Instant end = uplink(device, false);
    world.time().run(Duration.ofMillis(1001));
    queue(device);
    assertThat(frames()).extracting(GatewayFrame::at).containsExactly(end.plusSeconds(2));
  }

  @Test
  void sendsOneDownlinkAnUplinkAndSaysThatThereIsMore() {
    ScriptedDevice device = world.device();
    queue(device);
    queue(device);
    uplink(device, false);
    world.time().run(AN_HOUR);
    uplink(device, false);
    assertThat(frames())
        .extracting(frame -> decode(frame).fCtrl().fPending())
        .containsExactly(true, false);
  }

  @Test
  void givesTheWindowsOfAnUplinkToOneDownlinkOnly() {
    ScriptedDevice device = world.device();
    queue(device);
    uplink(device, false);
    queue(device); // RX2 is still ahead
    world.time().run(AN_HOUR);
    assertThat(frames()).hasSize(1);
    uplink(device, false);
    assertThat(frames()).hasSize(2);
  }

  @Test
  void acknowledgesAConfirmedUplinkWithAnEmptyFrame() {
    ScriptedDevice device = world.device();
    uplink(device, true);
    world.time().run(AN_HOUR);
    assertThat(device.acknowledgements()).isEqualTo(1);
    assertThat(decode(frames().get(0)).fPort()).isEqualTo(DataFrame.NO_PORT);
  }

  @Test
  void acknowledgesWithADownlinkIfThereIsOne() {
    ScriptedDevice device = world.device();
    queue(device);
    uplink(device, true);
    assertThat(frames()).hasSize(1);
    assertThat(decode(frames().get(0)).fCtrl().ack()).isTrue();
    assertThat(decode(frames().get(0)).fPort()).isEqualTo(10);
  }

  // MAC-099
  @Test
  @DisplayName("TP-03: reports each unicast downlink once, at the end of its transmission")
  void reportsWhatWasSent() {
    ScriptedDevice device = world.device();
    queue(device);
    Instant end = uplink(device, false);
    world.time().run(AN_HOUR);
    // SF7, 18 octets of PHYPayload without CRC: 51.456 ms
    assertThat(reports)
        .containsExactly(new Sent(end.plusSeconds(1), Duration.ofNanos(51_456_000), 18));
  }

  @Test
  void aCancelledDownlinkIsNotSent() {
    ScriptedDevice device = world.device();
    queue(device);
    queue(device).cancel();
    uplink(device, false);
    world.time().run(AN_HOUR);
    uplink(device, false);
    assertThat(frames()).hasSize(1);
  }

  @Test
  void takesEightDownlinksForADeviceAndNotNine() {
    ScriptedDevice device = world.device();
    IntStream.range(0, 8).forEach(i -> queue(device));
    assertThat(network.send(device.id(), HELLO, reports::add)).isEmpty();
  }

  @Test
  void takesEightMulticastFramesBehindTheOneOnAirAndNotNine() {
    IntStream.range(0, 9).forEach(i -> multicast());
    assertThat(network.multicast(GROUP, HELLO, CHANNEL, reports::add)).isEmpty();
  }

  @Test
  void takesNothingForAnUnknownDevice() {
    assertThat(network.send(DeviceId.of(GROUP), HELLO, reports::add)).isEmpty();
  }

  @Test
  void unicastPayloadsFitEveryWindow() {
    ScriptedDevice device = world.device();
    Downlink fits = new Downlink(1, Bytes.of(new byte[51]));
    Downlink tooLong = new Downlink(1, Bytes.of(new byte[52]));
    assertThat(network.send(device.id(), fits, reports::add)).isPresent();
    assertThatThrownBy(() -> network.send(device.id(), tooLong, reports::add))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void assertDropped(Drop reason, int uplinksSeen) {
    assertThat(network.statistics().drops())
        .allSatisfy((drop, count) -> assertThat(count).isEqualTo(drop == reason ? 1 : 0));
    assertThat(uplinks).hasSize(uplinksSeen);
  }

  private void receive(Bytes frame) {
    network.onHeard(world.gateway().hears(frame, 868_100_000, ScriptedDevice.DATA_RATE, 5));
  }

  @Test
  void dropsWhatIsNoFrame() {
    receive(Bytes.fromHex("40"));
    assertDropped(Drop.MALFORMED, 0);
  }

  @Test
  void dropsAFrameFromAnUnknownAddress() {
    Bytes frame = world.device().seal(1, Bytes.EMPTY, false);
    World elsewhere = new World();
    NetworkServer stranger = elsewhere.network();
    stranger.onHeard(elsewhere.gateway().hears(frame, 868_100_000, ScriptedDevice.DATA_RATE, 5));
    assertThat(stranger.statistics().drops()).containsEntry(Drop.UNKNOWN_ADDRESS, 1L);
  }

  @Test
  void dropsADownlinkFrameThatItHears() {
    ScriptedDevice device = world.device();
    receive(
        new FrameCrypto(device.keys(), device.devAddr())
            .seal(FType.UNCONFIRMED_DATA_DOWN, FCtrl.NONE, 0, Bytes.EMPTY, 1, Bytes.EMPTY));
    assertDropped(Drop.NOT_AN_UPLINK, 0);
  }

  @Test
  void dropsAFrameWithOneWrongBit() {
    byte[] frame = world.device().seal(1, Bytes.of((byte) 1), false).toArray();
    frame[9] ^= 1;
    receive(Bytes.of(frame));
    assertDropped(Drop.WRONG_MIC, 0);
  }

  @Test
  void dropsAFrameOfThePast() {
    ScriptedDevice device = world.device();
    Bytes old = device.seal(1, Bytes.EMPTY, false);
    receive(old);
    receive(device.seal(1, Bytes.EMPTY, false));
    receive(old);
    assertDropped(Drop.OLD_COUNTER, 2);
  }

  @Test
  void dropsASecondCopyWithoutAnyReaction() {
    ScriptedDevice device = world.device();
    Bytes frame = device.seal(1, Bytes.EMPTY, true);
    receive(frame);
    world.time().run(Duration.ofMillis(1999));
    receive(frame);
    assertDropped(Drop.DUPLICATE, 1);
    assertThat(frames()).hasSize(1);
  }

  @Test
  void acknowledgesARepeatedConfirmedUplinkAgainButDeliversItOnce() {
    ScriptedDevice device = world.device();
    Bytes frame = device.seal(1, Bytes.EMPTY, true);
    receive(frame);
    world.time().run(AN_HOUR);
    receive(frame);
    assertDropped(Drop.DUPLICATE, 1);
    assertThat(frames()).hasSize(2);
  }

  private void multicast() {
    network.multicast(GROUP, HELLO, CHANNEL, reports::add);
  }

  private static DataFrame decode(GatewayFrame frame) {
    return DataFrame.decode(frame.phyPayload()).value().orElseThrow();
  }

  // MAC-098
  @Test
  @DisplayName("TP-06: multicast frames keep the sub-band's duty cycle of 10 %")
  void multicastKeepsTheDutyCycle() {
    IntStream.range(0, 9).forEach(i -> multicast());
    world.time().run(AN_HOUR);
    List<GatewayFrame> sent = world.gateway().onAir(869_525_000);
    assertThat(sent).hasSize(9);
    // SF12, 18 octets without CRC: 1318.912 ms, so one every 13189.12 ms
    for (int i = 1; i < sent.size(); i++) {
      assertThat(Duration.between(sent.get(i - 1).at(), sent.get(i).at()))
          .isEqualTo(Duration.ofNanos(13_189_120_000L));
    }
  }

  @Test
  void aReservedWindowWinsOverMulticast() {
    ScriptedDevice device = world.device();
    queue(device);
    Instant end = uplink(device, false);
    world.time().run(Duration.ofMillis(500));
    multicast(); // 1.3 s on air: it would cover the window
    world.time().run(AN_HOUR);
    assertThat(world.gateway().onAir())
        .extracting(GatewayFrame::at)
        .containsExactly(end.plusSeconds(1), end.plusSeconds(1).plusNanos(52_456_000));
  }

  @Test
  void aSecondWindowInTheMulticastBandMakesMulticastWaitForTheDutyCycle() {
    ScriptedDevice first = world.device();
    ScriptedDevice second = world.device();
    queue(first);
    queue(second);
    uplink(first, false);
    uplink(second, false);
    multicast();
    world.time().run(AN_HOUR);
    world.gateway().assertNoFramesOverlap();
    world.gateway().assertDutyCycle(869_400_000, 869_650_000, 10);
  }

  @Test
  void neverUsesACounterTwiceAndNeverOverlapsUnderRandomLoad() {
    SplittableRandom random = new SplittableRandom(4711);
    List<ScriptedDevice> devices = IntStream.range(0, 20).mapToObj(i -> world.device()).toList();
    for (int i = 0; i < 2000; i++) {
      ScriptedDevice device = devices.get(random.nextInt(devices.size()));
      network.send(device.id(), HELLO, reports::add);
      network.multicast(GROUP, HELLO, CHANNEL, reports::add);
      uplink(device, random.nextBoolean());
      world.time().run(Duration.ofMillis(random.nextInt(2500)));
    }
    world.gateway().assertNoFramesOverlap();
    world.gateway().assertDutyCycle(869_400_000, 869_650_000, 10);
    world.gateway().assertDutyCycle(868_000_000, 868_600_000, 1);
    Set<String> counters = new HashSet<>();
    for (GatewayFrame frame : frames()) {
      DataFrame data = decode(frame);
      assertThat(counters.add(data.devAddr() + "/" + data.fCnt())).isTrue();
    }
    assertThat(counters).hasSizeGreaterThan(500);
  }

  @Test
  void definingAGroupAgainKeepsItsCounter() {
    multicast();
    network.defineGroup(GROUP, GROUP_KEYS);
    assertThat(network.nextMcFCnt(GROUP)).isEqualTo(1);
    network.defineGroup(GROUP, world.device().keys());
    assertThat(network.nextMcFCnt(GROUP)).isZero();
  }

  @Test
  void membersOfAGroupCanReadItsFrames() {
    ScriptedDevice device = world.device();
    device.join(GROUP, GROUP_KEYS);
    device.listenToGroups(true);
    network.multicast(GROUP, new Downlink(201, Bytes.fromHex("0101")), CHANNEL, reports::add);
    world.time().run(AN_HOUR);
    assertThat(device.received()).hasSize(1);
  }
}
