package dev.fuota.agent.msu;

import static dev.fuota.agent.msu.Cycle.FILE;
import static dev.fuota.agent.msu.Cycle.ID;
import static dev.fuota.agent.msu.MsuState.CONNECTED;
import static dev.fuota.agent.msu.Script.ends;
import static dev.fuota.agent.msu.Script.endsWithout;
import static dev.fuota.agent.msu.Script.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.net.DatagramPort.Line;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.MsgType;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.StatusCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How one file is received among losses: rows U-01 to U-32 of the chart. */
class FileScenariosTest {

  private static ChunkComplaint chunks(long... numbers) {
    return new ChunkComplaint(1, java.util.Arrays.stream(numbers).boxed().toList());
  }

  private static SequenceComplaint frames(int chunk, int bitmap) {
    return new SequenceComplaint(1, chunk, bitmap);
  }

  private static final IAm I_AM =
      new IAm(
          0,
          MsgType.CLIENT,
          MsuBench.CLIENT,
          DeviceIdentity.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(DeviceParameters.DEFAULT),
          0,
          Bytes.EMPTY);

  @Test
  @DisplayName("give-up: three rounds in vain, then FAIL 2 (MSU-121, MSU-139, MSU-X31)")
  void theClientGivesUp() {
    new Script()
        .begun()
        .frames(11_620, 3, 1, 2)
        .at(14_640, Cycle.closed())
        .at(14_660, Cycle.sentAll())
        .expect(14_680, 18_660, chunks(2))
        .expect(24_680, 28_660, chunks(2)) // T_upd, U-25
        .expect(34_680, 38_660, chunks(2))
        .expectResult(44_660, StatusCode.INCOMPLETE, 3) // U-26
        .play(50_000, endsWithout(CONNECTED, status(StatusCode.INCOMPLETE, 3)));
  }

  @Test
  @DisplayName("outage: joins anew, is seen, and ends with the file (MSU-004, MSU-129, U-24, U-27)")
  void anOutage() {
    new Script()
        .begun()
        .expect(18_540, 18_540, I_AM)
        .expect(18_560, 19_540, chunks(2, 3))
        .at(18_550, bench -> assertThat(bench.substate()).contains(MsuSubstate.STALL))
        .frames(30_000, 3, 1, 2)
        .at(33_020, Cycle.closed())
        .at(33_040, Cycle.sentAll())
        .expect(33_060, 37_040, chunks(2))
        .frames(38_100, 2, 1, 2, 3, 4)
        .expectResult(38_130, StatusCode.NONE, 1)
        .play(40_000, ends(CONNECTED, FILE, status(StatusCode.NONE, 1)));
  }

  @Test
  @DisplayName("lost-transfer-completed: a second after the last chunk it counts as come (MSU-X20)")
  void theTransferCompletedIsLost() {
    new Script()
        .begun()
        .frames(11_620, 3, 1, 2)
        .at(14_640, Cycle.closed())
        .expect(15_660, 19_640, chunks(2))
        .frames(20_300, 2, 1, 2, 3, 4)
        .expectResult(20_330, StatusCode.NONE, 1)
        .play(22_000, ends(CONNECTED, FILE, status(StatusCode.NONE, 1)));
  }

  @Test
  @DisplayName("last-frame-lost: the gap timer finds it (MSU-X19, U-08)")
  void theLastFrameOfAChunkIsLost() {
    new Script()
        .announced()
        .frames(5500, 1, 1, 2, 3)
        // four gaps of 10 ms are less than the least of 100; then the rest of 0.8 of the window
        .expect(5640, 5520 + 2400, frames(1, 0x1000_0000))
        .frames(8540, 1, 4)
        .at(8560, Cycle.closed())
        .frames(8600, 2, 1, 2, 3, 4)
        .frames(9000, 3, 1, 2)
        .expectResult(9010, StatusCode.NONE, 0)
        .play(11_000, ends(CONNECTED, FILE, status(StatusCode.NONE, 0)));
  }

