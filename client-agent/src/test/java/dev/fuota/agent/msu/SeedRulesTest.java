package dev.fuota.agent.msu;

import static dev.fuota.agent.msu.Cycle.FILE;
import static dev.fuota.agent.msu.Cycle.ID;
import static dev.fuota.agent.msu.Cycle.OTHER;
import static dev.fuota.agent.msu.Cycle.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.net.DatagramPort;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DisconnectResponse;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.MsgType;
import dev.fuota.protocol.msu.ResponseCode;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.WhoIs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What MSU demands of a client in a cycle without trouble, and of whom it lets in. */
class SeedRulesTest {
  private static final MacAddress OTHER_MAC = new MacAddress(0x0200_0000_0066L);

  private static Bytes ascii(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Access access(
      int level, boolean basicOptional, String password, @Nullable MacAddress mac) {
    return new Access(
        level,
        basicOptional,
        ascii("oper"),
        ascii(password),
        Map.of(SERVER, Optional.ofNullable(mac)));
  }

  // MSU-107, MSU-114, MSU-115, MSU-120, MSU-122, MSU-123, MSU-138
  @Test
  @DisplayName(
      "One who misses nothing never complains, and reports twice, 10 ms apart, with the id of the"
          + " cycle, before the server says that it has sent all")
  void nothingIsMissing() {
    new Script()
        .begun()
        .frames(8560, 2, 1, 2, 3, 4)
        .at(11_600, Cycle.closed())
        .frames(11_620, 3, 1, 2)
        .expectResult(11_630, StatusCode.NONE, 0)
        .at(14_640, Cycle.closed())
        .at(14_660, Cycle.sentAll())
        .at(19_700, Cycle.repeatedAll())
        .play(
            25_000,
            bench -> {
              assertThat(bench.published("fw.bin")).isEqualTo(FILE);
              assertThat(bench.client.status().transactionId()).isEqualTo(ID);
              List<MsuBench.Sent> sent = bench.sent;
              assertThat(sent.get(2).ms() - sent.get(1).ms()).isEqualTo(10.0);
              assertThat(sent).allMatch(one -> one.to().equals(SERVER));
            });
  }

  // MSU-015
  @Test
  @DisplayName("Who-Is is answered to the one who asked")
  void whoIsIsAnsweredByUnicast() {
    MsuBench bench = new MsuBench(MsuClientConfig.open(), 0.5).started();
    bench.from(OTHER, WhoIs.everybody());
    bench.runUntil(600);
    assertThat(bench.sent).hasSize(1);
    assertThat(bench.sent.get(0).to()).isEqualTo(OTHER);
    assertThat(bench.sent.get(0).message()).isInstanceOf(IAm.class);
  }

  // MSU-027
  @ParameterizedTest(name = "level {0}")
  @ValueSource(ints = {0, 1, 2, 3})
  @DisplayName("I-Am says whether user name and password are wanted")
  void theFlagSaysWhetherALoginIsWanted(int level) {
    MsuBench bench =
        new MsuBench(MsuClientConfig.open().withAccess(access(level, false, "pw", Cycle.MAC)), 0)
            .started();
    bench.from(SERVER, WhoIs.everybody());
    bench.runUntil(600);
    IAm said = (IAm) bench.sent.get(0).message();
    assertThat((said.msgType() & MsgType.AUTH) != 0).isEqualTo(level > 0);
  }

  // MSU-038, MSU-043, MSU-044
  @ParameterizedTest(name = "level {0}, optional {1}, password {2}, MAC {3}: {4}")
  @CsvSource({
    "0, false, other, none, 0",
    "1, false, pw, none, 0",
    "1, false, other, none, 3",
    "1, true, other, none, 3",
    "2, false, pw, none, 0",
    "2, false, other, none, 3",
    "2, true, other, none, 0",
    "3, false, pw, same, 0",
    "3, false, pw, other, 5",
    "3, false, pw, none, 5",
    "3, false, other, same, 3",
    "3, true, other, same, 0"
  })
  @DisplayName("Three levels, each with what the one before demands, unless that is optional")
  void levels(int level, boolean optional, String password, String mac, int code) {
    @Nullable MacAddress configured =
        switch (mac) {
          case "same" -> Cycle.MAC;
          case "other" -> OTHER_MAC;
          default -> null;
        };
    Access access = access(level, optional, password, configured);
    MsuBench bench = new MsuBench(MsuClientConfig.open().withAccess(access), 0).started();
    bench.from(SERVER, Cycle.connect(ID));
    assertThat(bench.messages(ConnectResponse.class))
        .extracting(ConnectResponse::code)
        .containsExactly(new ResponseCode(code));
  }

  // MSU-041
  @Test
  @DisplayName("Of a server that is not listed nothing is used, not even a question")
  void otherServersAreNotRead() {
    MsuBench bench =
        new MsuBench(MsuClientConfig.open().withAccess(access(2, false, "pw", null)), 0).started();
    bench.from(OTHER, WhoIs.everybody());
    bench.from(OTHER, Cycle.ask());
    bench.from(OTHER, Bytes.of((byte) 0xff));
    bench.runUntil(2000);
    assertThat(bench.sent).isEmpty();
    assertThat(bench.client.counters().dropped(Drop.WHITELIST)).isEqualTo(3);
  }

  // MSU-047
  @Test
  @DisplayName("Disconnect ends the part of a client: the group is left, frames do not count")
  void disconnectEnds() {
    MsuBench bench = new MsuBench(MsuClientConfig.open(), 0).started();
    bench.from(SERVER, Cycle.connect(ID));
    bench.from(SERVER, Cycle.announce(ID));
    bench.from(SERVER, Cycle.frame(1, 1));
    bench.from(SERVER, Cycle.disconnect(ID));
    assertThat(bench.messages(DisconnectResponse.class))
        .extracting(DisconnectResponse::code)
        .containsExactly(ResponseCode.GOOD);
    assertThat(bench.client.state()).isEqualTo(MsuState.LISTENING);
    assertThat(bench.joined).doesNotContainKey(DatagramPort.Line.DATA);
    long frames = bench.client.counters().frames();
    bench.from(SERVER, Cycle.frame(1, 2));
    assertThat(bench.client.counters().frames()).isEqualTo(frames);
  }

  // MSU-070
  @Test
  @DisplayName("The group and the port that were announced are joined")
  void theAnnouncedPortIsHeard() {
    MsuBench bench = new MsuBench(MsuClientConfig.open(), 0).started();
    bench.from(SERVER, Cycle.connect(ID));
    bench.from(SERVER, Cycle.announce(ID));
    assertThat(bench.joined.get(DatagramPort.Line.DATA)).isEqualTo("239.254.2.3:5000");
  }

  // MSU-X40
  @ParameterizedTest(name = "closed first: {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("A repair may come before the chunk is closed, or after")
  void repairsBeforeAndAfterTheEndOfTheWindow(boolean closedFirst) {
    Script script =
        new Script()
            .announced()
            .frames(5500, 1, 1, 2, 4)
            .expect(5540, 5520 + 2400, new SequenceComplaint(1, 1, 0x2000_0000));
    if (closedFirst) {
      script.at(8520, Cycle.closed()).frames(8530, 1, 3);
    } else {
      script.frames(8520, 1, 3).at(8530, Cycle.closed());
    }
    script
        .frames(8560, 2, 1, 2, 3, 4)
        .at(11_600, Cycle.closed())
        .frames(11_620, 3, 1, 2)
        .expectResult(11_630, StatusCode.NONE, 0)
        .play(13_000, bench -> assertThat(bench.published("fw.bin")).isEqualTo(FILE));
  }

  // MSU-X40
  @Test
  @DisplayName("The last missing frame ends the file, even if it comes after its chunk was closed")
  void theLastRepairMayComeLate() {
    MsuBench bench = new MsuBench(MsuClientConfig.open(), 0.5).started();
    bench.from(SERVER, Cycle.connect(ID));
    bench.from(SERVER, Cycle.announce(ID));
    for (int chunk = 1; chunk <= 2; chunk++) {
      for (int sequence = 1; sequence <= 4; sequence++) {
        bench.from(SERVER, Cycle.frame(chunk, sequence));
      }
      bench.from(SERVER, Cycle.closed());
      bench.runUntil((long) bench.ms() + 600);
    }
    bench.from(SERVER, Cycle.frame(3, 1));
    bench.from(SERVER, Cycle.closed());
    assertThat(bench.substate()).contains(MsuSubstate.IDLE);
    bench.from(SERVER, Cycle.frame(3, 2));
    assertThat(bench.client.state()).isEqualTo(MsuState.FINALIZATION);
  }

  // MSU-146
  @Test
  @DisplayName("A cycle with a repair and an abort goes through the states of the chart")
  void theStatesOfTheChart() {
    MsuBench bench = new MsuBench(MsuClientConfig.open(), 0);
    List<MsuState> states = new ArrayList<>();
    states.add(bench.client.state());
    bench.started();
    states.add(bench.client.state());
    bench.from(SERVER, Cycle.connect(ID));
    states.add(bench.client.state());
    bench.from(SERVER, Cycle.announce(ID));
    states.add(bench.client.state());
    bench.from(SERVER, Cycle.abort(ID));
    states.add(bench.client.state());
    assertThat(states)
        .containsExactly(
            MsuState.INIT,
            MsuState.LISTENING,
            MsuState.CONNECTED,
            MsuState.UPDATE,
            MsuState.LISTENING);
    assertThat(MsuState.values())
        .containsExactlyInAnyOrder(
            MsuState.INIT,
            MsuState.CONFIG,
            MsuState.LISTENING,
            MsuState.CONNECTED,
            MsuState.UPDATE,
            MsuState.FINALIZATION,
            MsuState.ABORT);
  }
}
