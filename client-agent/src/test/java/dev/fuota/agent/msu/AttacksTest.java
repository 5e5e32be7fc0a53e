package dev.fuota.agent.msu;

import static dev.fuota.agent.msu.Cycle.FILE;
import static dev.fuota.agent.msu.Cycle.ID;
import static dev.fuota.agent.msu.Cycle.OTHER;
import static dev.fuota.agent.msu.Cycle.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.net.DatagramPort.Line;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.GroupAck;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.LocalCommand;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.RejectReason;
import dev.fuota.protocol.msu.ResponseCode;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.StatusResponse;
import dev.fuota.protocol.msu.WhoIs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The attacks of the protocol's security section, S1 to S17, on a client. */
class AttacksTest {
  private static final SignaturePolicy NOBODY =
      (content, length, expected) -> SignaturePolicy.Judged.bad(StatusCode.SIGNATURE);

  private static MsuBench connected(MsuClientConfig config) {
    MsuBench bench = new MsuBench(config, 0).started();
    bench.from(SERVER, Cycle.connect(ID));
    assertThat(bench.client.state()).isEqualTo(MsuState.CONNECTED);
    return bench;
  }

  private static MsuBench updating(MsuClientConfig config) {
    MsuBench bench = connected(config);
    bench.from(SERVER, Cycle.announce(ID));
    assertThat(bench.client.state()).isEqualTo(MsuState.UPDATE);
    return bench;
  }

  private static void sendAll(MsuBench bench) {
    for (int chunk = 1; chunk <= 3; chunk++) {
      for (int sequence = 1; sequence <= Cycle.GEOMETRY.framesIn(chunk); sequence++) {
        bench.from(SERVER, Cycle.frame(chunk, sequence));
      }
    }
  }