  @Test
  @DisplayName("scm-retry: copies of the message open no second window (MSU-093, MSU-X14)")
  void copiesOfAnotherWindow() {
    new Script()
        .announced()
        .frames(5500, 1, 1, 4)
        .expect(5530, 5510 + 2400, frames(1, 0x6000_0000))
        .at(8540, Cycle.again())
        .at(8640, Cycle.again())
        .at(9039, Cycle.again()) // the last instant in which it is a copy
        .expect(8560, 8540 + 2400, frames(1, 0x6000_0000))
        .at(11_540, Cycle.again())
        .expect(11_560, 11_540 + 2400, frames(1, 0x6000_0000))
        .play(14_000, bench -> assertThat(bench.substate()).contains(MsuSubstate.SCM_SENT));
  }

  @Test
  @DisplayName("whole-chunk-inferred: another window for a chunk of which nothing came (MSU-X18)")
  void aWholeChunkIsInferred() {
    new Script()
        .begun()
        .at(11_600, Cycle.again())
        .expect(11_620, 14_000, frames(2, 0xf000_0000))
        .frames(14_610, 2, 1, 2, 3, 4)
        .at(14_660, Cycle.closed())
        .frames(14_700, 3, 1, 2)
        .expectResult(14_710, StatusCode.NONE, 0)
        .play(16_000, ends(CONNECTED, FILE, status(StatusCode.NONE, 0)));
  }

  @Test
  @DisplayName(
      "whole-chunk-inferred: the first chunk too, and a closed one is counted (U-14, U-15)")
  void theFirstChunkIsInferred() {
    new Script()
        .announced()
        .at(8540, Cycle.again())
        .expect(8560, 10_940, frames(1, 0xf000_0000))
        .at(11_540, Cycle.closed())
        .at(14_600, Cycle.closed()) // chunk 2, nothing came
        .frames(14_620, 3, 1, 2)
        .at(17_640, Cycle.closed())
        .at(17_660, Cycle.sentAll())
        .expect(17_680, 21_660, chunks(1, 2))
        .play(22_000, bench -> assertThat(bench.substate()).contains(MsuSubstate.CCM_SENT));
  }

  @Test
  @DisplayName("dup-reorder: duplicates are dropped, order does not matter (MSU-130, MSU-131)")
  void duplicatesAndDisorder() {
    new Script()
        .announced()
        .frames(5500, 1, 1, 3, 3, 4, 2, 4)
        .at(8540, Cycle.closed())
        .frames(8560, 2, 3, 2, 4, 1)
        .frames(9000, 3, 2, 1)
        .expectResult(9010, StatusCode.NONE, 0)
        .play(
            11_000,
            bench -> {
              ends(CONNECTED, FILE, status(StatusCode.NONE, 0)).accept(bench);
              assertThat(bench.client.counters().duplicates()).isEqualTo(2);
              assertThat(bench.client.counters().frames()).isEqualTo(10);
            });
  }

  @Test
  @DisplayName("conflicting-duplicate: the first copy stays, the other is counted (MSU-X05)")
  void aConflictingDuplicate() {
    Bytes other = Cycle.random(10, 99);
    new Script()
        .announced()
        .frames(5500, 1, 1, 2)
        .at(5515, new DataTransfer(1, 1, 2, 0, other))
        .frames(5520, 1, 3, 4)
        .at(8540, Cycle.closed())
        .frames(8560, 2, 1, 2, 3, 4)
        .frames(9000, 3, 1, 2)
        .expectResult(9010, StatusCode.NONE, 0)
        .play(
            11_000,
            bench -> {
              ends(CONNECTED, FILE, status(StatusCode.NONE, 0)).accept(bench);
              assertThat(bench.client.counters().conflicts()).isOne();
            });
  }

  @Test
  @DisplayName("scm-closed: no complaint about a chunk that is closed (MSU-094)")
  void noComplaintAboutAClosedChunk() {
    new Script()
        .announced()
        .frames(5500, 1, 1, 4)
        .at(5515, Cycle.closed())
        .at(5700, Cycle.closed()) // a copy
        .frames(5800, 1, 2) // late, of the closed chunk
        .frames(8560, 2, 1, 2, 3, 4)
        .frames(9000, 3, 1, 2)
        .at(12_000, Cycle.closed())
        .at(12_020, Cycle.sentAll())
        .expect(12_040, 16_020, chunks(1))
        .frames(17_100, 1, 3)
        .expectResult(17_100, StatusCode.NONE, 1)
        .play(19_000, ends(CONNECTED, FILE, status(StatusCode.NONE, 1)));
  }

