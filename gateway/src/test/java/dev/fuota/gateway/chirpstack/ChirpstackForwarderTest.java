package dev.fuota.gateway.chirpstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.gateway.chirpstack.ChirpstackForwarder.Form;
import dev.fuota.gateway.concentrator.Board;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.time.GpsTime;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChirpstackForwarderTest {
  private static final String EVENTS = "eu868/gateway/0102030405060708/event/";

  private final Board board = new Board();
  private final List<String> topics = new ArrayList<>();
  private final List<Bytes> payloads = new ArrayList<>();
  private final ChirpstackForwarder forwarder = forwarder(Form.PROTOBUF);

  private ChirpstackForwarder forwarder(Form form) {
    return new ChirpstackForwarder(
        board.concentrator,
        "eu868",
        form,
        (topic, payload) -> {
          topics.add(topic);
          payloads.add(payload);
        },
        board.world,
        board.world,
        new SplittableRandom(1));
  }

  private Heard frame() {
    return board.concentrator.heard(
        Bytes.fromHex("4001"), 868_100_000, Board.SF7, -80, 7.5, board.world.instant());
  }

  private DownlinkItem item(DownlinkTiming timing, Bytes context) {
    return new DownlinkItem(
        Bytes.fromHex("60"), 869_525_000, 27, Board.SF12, true, timing, context);
  }

  private DownlinkItem after(long millis) {
    int counter = board.concentrator.counter(board.world.instant());
    Bytes context = Bytes.of(ByteBuffer.allocate(4).putInt(counter).array());
    return item(new DownlinkTiming.Delay(Duration.ofMillis(millis)), context);
  }

  private List<AckStatus> ask(DownlinkItem... items) {
    payloads.clear();
    forwarder.onDownlink(new DownlinkFrame(Board.ID, 0xfedc_ba98, List.of(items)).encode());
    DownlinkTxAck ack = DownlinkTxAck.decode(payloads.get(0)).value().orElseThrow();
    assertThat(ack.downlinkId()).isEqualTo(0xfedc_ba98);
    assertThat(ack.gateway()).isEqualTo(Board.ID);
    return ack.items();
  }

  @Test
  @DisplayName("An uplink's context leads the delay back to its end")
  void sendsAfterUplink() {
    forwarder.start();
    board.pass(Duration.ofSeconds(5));
    Instant end = board.world.instant();
    forwarder.onHeard(frame());
    assertThat(topics).endsWith(EVENTS + "up");
    UplinkFrame up = UplinkFrame.decode(payloads.get(payloads.size() - 1)).value().orElseThrow();
    assertThat(up.gps()).contains(GpsTime.sinceEpoch(end));
    board.pass(Duration.ofMillis(400));
    DownlinkItem item = item(new DownlinkTiming.Delay(Duration.ofSeconds(1)), up.context());
    assertThat(ask(item)).containsExactly(AckStatus.OK);
    assertThat(topics).endsWith(EVENTS + "ack");
    board.pass(Duration.ofSeconds(2));
    assertThat(board.times).containsExactly(end.plusSeconds(1));
  }

  // GW-08
  @Test
  @DisplayName("Items are tried until one is taken; those behind it are ignored")
  void triesItems() {
    forwarder.start();
    assertThat(ask(after(10), after(1010), after(3000)))
        .containsExactly(AckStatus.TOO_LATE, AckStatus.OK, AckStatus.IGNORED);
    assertThat(ask(after(1010), after(20)))
        .containsExactly(AckStatus.COLLISION_PACKET, AckStatus.TOO_LATE);
    DownlinkTiming gps =
        new DownlinkTiming.GpsEpoch(GpsTime.sinceEpoch(board.world.instant().plusSeconds(60)));
    assertThat(ask(item(gps, Bytes.EMPTY))).containsExactly(AckStatus.OK);
    assertThat(ask(item(new DownlinkTiming.Immediately(), Bytes.EMPTY)))
        .containsExactly(AckStatus.OK);
    DownlinkTiming delay = new DownlinkTiming.Delay(Duration.ofSeconds(1));
    assertThat(ask(item(delay, Bytes.EMPTY))).containsExactly(AckStatus.INTERNAL_ERROR);
    DownlinkTiming ages = new DownlinkTiming.Delay(Duration.ofDays(40_000));
    assertThat(ask(item(ages, Bytes.fromHex("00000000"))))
        .containsExactly(AckStatus.INTERNAL_ERROR);
  }

  @Test
  @DisplayName("The report comes at once and every 30 s")
  void reports() {
    forwarder.start();
    forwarder.onHeard(frame());
    board.pass(Duration.ofSeconds(61));
    assertThat(topics)
        .containsExactly(EVENTS + "stats", EVENTS + "up", EVENTS + "stats", EVENTS + "stats");
    GatewayStats stats = GatewayStats.decode(payloads.get(2)).value().orElseThrow();
    assertThat(stats.receivedOk()).isEqualTo(1);
    assertThat(stats.time()).isEqualTo("2026-01-01T00:00:30Z");
    forwarder.stop();
    board.pass(Duration.ofMinutes(5));
    assertThat(topics).hasSize(4);
  }

  @Test
  @DisplayName("A server that is spoken to in JSON is answered in JSON")
  void speaksJson() {
    ChirpstackForwarder json = forwarder(Form.JSON);
    json.start();
    json.onHeard(frame());
    json.onDownlink(new DownlinkFrame(Board.ID, 5, List.of(after(1000))).encodeJson());
    assertThat(payloads)
        .extracting(payload -> new String(payload.toArray(), StandardCharsets.UTF_8))
        .allMatch(text -> text.startsWith("{\"gatewayId\"") || text.startsWith("{\"phyPayload\""));
    assertThat(DownlinkTxAck.decode(payloads.get(2)).value().orElseThrow().items())
        .containsExactly(AckStatus.OK);
    assertThat(GatewayStats.decode(payloads.get(0)).value()).isPresent();
  }

  @Test
  @DisplayName("Garbage and commands for other gateways are not answered")
  void ignoresGarbage() {
    forwarder.start();
    payloads.clear();
    Bytes good = new DownlinkFrame(Board.ID, 5, List.of(after(1000))).encode();
    forwarder.onDownlink(new DownlinkFrame(new GatewayId(9), 5, List.of(after(1000))).encode());
    forwarder.onDownlink(good.slice(0, good.length() - 1));
    forwarder.onDownlink(Bytes.fromHex("7b"));
    forwarder.onDownlink(Bytes.EMPTY);
    assertThat(payloads).isEmpty();
  }

  @Test
  @DisplayName("No octets make a decoder throw")
  void survivesAnything() {
    SplittableRandom random = new SplittableRandom(5);
    byte[][] seeds = {
      new DownlinkFrame(Board.ID, 5, List.of(after(1000), after(2000))).encode().toArray(),
      new DownlinkFrame(Board.ID, 5, List.of(after(1000))).encodeJson().toArray()
    };
    int read = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] octets = seeds[i % 2].clone();
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      }
      Bytes payload = Bytes.of(octets);
      forwarder.onDownlink(payload);
      read += DownlinkFrame.decode(payload).value().isPresent() ? 1 : 0;
      assertThat(UplinkFrame.decode(payload)).isNotNull();
      assertThat(DownlinkTxAck.decode(payload)).isNotNull();
      assertThat(GatewayStats.decode(payload)).isNotNull();
    }
    assertThat(read).isGreaterThan(1000);
  }

  private static UplinkFrame uplink(
      int frequencyHz, Duration gps, float snr, Modulation modulation) {
    return new UplinkFrame(
        Bytes.fromHex("00"),
        frequencyHz,
        modulation,
        Board.ID,
        1,
        Optional.of(gps),
        -80,
        snr,
        0,
        Bytes.EMPTY,
        UplinkFrame.CrcStatus.CRC_OK);
  }

  @Test
  @DisplayName("A frequency is unsigned in both forms")
  void unsignedFrequency() {
    UplinkFrame frame = uplink(0x9e00_0000, Duration.ofSeconds(1), 5, new Modulation(7, 125_000));
    assertThat(UplinkFrame.decode(frame.encode()).value()).contains(frame);
    assertThat(UplinkFrame.decode(frame.encodeJson()).value()).contains(frame);
  }

  @Test
  @DisplayName("Both forms refuse decibels, times and data rates that are none")
  void numbersOutOfRange() {
    Duration good = Duration.ofMillis(1500);
    Duration before = Duration.ofMillis(-500);
    Modulation lora = new Modulation(7, 125_000);
    for (float snr : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -1e9f}) {
      assertThat(UplinkFrame.decode(uplink(1, good, snr, lora).encode()).value()).isEmpty();
    }
    assertThat(UplinkFrame.decode(uplink(1, good, -30, lora).encode()).value()).isPresent();
    assertThat(UplinkFrame.decode(uplink(1, before, 1, lora).encode()).value()).isEmpty();
    assertThat(UplinkFrame.decode(uplink(1, before, 1, lora).encodeJson()).value()).isEmpty();
    Modulation fsk = new Modulation(Modulation.FSK, -1);
    assertThat(UplinkFrame.decode(uplink(1, good, 1, fsk).encode()).value()).isEmpty();
    assertThat(UplinkFrame.decode(uplink(1, good, 1, fsk).encodeJson()).value()).isEmpty();
  }
}
