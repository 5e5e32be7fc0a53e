package dev.fuota.agent.msu;

import static dev.fuota.agent.msu.Cycle.FILE;
import static dev.fuota.agent.msu.Cycle.ID;
import static dev.fuota.agent.msu.Cycle.OTHER;
import static dev.fuota.agent.msu.Cycle.SERVER;
import static dev.fuota.agent.msu.MsuState.CONNECTED;
import static dev.fuota.agent.msu.MsuState.INIT;
import static dev.fuota.agent.msu.MsuState.LISTENING;
import static dev.fuota.agent.msu.MsuState.UPDATE;
import static dev.fuota.agent.msu.Script.accepted;
import static dev.fuota.agent.msu.Script.ends;
import static dev.fuota.agent.msu.Script.endsWithout;
import static dev.fuota.agent.msu.Script.inProgress;
import static dev.fuota.agent.msu.Script.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DisconnectResponse;
import dev.fuota.protocol.msu.GroupAck;
import dev.fuota.protocol.msu.LocalCommand;
import dev.fuota.protocol.msu.ResponseCode;
import dev.fuota.protocol.msu.SetGroup;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.StatusResponse;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How cycles begin, end and follow each other: rows M-01 to M-29 of the chart. */
class CycleScenariosTest {
  private static final int NEXT_ID = 0x5566_7788;
  private static final Bytes SECOND = Cycle.random(40, 8);

  @Test
  @DisplayName(
      "second-server: refused with 14, and the same Connect again is answered again"
          + " (MSU-005, MSU-X24, MSU-X28)")
  void aSecondServerIsRefused() {
    new Script()
        .begun()
        .from(OTHER, 9000, Cycle.connect(OTHER, NEXT_ID, 0, Optional.empty()))
        .expect(9000, 9000, ConnectResponse.to(NEXT_ID, ResponseCode.BUSY))
        .from(OTHER, 9100, Cycle.announce(NEXT_ID))
        .at(9500, Cycle.connect(ID))
        .expect(9500, 9500, accepted(ID))
        .frames(11_000, 2, 1, 2, 3, 4)
        .frames(12_000, 3, 1, 2)
        .expectResult(12_010, StatusCode.NONE, 0)
        .play(14_000, ends(CONNECTED, FILE, status(StatusCode.NONE, 0)));
  }

  @Test
  @DisplayName("group: only the announcement for the own group counts (MSU-074, MSU-075)")
  void onlyTheOwnGroupCounts() {
    new Script()
        .at(0, new SetGroup(5, 0, MsuBench.CLIENT))
        .expect(0, 0, new GroupAck(5, false, MsuBench.CLIENT))
        .at(100, Cycle.connect(ID))
        .expect(100, 100, accepted(ID))
        .at(500, announceTo(6))
        .at(600, announceTo(0))
        .frames(700, 1, 1)
        .at(900, announceTo(5))
        .frames(1000, 1, 1, 2, 3, 4)
        .frames(2000, 2, 1, 2, 3, 4)
        .frames(3000, 3, 1, 2)
        .expectResult(3010, StatusCode.NONE, 0)
        .play(
            5000,
            bench -> {
              ends(CONNECTED, FILE, status(StatusCode.NONE, 0)).accept(bench);
              assertThat(bench.client.counters().dropped(Drop.WRONG_GROUP)).isEqualTo(2);
              assertThat(bench.client.counters().dropped(Drop.NOT_IN_UPDATE)).isOne();
            });
  }

  @Test
  @DisplayName("group: a device without one takes what is for group 0 and for all (MSU-074)")
  void aDeviceWithoutGroupIsOfGroup0() {
    for (OptionalInt group : new OptionalInt[] {OptionalInt.of(0), OptionalInt.empty()}) {
      new Script()
          .at(0, Cycle.connect(ID))
          .expect(0, 0, accepted(ID))
          .at(400, announceTo(3))
          .at(500, Cycle.announce(ID, 1, FILE, "fw.bin", group))
          .play(600, bench -> assertThat(bench.substate()).contains(MsuSubstate.JOIN));
    }
  }

  private static dev.fuota.protocol.msu.Notification announceTo(int group) {
    return Cycle.announce(ID, 1, FILE, "fw.bin", OptionalInt.of(group));
  }