  @Test
  @DisplayName(
      "late join: earlier chunks come by the chunk complaint, with its windows (MSU-009, MSU-087, MSU-101, MSU-128)")
  void lossAmongTheRepeatedChunks() {
    new Script()
        .announced()
        .frames(9620, 3, 1, 2)
        .at(14_640, Cycle.closed())
        .at(14_660, Cycle.sentAll())
        .at(14_860, Cycle.sentAll())
        .expect(14_680, 18_660, chunks(1, 2))
        .frames(20_000, 1, 1, 2, 3, 4)
        .at(23_040, Cycle.closed())
        .frames(23_060, 2, 1, 2, 4)
        .expect(23_100, 23_080 + 2400, frames(2, 0x2000_0000))
        .at(26_090, Cycle.closed())
        .at(26_100, Cycle.repeatedAll())
        .at(26_300, Cycle.repeatedAll()) // a copy
        .expect(26_120, 30_100, chunks(2))
        .frames(31_200, 2, 3)
        .expectResult(31_200, StatusCode.NONE, 2)
        .play(33_000, ends(CONNECTED, FILE, status(StatusCode.NONE, 2)));
  }

  @Test
  @DisplayName("A repeated chunk that loses the same frame again is complained about (MSU-128)")
  void theSameFrameIsLostAgain() {
    new Script()
        .announced()
        .frames(5500, 1, 1, 2, 4)
        .at(5535, Cycle.closed()) // before the complaint could leave
        .frames(8560, 2, 1, 2, 3, 4)
        .at(11_600, Cycle.closed())
        .frames(11_620, 3, 1, 2)
        .at(14_640, Cycle.closed())
        .at(14_660, Cycle.sentAll())
        .expect(14_680, 18_660, chunks(1))
        .frames(20_000, 1, 1, 2, 4)
        .expect(20_040, 20_020 + 2400, frames(1, 0x2000_0000))
        .frames(23_040, 1, 3)
        .expectResult(23_040, StatusCode.NONE, 1)
        .play(25_000, ends(CONNECTED, FILE, status(StatusCode.NONE, 1)));
  }

  @Test
  @DisplayName("A repeated chunk that is complete here changes nothing (MSU-124)")
  void anotherClientsChunk() {
    new Script()
        .announced()
        .frames(5500, 1, 1, 2, 3, 4)
        .at(8540, Cycle.closed())
        .frames(11_620, 3, 1, 2)
        .at(14_640, Cycle.closed())
        .at(14_660, Cycle.sentAll())
        .frames(14_670, 1, 1, 2, 3, 4)
        .expect(14_680, 18_660, chunks(2))
        .frames(18_670, 1, 1, 2, 3, 4)
        .play(19_000, bench -> assertThat(bench.substate()).contains(MsuSubstate.CCM_SENT));
  }

  @Test
  @DisplayName("A false end: frames go on after a gap, and no complaint leaves (U-09)")
  void aFalseGap() {
    new Script()
        .announced()
        .frames(5500, 1, 1, 2)
        .frames(5625, 1, 3, 4) // the timer opened a window at 5610
        .at(8640, Cycle.closed())
        .play(9000, bench -> assertThat(bench.substate()).contains(MsuSubstate.IDLE));
  }

  @Test
  @DisplayName("Repairs within the window make the complaint unnecessary (U-10, MSU-X17)")
  void anEarlyRepair() {
    new Script()
        .announced()
        .frames(5500, 1, 1, 2, 4)
        .at(5540, Cycle.frame(1, 3))
        .play(
            9000,
            bench -> {
              assertThat(bench.substate()).contains(MsuSubstate.CHUNK_OK);
              assertThat(bench.client.counters().sequenceComplaints()).isZero();
            });
  }

