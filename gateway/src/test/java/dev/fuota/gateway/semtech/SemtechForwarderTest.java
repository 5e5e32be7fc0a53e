package dev.fuota.gateway.semtech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.gateway.concentrator.Board;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.gateway.semtech.SemtechDatagram.PullAck;
import dev.fuota.gateway.semtech.SemtechDatagram.PullData;
import dev.fuota.gateway.semtech.SemtechDatagram.PullResp;
import dev.fuota.gateway.semtech.SemtechDatagram.PushAck;
import dev.fuota.gateway.semtech.SemtechDatagram.PushData;
import dev.fuota.gateway.semtech.SemtechDatagram.TxAck;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SemtechForwarderTest {
  private final Board board = new Board();
  private final List<SemtechDatagram> said = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();
  private final SemtechForwarder forwarder =
      new SemtechForwarder(
          board.concentrator, this::server, board.world, board.world, new SplittableRandom(1));
  private boolean answering = true;

  /** A server that acknowledges at once, or is away. */
  private void server(Bytes datagram) {
    SemtechDatagram read = SemtechDatagram.decode(datagram).value().orElseThrow();
    said.add(read);
    times.add(board.world.instant());
    if (answering && read instanceof PushData) {
      forwarder.onDatagram(new PushAck(read.token()).encode());
    } else if (answering && read instanceof PullData) {
      forwarder.onDatagram(new PullAck(read.token()).encode());
    }
  }

  @BeforeEach
  void start() {
    forwarder.start();
  }

  private <T extends SemtechDatagram> Stream<T> said(Class<T> type) {
    return said.stream().filter(type::isInstance).map(type::cast);
  }

  private Heard frame() {
    return board.concentrator.heard(
        Bytes.fromHex("400102030480000001"),
        868_100_000,
        Board.SF7,
        -80,
        7.5,
        board.world.instant());
  }

  // GW-02
  @Test
  @DisplayName("PULL_DATA comes at once and every 5 to 10 s, whether the server answers or not")
  void keepsAlive() {
    answering = false;
    board.pass(Duration.ofHours(1).plusSeconds(1));
    List<Instant> pulls = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      if (said.get(i) instanceof PullData) {
        pulls.add(times.get(i));
      }
    }
    for (int i = 1; i < pulls.size(); i++) {
      assertThat(Duration.between(pulls.get(i - 1), pulls.get(i)))
          .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }
    assertThat(pulls).hasSizeGreaterThan(359);
    assertThat(said(PullData.class)).allMatch(pull -> pull.gateway().equals(Board.ID));
  }

  @Test
  @DisplayName("Frames of one moment share a datagram, eight at most")
  void gathers() {
    Heard heard = frame();
    for (int i = 0; i < 10; i++) {
      forwarder.onHeard(heard);
    }
    board.pass(Duration.ofMillis(20));
    assertThat(said(PushData.class)).extracting(push -> push.rxpk().size()).containsExactly(8, 2);
    RxPacket packet = said(PushData.class).findFirst().orElseThrow().rxpk().get(0);
    assertThat(packet.heard(Board.ID)).isEqualTo(heard);
    assertThat(packet.isGood()).isTrue();
  }

  // GW-02
  @Test
  @DisplayName("The report comes every 30 s and tells which share was acknowledged")
  void reports() {
    forwarder.onHeard(frame());
    board.pass(Duration.ofSeconds(1));
    answering = false;
    for (int i = 0; i < 3; i++) {
      forwarder.onHeard(frame());
      board.pass(Duration.ofSeconds(1));
    }
    forwarder.onDatagram(
        new PushAck(said(PushData.class).findFirst().orElseThrow().token()).encode());
    board.pass(Duration.ofSeconds(30));
    PushData report =
        said(PushData.class).filter(push -> push.stat().isPresent()).findFirst().orElseThrow();
    assertThat(report.stat().orElseThrow().figures().ackPercent()).isEqualTo(25);
    assertThat(report.stat().orElseThrow().figures().receivedOk()).isEqualTo(4);
    assertThat(report.stat().orElseThrow().time()).isEqualTo("2026-01-01 00:00:30 GMT");
    answering = true;
    board.pass(Duration.ofSeconds(60));
    List<Double> shares =
        said(PushData.class)
            .flatMap(push -> push.stat().stream())
            .map(stat -> stat.figures().ackPercent())
            .toList();
    // The second report counts the first one, which nobody acknowledged.
    assertThat(shares).containsExactly(25.0, 0.0, 100.0);
  }

  @Test
  @DisplayName("A PULL_RESP is answered by TX_ACK with its token, and sent at its time")
  void sends() {
    Instant due = board.world.instant().plusSeconds(1);
    Bytes request = new PullResp(0xbeef, board.in(Duration.ofSeconds(1))).encode();
    forwarder.onDatagram(request);
    forwarder.onDatagram(request);
    assertThat(said(TxAck.class))
        .containsExactly(
            new TxAck(0xbeef, Board.ID, ""), new TxAck(0xbeef, Board.ID, "COLLISION_PACKET"));
    board.pass(Duration.ofSeconds(3));
    assertThat(board.times).containsExactly(due);
  }

  @Test
  @DisplayName("Refusals have the names of the protocol, and only those")
  void namesRefusals() {
    forwarder.onDatagram(new PullResp(1, board.in(Duration.ofMillis(1))).encode());
    forwarder.onDatagram(new PullResp(2, board.in(Duration.ofMinutes(9))).encode());
    for (int i = 0; i < 33; i++) {
      Timing now = new Timing.Immediately();
      forwarder.onDatagram(new PullResp(3, Board.frame(now)).encode());
    }
    List<String> errors = said(TxAck.class).map(TxAck::error).toList();
    assertThat(errors).startsWith("TOO_LATE", "TOO_EARLY", "").endsWith("COLLISION_PACKET");
    assertThat(new TxAck(1, Board.ID, "NO_SUCH").status()).isEqualTo(TxStatus.INTERNAL_ERROR);
    assertThat(new TxAck(1, Board.ID, "NONE").status()).isEqualTo(TxStatus.OK);
  }

  // GW-09
  @Test
  @DisplayName("A server that is back after an hour gets everything that is heard from then on")
  void serverAwayForAnHour() {
    answering = false;
    for (int i = 0; i < 3600; i++) {
      forwarder.onHeard(frame());
      board.pass(Duration.ofSeconds(1));
    }
    said.clear();
    answering = true;
    forwarder.onHeard(frame());
    board.pass(Duration.ofSeconds(40));
    assertThat(said(PullData.class)).isNotEmpty();
    assertThat(said(PushData.class).flatMap(push -> push.rxpk().stream())).hasSize(1);
    forwarder.onDatagram(new PullResp(9, board.in(Duration.ofSeconds(1))).encode());
    assertThat(said(TxAck.class)).extracting(TxAck::error).containsExactly("");
  }

  // GW-09
  @Test
  @DisplayName("Garbage, foreign tokens and datagrams of the wrong direction change nothing")
  void ignoresGarbage() {
    said.clear();
    forwarder.onDatagram(Bytes.EMPTY);
    forwarder.onDatagram(Bytes.fromHex("02000003ff"));
    forwarder.onDatagram(Bytes.fromHex("01000001"));
    forwarder.onDatagram(new PushAck(77).encode());
    forwarder.onDatagram(new PullData(1, Board.ID).encode());
    assertThat(said).isEmpty();
    assertThat(board.emissions).isEmpty();
  }

  @Test
  @DisplayName("A forwarder that was stopped says nothing more")
  void stops() {
    forwarder.stop();
    said.clear();
    forwarder.onHeard(frame());
    forwarder.onDatagram(new PullResp(1, board.in(Duration.ofSeconds(1))).encode());
    board.pass(Duration.ofMinutes(2));
    assertThat(said).isEmpty();
  }
}