  @Test
  @DisplayName("two-files: one after the other under one id (MSU-141, M-27)")
  void twoFilesInOneCycle() {
    new Script()
        .begun()
        .frames(8560, 2, 1, 2, 3, 4)
        .frames(9000, 3, 1, 2)
        .expectResult(9010, StatusCode.NONE, 0)
        .at(10_000, Cycle.announce(ID, 2, SECOND, "b.txt", OptionalInt.empty()))
        .at(11_000, Cycle.frame(2, SECOND, 1, 1))
        .at(11_010, Cycle.frame(2, SECOND, 1, 2))
        .at(11_020, Cycle.frame(2, SECOND, 1, 3))
        .at(11_030, Cycle.frame(2, SECOND, 1, 4))
        .expectResult(11_030, StatusCode.NONE, 0)
        .play(
            13_000,
            bench -> {
              assertThat(bench.client.state()).isEqualTo(CONNECTED);
              assertThat(bench.published("fw.bin")).isEqualTo(FILE);
              assertThat(bench.published("b.txt")).isEqualTo(SECOND);
            });
  }

  @Test
  @DisplayName("two-files: announced while the first is being finished, the second is held (M-28)")
  void theSecondFileWaitsForTheFirst() {
    new Script()
        .begun()
        .frames(8560, 2, 1, 2, 3, 4)
        .frames(9000, 3, 1, 2)
        .expectResult(9010, StatusCode.NONE, 0)
        .at(9011, Cycle.announce(ID, 2, SECOND, "b.txt", OptionalInt.empty()))
        .play(
            9400,
            bench -> {
              assertThat(bench.substate()).contains(MsuSubstate.JOIN);
              assertThat(bench.client.status()).isEqualTo(inProgress(ID, 0));
            });
  }

  @Test
  @DisplayName("two-files: the next one ends one that is not complete with FAIL 2 (U-29)")
  void theNextFileEndsAnIncompleteOne() {
    new Script()
        .begun()
        .at(9000, Cycle.announce(ID, 2, SECOND, "b.txt", OptionalInt.empty()))
        .expectResult(9000, StatusCode.INCOMPLETE, 0)
        .play(
            9300,
            bench -> {
              assertThat(bench.substate()).contains(MsuSubstate.JOIN);
              assertThat(bench.client.status()).isEqualTo(inProgress(ID, 0));
            });
  }

  @Test
  @DisplayName("local-stop: FAIL 14 twice, silence; a start goes on with the file (M-22, MSU-143)")
  void aLocalStop() {
    new Script()
        .begun()
        .local(9000, LocalCommand.STOP)
        .expect(9000, 9000, status(StatusCode.LOCAL_STOP, 0))
        .expect(9010, 9010, status(StatusCode.LOCAL_STOP, 0))
        .frames(9100, 2, 1, 2)
        .at(9200, Cycle.ask())
        .play(
            9900,
            bench -> {
              endsWithout(INIT, status(StatusCode.LOCAL_STOP, 0)).accept(bench);
              assertThat(bench.joined).isEmpty();
            });
  }

  @Test
  @DisplayName("local-stop: a start within Connection_timeout goes on with the file")
  void aStartAfterAStopGoesOn() {
    new Script()
        .begun()
        .local(9000, LocalCommand.STOP)
        .expect(9000, 9000, status(StatusCode.LOCAL_STOP, 0))
        .expect(9010, 9010, status(StatusCode.LOCAL_STOP, 0))
        .local(9500, LocalCommand.START)
        .frames(10_000, 2, 1, 2, 3, 4)
        .frames(11_000, 3, 1, 2)
        .expectResult(11_010, StatusCode.NONE, 0)
        .play(13_000, ends(CONNECTED, FILE, status(StatusCode.NONE, 0)));
  }

  @Test
  @DisplayName("INIT: no status, and on from the configuration (M-23)")
  void anInitCommand() {
    new Script()
        .announced()
        .local(1000, LocalCommand.INIT)
        .play(2000, bench -> assertThat(bench.client.state()).isEqualTo(UPDATE));
  }

