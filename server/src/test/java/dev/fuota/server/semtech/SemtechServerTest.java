package dev.fuota.server.semtech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.gateway.port.GatewayEvents;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.GatewayStatistics;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Datagrams as the protocol's text has them, octet by octet. */
class SemtechServerTest {
  private static final String EUI = "0016c001f1000001";
  private static final GatewayId GATEWAY = new GatewayId(0x0016c001f1000001L);
  private static final InetSocketAddress UP =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_001);
  private static final InetSocketAddress DOWN =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_002);
  private static final Transmission TRANSMISSION =
      new Transmission(
          Bytes.fromHex("60"),
          869_525_000,
          new Modulation(12, 125_000),
          27,
          true,
          new Timing.Immediately());

  private record Sent(InetSocketAddress to, Bytes datagram) {}

  private static final class Listener implements GatewayEvents {
    final List<GatewayLink> connected = new ArrayList<>();
    final List<GatewayId> gone = new ArrayList<>();
    final List<Heard> heard = new ArrayList<>();
    final List<GatewayStatistics> statistics = new ArrayList<>();

    @Override
    public void onConnected(GatewayLink gateway) {
      connected.add(gateway);
    }

    @Override
    public void onDisconnected(GatewayId gateway) {
      gone.add(gateway);
    }

    @Override
    public void onHeard(Heard frame) {
      heard.add(frame);
    }

    @Override
    public void onStatistics(GatewayId gateway, GatewayStatistics latest) {
      statistics.add(latest);
    }
  }

  private final Simulation time = new Simulation(1);
  private final List<Sent> sent = new ArrayList<>();
  private final Listener events = new Listener();
  private SemtechServer server = server(Set.of());

  private SemtechServer server(Set<GatewayId> allowed) {
    return new SemtechServer(
        SemtechSettings.of(allowed),
        (to, datagram) -> sent.add(new Sent(to, datagram)),
        events,
        time,
        time,
        new SplittableRandom(1));
  }

  private void receive(InetSocketAddress from, String hex, String json) {
    Bytes text = Bytes.of(json.getBytes(StandardCharsets.UTF_8));
    server.onDatagram(from, Bytes.fromHex(hex).concat(text));
  }

  private void pull() {
    receive(DOWN, "02beef02" + EUI, "");
  }

  private static String packet(int crc) {
    return "{\"rxpk\":[{\"tmst\":3512348611,\"chan\":2,\"rfch\":0,\"freq\":868.1,\"stat\":"
        + crc
        + ",\"modu\":\"LORA\",\"datr\":\"SF7BW125\",\"codr\":\"4/5\",\"lsnr\":5.1,"
        + "\"rssi\":-35,\"size\":4,\"data\":\"QAECAw==\"}]}";
  }

  @Test
  void acknowledgesWithTheTokenThatCame() {
    receive(UP, "02123400" + EUI, packet(1));
    pull();
    assertThat(sent)
        .containsExactly(
            new Sent(UP, Bytes.fromHex("02123401")), new Sent(DOWN, Bytes.fromHex("02beef04")));
  }

  @Test
  void handsOnWhatHasAGoodCrc() {
    receive(UP, "02123400" + EUI, packet(1));
    receive(UP, "02123500" + EUI, packet(-1));
    assertThat(events.heard).hasSize(1);
    Heard heard = events.heard.get(0);
    assertThat(heard.gateway()).isEqualTo(GATEWAY);
    assertThat(heard.phyPayload()).isEqualTo(Bytes.fromHex("40010203"));
    assertThat(heard.counter()).isEqualTo((int) 3_512_348_611L);
    assertThat(server.figures().badCrc()).isOne();
  }

  @Test
  void aDownlinkGoesWhereThePullCameFromAndItsAnswerComesBack() {
    pull();
    List<TxStatus> answers = new ArrayList<>();
    events.connected.get(0).send(TRANSMISSION, answers::add);
    Sent request = sent.get(1);
    assertThat(request.to()).isEqualTo(DOWN);
    assertThat(request.datagram().at(3)).isEqualTo(3);
    String token = hex(request.datagram().slice(1, 2));
    time.run(Duration.ofMillis(40));
    receive(UP, "02" + token + "05" + EUI, "{\"txpk_ack\":{\"error\":\"TOO_LATE\"}}");
    assertThat(answers).containsExactly(TxStatus.TOO_LATE);
    assertThat(server.roundTrip(GATEWAY)).contains(Duration.ofMillis(40));
    receive(UP, "02" + token + "05" + EUI, ""); // once more: it stands for nothing now
    assertThat(answers).hasSize(1);
    assertThat(server.figures().strayAcks()).isOne();
  }

  private static String hex(Bytes octets) {
    return HexFormat.of().formatHex(octets.toArray());
  }

  @Test
  void anotherGatewaysAnswerIsNoAnswer() {
    pull();
    List<TxStatus> answers = new ArrayList<>();
    events.connected.get(0).send(TRANSMISSION, answers::add);
    String token = hex(sent.get(1).datagram().slice(1, 2));
    receive(UP, "02" + token + "05" + "ffffffffffffffff", "");
    assertThat(answers).isEmpty();
    assertThat(server.figures().strayAcks()).isOne();
    receive(UP, "02" + token + "05" + EUI, "");
    assertThat(answers).containsExactly(TxStatus.OK);
  }

  @Test
  void anAnswerThatDoesNotComeIsCountedAndItsTokenIsFree() {
    pull();
    List<TxStatus> answers = new ArrayList<>();
    events.connected.get(0).send(TRANSMISSION, answers::add);
    time.run(Duration.ofSeconds(16));
    assertThat(server.figures().unanswered()).isOne();
    receive(UP, "02" + hex(sent.get(1).datagram().slice(1, 2)) + "05" + EUI, "");
    assertThat(answers).isEmpty();
  }

  @Test
  void noTokenStandsForTwoRequests() {
    pull();
    Set<Bytes> tokens = new HashSet<>();
    List<TxStatus> answers = new ArrayList<>();
    for (int i = 0; i < 33_000; i++) {
      events.connected.get(0).send(TRANSMISSION, answers::add);
    }
    sent.stream().skip(1).forEach(it -> assertThat(tokens.add(it.datagram().slice(1, 2))).isTrue());
    assertThat(tokens).hasSize(32_768);
    assertThat(answers).hasSize(33_000 - 32_768).containsOnly(TxStatus.QUEUE_FULL);
  }

  @Test
  void aGatewayThatMovesIsConnectedAnewAndOneThatFallsSilentIsGone() {
    pull();
    pull();
    assertThat(events.connected).hasSize(1);
    receive(UP, "02beef02" + EUI, "");
    assertThat(events.connected).hasSize(2);
    time.run(Duration.ofSeconds(80));
    assertThat(events.gone).isEmpty();
    time.run(Duration.ofSeconds(60));
    assertThat(events.gone).containsExactly(GATEWAY);
    assertThat(server.gateways()).isEmpty();
  }

  @Test
  void onlyNamedGatewaysAreServed() {
    server = server(Set.of(new GatewayId(7)));
    pull();
    receive(UP, "02123400" + EUI, packet(1));
    assertThat(sent).isEmpty();
    assertThat(events.heard).isEmpty();
    assertThat(server.figures().refused()).isEqualTo(2);
    receive(UP, "02000002" + "0000000000000007", "");
    assertThat(server.gateways()).containsExactly(new GatewayId(7));
  }

  @Test
  void aFloodOfGatewaysFindsAnEnd() {
    for (int i = 0; i < 2000; i++) {
      receive(DOWN, "02000002" + String.format("%016x", i), "");
    }
    assertThat(server.gateways()).hasSize(1000);
    assertThat(server.figures().refused()).isEqualTo(1000);
  }

  // GW-09
  @Test
  void hostileDatagramsAreCountedAndNothingElse() {
    List<String> hostile =
        List.of(
            "", "02", "02000000", "01000002" + EUI, "02000009" + EUI, "0200000016c0", "02000001");
    hostile.forEach(hex -> receive(UP, hex, ""));
    receive(UP, "02000000" + EUI, "{\"rxpk\":[{");
    receive(UP, "02000000" + EUI, "{\"rxpk\":[" + "[".repeat(5000));
    receive(UP, "02000000" + EUI, "{\"rxpk\":[{\"freq\":1e99,\"data\":\"QA==\"}]}");
    SplittableRandom random = new SplittableRandom(99);
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = new byte[random.nextInt(80)];
      random.nextBytes(octets);
      if (octets.length > 3) {
        octets[0] = 2;
        octets[3] = (byte) random.nextInt(6);
      }
      server.onDatagram(UP, Bytes.of(octets));
    }
    assertThat(server.figures().datagrams()).isEqualTo(20_010);
    assertThat(server.figures().malformed()).isGreaterThan(10);
    assertThat(events.heard).isEmpty();
  }
}
