package dev.fuota.agent.msu;

import static dev.fuota.agent.msu.Cycle.ID;
import static dev.fuota.agent.msu.Cycle.OTHER;
import static dev.fuota.agent.msu.Cycle.SERVER;
import static dev.fuota.agent.msu.MsuState.LISTENING;
import static dev.fuota.agent.msu.MsuState.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DisconnectResponse;
import dev.fuota.protocol.msu.ResponseCode;
import dev.fuota.protocol.msu.ScmCompleted;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.TransferAborted;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Aborts and Disconnects, in every phase of a transfer. */
class AbortScenariosTest {
  @ParameterizedTest(name = "aborted {0} ms after the Connect")
  @ValueSource(ints = {100, 1000, 5510, 5600, 14_670, 16_500, 20_335})
  @DisplayName("abort: in JOIN, RECV, SCM, CCM and FINALIZATION nothing is left (MSU-111, MSU-113)")
  void anAbortUndoesEverything(int ms) {
    MsuBench bench = new MsuBench(MsuClientConfig.open().withActivationAtEnd(), 0.3).started();
    bench.from(SERVER, Cycle.connect(ID));
    schedule(bench, ms);
    bench.runUntil(ms);
    boolean delivered = bench.disk.published().containsKey("fw.bin");

    bench.from(SERVER, Cycle.abort(ID));

    assertThat(bench.client.state()).isEqualTo(LISTENING);
    assertThat(bench.client.status().code()).isEqualTo(StatusCode.ABORTED);
    assertThat(IntStream.rangeClosed(1, 3).mapToObj(FileStore::part)).noneMatch(bench.disk::exists);
    assertThat(bench.joined).doesNotContainKey(dev.fuota.hal.net.DatagramPort.Line.DATA);
    assertThat(bench.activity)
        .isEqualTo(delivered ? java.util.List.of("undo fw.bin") : java.util.List.of());
    int sent = bench.sent.size();
    bench.runUntil(ms + 60_000);
    assertThat(bench.sent).hasSize(sent);
    bench.from(SERVER, Cycle.connect(ID));
    assertThat(bench.messages().get(sent))
        .isEqualTo(ConnectResponse.to(ID, ResponseCode.TRANSACTION_ID));
  }

  /** A cycle in which a frame of chunk 1 and all of chunk 2 are lost; nothing after {@code ms}. */
  private static void schedule(MsuBench bench, int ms) {
    Object[][] steps = {
      {500, Cycle.announce(ID)},
      {5500, Cycle.frame(1, 1)},
      {5530, Cycle.frame(1, 4)},
      {11_620, Cycle.frame(3, 1)},
      {11_630, Cycle.frame(3, 2)},
      {14_660, Cycle.sentAll()},
      {20_300, Cycle.frame(1, 2)},
      {20_305, Cycle.frame(1, 3)},
      {20_310, Cycle.frame(2, 1)},
      {20_315, Cycle.frame(2, 2)},
      {20_320, Cycle.frame(2, 3)},
      {20_330, Cycle.frame(2, 4)},
    };
    for (Object[] step : steps) {
      if ((int) step[0] <= ms) {
        bench.world.after(
            java.time.Duration.ofMillis((int) step[0]),
            () -> bench.from(SERVER, (dev.fuota.protocol.msu.MsuMessage) step[1]));
      }
    }
  }

  @Test
  @DisplayName("abort: of another file of the cycle it is ignored (M-19)")
  void anAbortOfAnotherFileIsIgnored() {
    new Script()
        .announced()
        .at(600, new TransferAborted(2, ID))
        .at(700, new ScmCompleted(2, 0))
        .play(
            800,
            bench -> {
              assertThat(bench.substate()).contains(MsuSubstate.JOIN);
              assertThat(bench.client.counters().dropped(Drop.WRONG_FILE)).isEqualTo(2);
            });
  }

  @Test
  @DisplayName("disconnect: with a wrong server address it is answered 25 (M-17)")
  void aDisconnectWithAWrongAddress() {
    new Script()
        .announced()
        .at(600, new dev.fuota.protocol.msu.DisconnectRequest(0, OTHER, ID))
        .expect(600, 600, DisconnectResponse.to(ID, ResponseCode.DISCONNECT_IP))
        .play(700, bench -> assertThat(bench.client.state()).isEqualTo(UPDATE));
  }
}