  @Test
  @DisplayName(
      "connection-timeout: FAIL 3, late frames ignored, Disconnect answered 28, free for"
          + " others (MSU-050, MSU-052, MSU-X30)")
  void theConnectionTimesOut() {
    new Script()
        .at(0, Cycle.connect(SERVER, ID, 6, Optional.empty()))
        .expect(0, 0, accepted(ID))
        .at(500, Cycle.announce(ID))
        .frames(5500, 1, 1, 2, 3, 4)
        .at(8540, Cycle.closed())
        // 6 s after the newest datagram
        .at(14_539, bench -> assertThat(bench.client.state()).isEqualTo(UPDATE))
        .at(14_541, bench -> assertThat(bench.client.state()).isEqualTo(LISTENING))
        .frames(15_000, 2, 1)
        .at(15_100, Cycle.disconnect(ID))
        .expect(15_100, 15_100, DisconnectResponse.to(ID, ResponseCode.DISCONNECT_TIMEOUT))
        .at(15_200, Cycle.ask())
        .expect(15_200, 15_200, status(StatusCode.TIMEOUT, 0))
        .from(OTHER, 16_000, Cycle.connect(OTHER, NEXT_ID, 0, Optional.empty()))
        .expect(16_000, 16_000, accepted(NEXT_ID))
        .play(17_000, endsWithout(CONNECTED, inProgress(NEXT_ID, 0)));
  }

  @Test
  @DisplayName("connection-timeout: with nothing unfinished the id is used up (D-76)")
  void anIdleConnectionThatTimesOutIsOver() {
    new Script()
        .at(0, Cycle.connect(SERVER, ID, 6, Optional.empty()))
        .expect(0, 0, accepted(ID))
        .at(7000, Cycle.connect(ID))
        .expect(7000, 7000, ConnectResponse.to(ID, ResponseCode.TRANSACTION_ID))
        .play(8000, endsWithout(LISTENING, inProgress(ID, 0)));
  }

  @Test
  @DisplayName("Frames that are not for us keep the connection: the server is there (MSU-050)")
  void framesOutsideAnUpdateKeepTheConnection() {
    new Script()
        .at(0, Cycle.connect(SERVER, ID, 6, Optional.empty()))
        .expect(0, 0, accepted(ID))
        .frames(5000, 1, 1)
        .from(OTHER, 10_000, Cycle.frame(1, 1)) // nobody's server
        .at(10_999, bench -> assertThat(bench.client.state()).isEqualTo(CONNECTED))
        .play(11_001, endsWithout(LISTENING, inProgress(ID, 0)));
  }

  @Test
  @DisplayName("reconnect-same-cycle: goes on without a Notification (MSU-X44, M-09)")
  void theSameIdGoesOnAfterATimeout() {
    new Script()
        .at(0, Cycle.connect(SERVER, ID, 6, Optional.empty()))
        .expect(0, 0, accepted(ID))
        .at(500, Cycle.announce(ID))
        .frames(5500, 1, 1, 2, 3, 4)
        .at(20_000, Cycle.connect(ID))
        .expect(20_000, 20_000, accepted(ID))
        .frames(21_000, 2, 1, 2, 3, 4)
        .frames(22_000, 3, 1, 2)
        .expectResult(22_010, StatusCode.NONE, 0)
        .play(24_000, ends(CONNECTED, FILE, status(StatusCode.NONE, 0)));
  }

  @Test
  @DisplayName("restart-resume: down for less than Connection_timeout (MSU-X21, MSU-085, M-02)")
  void aRestartGoesOn() {
    new Script()
        .begun()
        .at(9000, bench -> bench.die(true))
        .at(11_000, bench -> bench.client.start())
        .frames(12_000, 2, 1, 2, 3, 4)
        .frames(13_000, 3, 1, 2)
        .expectResult(13_010, StatusCode.NONE, 0)
        .play(15_000, ends(CONNECTED, FILE, status(StatusCode.NONE, 0)));
  }

  @Test
  @DisplayName(
      "restart-new-cycle: what is held of the identical file is not needed again" + " (MSU-X22)")
  void aNewCycleUsesWhatIsHeld() {
    new Script()
        .begun()
        .at(9000, bench -> bench.die(true))
        .at(90_000, bench -> bench.client.start())
        .at(90_100, Cycle.ask())
        .expect(
            90_100,
            90_100,
            new StatusResponse(
                dev.fuota.protocol.msu.Status.FAIL,
                StatusCode.NO_TRANSACTION,
                0,
                MsuBench.CLIENT,
                0))
        .at(91_000, Cycle.connect(NEXT_ID))
        .expect(91_000, 91_000, accepted(NEXT_ID))
        .at(91_500, Cycle.announce(NEXT_ID))
        .at(93_540, Cycle.closed())
        .frames(94_000, 2, 1, 2, 3, 4)
        .frames(95_000, 3, 1, 2)
        .expect(95_010, 95_260, done(NEXT_ID))
        .expect(95_020, 95_270, done(NEXT_ID))
        .play(97_000, ends(CONNECTED, FILE, done(NEXT_ID)));
  }