  @Test
  @DisplayName("crc-fail with a suspect: asked for once more, then FAIL 1 (MSU-106, MSU-X06)")
  void aSuspectChunkIsAskedForOnce() {
    Bytes forged = Cycle.random(10, 99);
    new Script()
        .announced()
        .at(5500, new DataTransfer(1, 1, 1, 0, forged))
        .at(5501, Cycle.frame(1, 1))
        .frames(5510, 1, 2, 3, 4)
        .frames(8560, 2, 1, 2, 3, 4)
        .frames(9000, 3, 1, 2)
        .at(12_000, Cycle.sentAll())
        .expect(12_020, 16_000, chunks(1))
        .frames(17_000, 1, 1, 2, 3, 4)
        .expectResult(17_030, StatusCode.NONE, 1)
        .play(19_000, ends(CONNECTED, FILE, status(StatusCode.NONE, 1)));

    new Script()
        .announced()
        .at(5500, new DataTransfer(1, 1, 1, 0, forged))
        .at(5501, Cycle.frame(1, 1))
        .frames(5510, 1, 2, 3, 4)
        .frames(8560, 2, 1, 2, 3, 4)
        .frames(9000, 3, 1, 2)
        .at(12_000, Cycle.sentAll())
        .expect(12_020, 16_000, chunks(1))
        .at(17_000, new DataTransfer(1, 1, 1, 0, forged))
        .at(17_001, Cycle.frame(1, 1))
        .frames(17_010, 1, 2, 3, 4)
        .expectResult(17_030, StatusCode.CRC_MISMATCH, 1)
        .play(
            19_000,
            bench -> {
              endsWithout(CONNECTED, status(StatusCode.CRC_MISMATCH, 1)).accept(bench);
              assertThat(bench.disk.exists(FileStore.part(1))).isFalse();
            });
  }

  @Test
  @DisplayName("The group is joined again every 5 s of a silence, and left at its end (MSU-X13)")
  void theGroupIsLeftOnEveryExit() {
    MsuBench bench = new MsuBench(MsuClientConfig.open(), 0).started();
    bench.from(Cycle.SERVER, Cycle.connect(ID));
    bench.from(Cycle.SERVER, Cycle.announce(ID));
    assertThat(bench.joined).containsEntry(Line.DATA, "239.254.2.3:5000"); // MSU-068
    bench.runUntil(11_000);
    assertThat(bench.substate()).contains(MsuSubstate.STALL);
    bench.joined.remove(Line.DATA);
    bench.runUntil(15_001);
    assertThat(bench.joined).containsKey(Line.DATA); // U-28
    bench.runUntil(60_001);
    assertThat(bench.client.state()).isEqualTo(MsuState.LISTENING);
    assertThat(bench.joined.keySet()).isEqualTo(java.util.Set.of(Line.DISCOVERY, Line.UNICAST));
  }

  @Test
  @DisplayName("A group that cannot be joined: three attempts, then FAIL 17 (U-32)")
  void theGroupCannotBeJoined() {
    new Script()
        .at(0, Cycle.connect(ID))
        .expect(0, 0, Script.accepted(ID))
        .at(400, bench -> bench.joins = false)
        .at(500, Cycle.announce(ID))
        .at(2499, bench -> assertThat(bench.substate()).contains(MsuSubstate.JOIN))
        .play(2600, endsWithout(CONNECTED, status(StatusCode.JOIN_FAILED, 0)));
  }

  @Test
  @DisplayName("All missing chunks in at most eight datagrams, 10 ms apart (D-50, attack S8)")
  void manyMissingChunks() {
    Bytes file = Cycle.random(4000 * 40, 3);
    MsuBench bench = new MsuBench(MsuClientConfig.open(), 0).started();
    bench.from(Cycle.SERVER, Cycle.connect(ID));
    bench.from(Cycle.SERVER, Cycle.announce(ID, 1, file, "fw.bin", java.util.OptionalInt.empty()));
    bench.from(Cycle.SERVER, Cycle.sentAll());
    bench.runUntil(5000);
    List<ChunkComplaint> complaints = bench.messages(ChunkComplaint.class);
    assertThat(complaints).hasSize(8);
    assertThat(complaints).allMatch(complaint -> complaint.chunks().size() == 366);
    assertThat(complaints.stream().flatMap(it -> it.chunks().stream()))
        .isEqualTo(java.util.stream.LongStream.rangeClosed(1, 8 * 366).boxed().toList());
    assertThat(bench.sent.get(8).ms() - bench.sent.get(1).ms()).isEqualTo(70);
  }
}