  @Test
  @DisplayName(
      "S1 forged firmware: without a trusted signature nothing is stored, FORCE or not"
          + " (MSU-X07)")
  void s1() {
    for (NotificationKind kind : NotificationKind.values()) {
      MsuBench bench = connected(MsuClientConfig.open().withSignature(NOBODY));
      bench.from(
          SERVER,
          Cycle.announce(
              kind, ID, 1, Cycle.GEOMETRY, Cycle.crc(FILE), "fw.bin", OptionalInt.empty()));
      sendAll(bench);
      bench.runUntil(1000);
      assertThat(bench.client.status().code()).isEqualTo(StatusCode.SIGNATURE);
      assertThat(bench.disk.published()).isEmpty();
      assertThat(bench.activity).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "S2 forged Data frames: other sources do not count, the first copy stays, a chunk in"
          + " doubt is asked for once (MSU-X04, MSU-X05, MSU-X06)")
  void s2() {
    MsuBench bench = updating(MsuClientConfig.open());
    Bytes forged = Cycle.random(10, 66);
    bench.from(OTHER, new DataTransfer(1, 1, 1, 0, forged));
    bench.from(SERVER, new DataTransfer(1, 9, 1, 0, forged));
    bench.from(SERVER, new DataTransfer(1, 1, 5, 0, forged));
    bench.from(SERVER, new DataTransfer(1, 1, 1, 0, forged.slice(0, 9)));
    sendAll(bench);
    bench.from(SERVER, new DataTransfer(1, 1, 1, 0, forged));
    bench.runUntil(1000);
    assertThat(bench.client.status().code()).isEqualTo(StatusCode.NONE);
    assertThat(bench.published("fw.bin")).isEqualTo(FILE);
    assertThat(bench.client.counters().dropped(Drop.BAD_SOURCE)).isOne();
    assertThat(bench.client.counters().rejected(RejectReason.BAD_CHUNK_NUMBER)).isOne();
    assertThat(bench.client.counters().rejected(RejectReason.BAD_SEQUENCE_NUMBER)).isOne();
    assertThat(bench.client.counters().rejected(RejectReason.DATA_LENGTH_MISMATCH)).isOne();
  }

  @Test
  @DisplayName("S3 forged abort or Disconnect: source and id must be those of the cycle (MSU-X04)")
  void s3() {
    MsuBench bench = updating(MsuClientConfig.open());
    bench.from(OTHER, Cycle.abort(ID));
    bench.from(OTHER, Cycle.disconnect(ID));
    bench.from(SERVER, Cycle.abort(ID + 1));
    bench.from(SERVER, Cycle.disconnect(ID + 1));
    assertThat(bench.client.state()).isEqualTo(MsuState.UPDATE);
    assertThat(bench.sent).hasSize(1);
  }

  @Test
  @DisplayName("S4 replayed Connect: refused with 15, also after a restart (MSU-X25)")
  void s4() {
    MsuBench bench = connected(MsuClientConfig.open());
    bench.from(SERVER, Cycle.disconnect(ID));
    bench.die(true);
    bench.client.start();
    bench.from(SERVER, Cycle.connect(ID));
    assertThat(bench.messages().get(2))
        .isEqualTo(ConnectResponse.to(ID, ResponseCode.TRANSACTION_ID));
    bench.from(SERVER, Cycle.announce(ID));
    assertThat(bench.client.state()).isEqualTo(MsuState.LISTENING);
  }

  @Test
  @DisplayName("S5 downgrade: only if configured, whatever the versions say")
  void s5() {
    for (boolean allowed : new boolean[] {false, true}) {
      MsuBench bench = connected(MsuClientConfig.open().withDowngrade(allowed));
      bench.from(
          SERVER,
          Cycle.announce(
              NotificationKind.DOWNGRADE,
              ID,
              1,
              Cycle.GEOMETRY,
              Cycle.crc(FILE),
              "fw.bin",
              OptionalInt.empty()));
      assertThat(bench.client.state() == MsuState.UPDATE).isEqualTo(allowed);
      assertThat(bench.client.status().code())
          .isEqualTo(allowed ? StatusCode.NONE : StatusCode.VERSION_POLICY);
    }
  }

  private static final Access LOGIN = new Access(1, false, ascii("oper"), ascii("pw"), Map.of());

  private static Bytes ascii(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  @DisplayName("S6 guessed credentials: five failures, 19 once, silence for a minute (MSU-X26)")
  void s6() {
    Access other = new Access(1, false, ascii("oper"), ascii("other"), Map.of());
    MsuBench bench = new MsuBench(MsuClientConfig.open().withAccess(other), 0).started();
    for (int i = 1; i <= 20; i++) {
      bench.runUntil(1000L * i);
      bench.from(SERVER, Cycle.connect(i));
    }
    List<ResponseCode> codes =
        bench.messages(ConnectResponse.class).stream().map(ConnectResponse::code).toList();
    assertThat(codes)
        .isEqualTo(
            List.of(
                ResponseCode.LOGIN_INFO,
                ResponseCode.LOGIN_INFO,
                ResponseCode.LOGIN_INFO,
                ResponseCode.LOGIN_INFO,
                ResponseCode.LOGIN_INFO,
                ResponseCode.LOCKOUT));
    bench.from(OTHER, Cycle.connect(OTHER, 30, 0, Optional.empty()));
    assertThat(bench.sent).as("another source is judged by itself").hasSize(7);
    bench.runUntil(65_999);
    bench.from(SERVER, Cycle.connect(31));
    assertThat(bench.sent).hasSize(7);
    bench.runUntil(66_001);
    bench.from(SERVER, Cycle.connect(32));
    assertThat(bench.sent).hasSize(8);
  }

  @Test
  @DisplayName("S6 answers to failing Connects: two a second and source")
  void errorAnswersAreFew() {
    MsuBench bench = new MsuBench(MsuClientConfig.open(), 0).started();
    for (int i = 1; i <= 9; i++) {
      bench.from(SERVER, Cycle.connect(OTHER, i, 0, Optional.empty())); // the field is not it
    }
    assertThat(bench.messages())
        .isEqualTo(
            List.of(
                ConnectResponse.to(1, ResponseCode.IP), ConnectResponse.to(2, ResponseCode.IP)));
    assertThat(bench.client.status().code()).isEqualTo(StatusCode.NO_TRANSACTION);
    assertThat(LOGIN.needsLogin()).isTrue();
  }

  @Test
  @DisplayName(
      "S7 Who-Is flood: two I-Am a second, one in two to one address, on-link sources"
          + " only (MSU-X27)")
  void s7() {
    MsuBench bench =
        new MsuBench(
                MsuClientConfig.open()
                    .withDiscoverers(new MsuClientConfig.Prefix(new Ipv4(0xc000_0200), 24)),
                0.5)
            .started();
    bench.from(new Ipv4(0xc633_6407), WhoIs.everybody());
    for (int i = 0; i < 100; i++) {
      bench.from(SERVER, WhoIs.everybody());
      bench.from(new Ipv4(0xc000_0220 + i), WhoIs.everybody());
    }
    bench.runUntil(900);
    assertThat(bench.messages(IAm.class)).hasSize(2);
    assertThat(bench.sent.get(0).ms()).isEqualTo(250);
    bench.runUntil(1999);
    bench.from(SERVER, WhoIs.everybody());
    bench.runUntil(2001);
    bench.from(SERVER, WhoIs.everybody());
    bench.runUntil(3000);
    assertThat(bench.messages(IAm.class)).hasSize(3);
  }

  @Test
  @DisplayName("S7 Who-Is from elsewhere: only of a listed server, whatever the list is (MSU-X27)")
  void s7FromElsewhere() {
    Ipv4 listed = new Ipv4(0xc633_6407);
    Access access =
        new Access(1, false, ascii("oper"), ascii("pw"), Map.of(listed, Optional.empty()));
    MsuClientConfig config =
        MsuClientConfig.open()
            .withAccess(access)
            .withDiscoverers(new MsuClientConfig.Prefix(new Ipv4(0xc000_0200), 24));
    MsuBench bench = new MsuBench(config, 0).started();
    bench.from(new Ipv4(0xc633_6408), WhoIs.everybody());
    bench.runUntil(1000);
    assertThat(bench.sent).isEmpty();
    bench.from(listed, WhoIs.everybody());
    bench.runUntil(2000);
    assertThat(bench.messages(IAm.class)).hasSize(1);
  }

  @Test
  @DisplayName("S8 complaint floods: one complaint a window however often it is opened (MSU-X14)")
  void s8() {
    MsuBench bench = updating(MsuClientConfig.open());
    bench.from(SERVER, Cycle.frame(1, 1));
    bench.from(SERVER, Cycle.frame(1, 4));
    for (int i = 0; i < 100; i++) {
      bench.from(SERVER, Cycle.again());
    }
    bench.runUntil(400);
    assertThat(bench.messages(SequenceComplaint.class)).hasSize(1);
    for (int i = 0; i < 100; i++) {
      bench.from(SERVER, Cycle.sentAll());
      bench.from(SERVER, Cycle.repeatedAll());
    }
    bench.runUntil(800);
    assertThat(bench.messages(ChunkComplaint.class)).hasSize(1);
  }

  @Test
  @DisplayName("S9 path traversal: no message, and nothing outside of the directory (MSU-X09)")
  void s9() {
    MsuBench bench = connected(MsuClientConfig.open());
    byte[] octets = Cycle.announce(ID, 1, FILE, "xxxxx", OptionalInt.empty()).encoded().toArray();
    for (String name : List.of("../..", "a/b/c", "a\\b\\c", ".hide", "NUL.x", "..")) {
      byte[] named = octets.clone();
      named[108] = (byte) (0x80 | name.length());
      byte[] text = name.getBytes(StandardCharsets.US_ASCII);
      byte[] whole = java.util.Arrays.copyOf(named, 112 + text.length);
      System.arraycopy(text, 0, whole, 112, text.length);
      bench.from(SERVER, Bytes.of(whole));
    }
    assertThat(bench.client.state()).isEqualTo(MsuState.CONNECTED);
    assertThat(bench.client.counters().rejected(RejectReason.BAD_FILE_NAME)).isEqualTo(6);
  }

  @Test
  @DisplayName("S10 huge or impossible sizes: nothing is allocated (MSU-X01, MSU-X12)")
  void s10() {
    MsuBench bench = connected(MsuClientConfig.open());
    bench.from(SERVER, announce(new FileGeometry(0xffff_ffffL, 1, 1)));
    assertThat(bench.client.counters().rejected(RejectReason.FILE_TOO_LARGE)).isOne();
    bench.from(SERVER, announce(new FileGeometry(256L << 20, 1, 1)));
    assertThat(bench.client.status().code()).isEqualTo(StatusCode.RESOURCES);
    bench.from(SERVER, announce(new FileGeometry(100L << 20, 32, 1366)));
    assertThat(bench.client.status().code()).isEqualTo(StatusCode.STORAGE); // a disk of 16 MiB
    assertThat(bench.client.state()).isEqualTo(MsuState.CONNECTED);
    assertThat(bench.disk.exists(FileStore.part(1))).isFalse();
  }

  private static Notification announce(FileGeometry geometry) {
    return Cycle.announce(
        NotificationKind.UPGRADE, ID, 1, geometry, 0, "fw.bin", OptionalInt.empty());
  }

  @Test
  @DisplayName(
      "S11 hostile lengths: any octets, in any state, are counted and nothing else" + " (MSU-X02)")
  void s11() {
    java.util.SplittableRandom random = new java.util.SplittableRandom(17);
    byte[][] seeds = {
      Cycle.connect(ID).encoded().toArray(),
      Cycle.announce(ID).encoded().toArray(),
      Cycle.frame(1, 2).encoded().toArray(),
      WhoIs.everybody().encoded().toArray()
    };
    MsuBench bench = updating(MsuClientConfig.open());
    for (int i = 0; i < 50_000; i++) {
      byte[] octets = seeds[i % seeds.length].clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt();
      }
      byte[] cut = java.util.Arrays.copyOf(octets, random.nextInt(octets.length + 1));
      bench.from(OTHER, Bytes.of(i % 2 == 0 ? octets : cut));
    }
    assertThat(bench.client.state()).isEqualTo(MsuState.UPDATE);
    assertThat(bench.client.status().transactionId()).isEqualTo(ID);
  }

  @Test
  @DisplayName("S12 a second server: refused with 14, and its messages do not count (MSU-X28)")
  void s12() {
    MsuBench bench = updating(MsuClientConfig.open());
    bench.from(OTHER, Cycle.connect(OTHER, 9, 0, Optional.empty()));
    bench.from(OTHER, Cycle.announce(ID, 2, FILE, "x", OptionalInt.empty()));
    bench.from(OTHER, Cycle.sentAll());
    bench.from(OTHER, Cycle.again());
    assertThat(bench.messages().get(1)).isEqualTo(ConnectResponse.to(9, ResponseCode.BUSY));
    assertThat(bench.substate()).contains(MsuSubstate.JOIN);
    assertThat(bench.client.counters().dropped(Drop.BAD_SOURCE)).isEqualTo(3);
  }

  @Test
  @DisplayName("S13 a foreign group: not joined, FAIL 11; one group at a time (MSU-X13)")
  void s13() {
    MsuBench bench = connected(MsuClientConfig.open());
    bench.from(SERVER, inGroup(new Ipv4(0xe005_0607)));
    assertThat(bench.client.status().code()).isEqualTo(StatusCode.BAD_PARAMETERS);
    assertThat(bench.joined).doesNotContainKey(Line.DATA);
    MsuBench allowed =
        connected(
            MsuClientConfig.open()
                .withGroups(List.of(new MsuClientConfig.Prefix(new Ipv4(0xe005_0000), 16))));
    allowed.from(SERVER, inGroup(new Ipv4(0xe005_0607)));
    assertThat(allowed.joined).containsEntry(Line.DATA, "224.5.6.7:5000");
  }

  private static Notification inGroup(Ipv4 group) {
    return new Notification(
        NotificationKind.UPGRADE,
        1,
        Cycle.GEOMETRY,
        new Endpoint(group, 5000),
        Optional.empty(),
        ID,
        Cycle.crc(FILE),
        OptionalInt.empty(),
        0,
        "fw.bin",
        Optional.empty());
  }

  @Test
  @DisplayName("S14 a flood of malformed datagrams: one line a minute and reason (MSU-X03)")
  void s14() {
    MsuBench bench = new MsuBench(MsuClientConfig.open(), 0).started();
    for (int minute = 0; minute < 3; minute++) {
      bench.runUntil(60_000L * minute);
      for (int i = 0; i < 1000; i++) {
        bench.from(OTHER, Bytes.of((byte) 0));
        bench.from(OTHER, Cycle.announce(ID));
        bench.from(OTHER, new GroupAck(0, false, OTHER));
      }
    }
    assertThat(bench.notices)
        .hasSize(6)
        .contains("a message had no effect: only devices send it")
        .noneMatch(sentence -> sentence.contains("follows no server"));
    assertThat(bench.client.counters().rejected(RejectReason.TRUNCATED)).isEqualTo(3000);
    assertThat(bench.client.counters().dropped(Drop.WRONG_DIRECTION)).isEqualTo(3000);
    assertThat(bench.client.counters().dropped(Drop.NOT_CONNECTED)).isEqualTo(3000);
  }

  @Test
  @DisplayName("S15 status requests: only the server's while connected, five a second")
  void s15() {
    MsuBench bench = updating(MsuClientConfig.open());
    bench.from(OTHER, Cycle.ask());
    for (int i = 0; i < 20; i++) {
      bench.from(SERVER, Cycle.ask());
    }
    assertThat(bench.messages(StatusResponse.class)).hasSize(5);
    assertThat(bench.client.counters().dropped(Drop.BAD_SOURCE)).isOne();
  }

  @Test
  @DisplayName("S16 a passive listener: the client never tells user name or password")
  void s16() {
    MsuBench bench = new MsuBench(MsuClientConfig.open().withAccess(LOGIN), 0).started();
    bench.from(SERVER, WhoIs.everybody());
    bench.from(SERVER, Cycle.connect(ID));
    bench.from(SERVER, Cycle.announce(ID));
    sendAll(bench);
    bench.runUntil(1000);
    assertThat(bench.sent).hasSize(4);
    assertThat(bench.sent).noneMatch(sent -> sent.octets().toHex().contains(ascii("oper").toHex()));
  }

  @Test
  @DisplayName("S17 slow drip: the cycle ends after its limit (MSU-X41)")
  void s17() {
    MsuBench bench = updating(MsuClientConfig.open());
    long hours = 4 * 3_600_000L;
    for (long ms = 5000; ms < hours; ms += 5000) {
      bench.runUntil(ms);
      bench.from(SERVER, Cycle.frame(1, 1));
    }
    bench.runUntil(hours - 1);
    assertThat(bench.client.state()).isEqualTo(MsuState.UPDATE);
    bench.runUntil(hours);
    assertThat(bench.client.state()).isEqualTo(MsuState.LISTENING);
    assertThat(bench.client.status().code()).isEqualTo(StatusCode.TIMEOUT);
    assertThat(bench.joined).doesNotContainKey(Line.DATA);
  }

  @Test
  @DisplayName("Local commands from the network are no messages (MSU-X29)")
  void localCommandsFromTheNetwork() {
    MsuBench bench = updating(MsuClientConfig.open());
    bench.from(SERVER, LocalCommand.STOP);
    assertThat(bench.client.state()).isEqualTo(MsuState.UPDATE);
    assertThat(bench.client.counters().rejected(RejectReason.NOT_LOCAL)).isOne();
  }
}