  private static StatusResponse done(int id) {
    return new StatusResponse(
        dev.fuota.protocol.msu.Status.PASS, StatusCode.NONE, id, MsuBench.CLIENT, 0);
  }

  @Test
  @DisplayName("new-cycle-same-server: replaces the one that runs, and uses its frames (MSU-X43)")
  void aNewCycleReplacesTheOldOne() {
    new Script()
        .begun()
        .at(9000, Cycle.connect(NEXT_ID))
        .expect(9000, 9000, accepted(NEXT_ID))
        .at(9100, bench -> assertThat(bench.client.state()).isEqualTo(CONNECTED))
        .at(9200, Cycle.ask())
        .expect(9200, 9200, inProgress(NEXT_ID, 0))
        .at(9300, Cycle.announce(ID)) // of the old cycle
        .at(9500, Cycle.announce(NEXT_ID))
        .frames(10_000, 2, 1, 2, 3, 4)
        .frames(11_000, 3, 1, 2)
        .expect(11_010, 11_260, done(NEXT_ID))
        .expect(11_020, 11_270, done(NEXT_ID))
        .at(12_000, Cycle.disconnect(NEXT_ID))
        .expect(12_000, 12_000, DisconnectResponse.to(NEXT_ID, ResponseCode.GOOD))
        .at(13_000, Cycle.connect(ID))
        .expect(13_000, 13_000, ConnectResponse.to(ID, ResponseCode.TRANSACTION_ID))
        .play(14_000, ends(LISTENING, FILE, done(NEXT_ID)));
  }

  @Test
  @DisplayName("A new cycle whose file is held completely needs no frame (M-13)")
  void aFileThatIsHeldCompletelyIsFinishedAtOnce() {
    new Script()
        .config(MsuClientConfig.open())
        .setup(
            bench -> {
              FileDestination files = new FileDestination(bench.disk);
              bench.destination =
                  new Destination() {
                    private boolean refused;

                    @Override
                    public Delivery deliver(ReceivedFile file) {
                      if (!refused) {
                        refused = true;
                        return new Delivery.Refused(StatusCode.STORAGE, "not now");
                      }
                      return files.deliver(file);
                    }
                  };
            })
        .begun()
        .frames(8560, 2, 1, 2, 3, 4)
        .frames(9000, 3, 1, 2)
        .expectResult(9010, StatusCode.STORAGE, 0)
        .at(10_000, Cycle.connect(NEXT_ID))
        .expect(10_000, 10_000, accepted(NEXT_ID))
        .at(11_000, Cycle.announce(NEXT_ID))
        .expect(11_000, 11_250, done(NEXT_ID))
        .expect(11_010, 11_260, done(NEXT_ID))
        .play(12_000, ends(CONNECTED, FILE, done(NEXT_ID)));
  }

  @Test
  @DisplayName("re-announce: a file that is done is not received again (MSU-124, MSU-X32)")
  void aNotificationAfterCompletionDoesNothing() {
    new Script()
        .begun()
        .frames(8560, 2, 1, 2, 3, 4)
        .frames(9000, 3, 1, 2)
        .expectResult(9010, StatusCode.NONE, 0)
        .at(10_000, Cycle.announce(ID))
        .frames(10_100, 1, 1, 2, 3, 4)
        .at(10_200, Cycle.closed())
        .at(10_300, Cycle.sentAll())
        .at(10_400, Cycle.repeatedAll())
        .play(20_000, ends(CONNECTED, FILE, status(StatusCode.NONE, 0)));
  }

  @Test
  @DisplayName(
      "other-transaction: Notification, abort and Disconnect of another id do nothing"
          + " (MSU-055, MSU-069, MSU-112)")
  void anotherTransactionDoesNothing() {
    new Script()
        .at(0, Cycle.connect(ID))
        .expect(0, 0, accepted(ID))
        .at(400, Cycle.announce(NEXT_ID))
        .at(450, bench -> assertThat(bench.client.state()).isEqualTo(CONNECTED))
        .at(500, Cycle.announce(ID))
        .at(600, Cycle.abort(NEXT_ID))
        .at(700, Cycle.disconnect(NEXT_ID))
        .at(800, Cycle.announce(NEXT_ID, 2, SECOND, "b.txt", OptionalInt.empty()))
        .play(
            900,
            bench -> {
              assertThat(bench.substate()).contains(MsuSubstate.JOIN);
              assertThat(bench.client.counters().dropped(Drop.WRONG_TRANSACTION)).isEqualTo(4);
            });
  }
}
