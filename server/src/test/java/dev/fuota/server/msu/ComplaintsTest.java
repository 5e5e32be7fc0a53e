package dev.fuota.server.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.msu.CcmCompleted;
import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.ScmCompleted;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.TransferCompleted;
import dev.fuota.server.msu.MsuCampaign.RepairMode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What the server does with complaints. The clients here hear no data and say only what the test
 * makes them say; a file has three chunks of 32 frames, 10 ms apart.
 */
class ComplaintsTest {
  private static final int FILE = 9600;
  private static final int WINDOW = 3000;

  private final MsuWorld world = new MsuWorld();

  private ModelClient mute() {
    return world.client().loses(DataTransfer.class::isInstance).keepsBack(m -> true);
  }

  /** Runs until all frames of the first chunk were sent. */
  private void sendFirstChunk(RepairMode mode) {
    for (ModelClient client : world.clients()) {
      client.keepsBack(m -> m instanceof SequenceComplaint || m instanceof ChunkComplaint);
    }
    world.start(MsuWorld.campaign(MsuWorld.file("a.bin", FILE)).repair(mode).build());
    world.time().runUntil(() -> world.messages(DataTransfer.class).size() == 32);
    world.forget();
  }

  private void ask(ModelClient client, long chunk, int... sequences) {
    int bitmap = 0;
    for (int sequence : sequences) {
      bitmap |= FrameBitmap.bit(sequence);
    }
    say(client, new SequenceComplaint(1, chunk, bitmap));
  }

  private void say(ModelClient client, MsuMessage message) {
    world.deliver(client.endpoint(), message.encoded().asBuffer());
  }

  private List<String> frames(long since) {
    return world.sent(DataTransfer.class).stream()
        .map(
            s -> {
              DataTransfer data = (DataTransfer) s.message();
              return data.chunk() + "." + data.sequence() + "@" + (s.at() - since);
            })
        .toList();
  }

  private List<Integer> flags() {
    return world.messages(ScmCompleted.class).stream().map(ScmCompleted::retryFlag).toList();
  }

  private long ignored(IgnoredMessage reason) {
    return world.cycle().report().totals().ignored(reason);
  }

  // MSU-X33, MSU-095, MSU-125
  @Test
  @DisplayName("A frame is repeated 50 ms after it was asked for first, for all who ask, ascending")
  void earlyRepair() {
    ModelClient a = mute();
    ModelClient b = mute();
    sendFirstChunk(RepairMode.EARLY);
    final long end = world.millis();
    world.runFor(100);
    ask(a, 1, 5, 3);
    world.runFor(20);
    ask(b, 1, 3, 4);
    world.runFor(500);
    assertThat(frames(end)).containsExactly("1.3@150", "1.5@160", "1.4@170");
  }

  // MSU-X33
  @Test
  @DisplayName("A frame that is asked for again at once is not repeated again within 250 ms")
  void notAgainAtOnce() {
    ModelClient a = mute();
    ModelClient b = mute();
    sendFirstChunk(RepairMode.EARLY);
    final long end = world.millis();
    ask(a, 1, 7);
    world.runFor(60);
    ask(b, 1, 7);
    world.runFor(1000);
    assertThat(frames(end)).containsExactly("1.7@50", "1.7@300");
  }

  // MSU-126, S8
  @Test
  @DisplayName("A hundred clients that ask for one frame get it once")
  void oneRepeatForAll() {
    for (int i = 0; i < 100; i++) {
      mute();
    }
    sendFirstChunk(RepairMode.EARLY);
    world.clients().forEach(client -> ask(client, 1, 9));
    world.runFor(WINDOW - 1);
    assertThat(world.messages(DataTransfer.class)).hasSize(1);
    assertThat(world.cycle().report().totals().sequenceComplaints()).isEqualTo(100);
  }

  // MSU-092, MSU-093, MSU-095
  @Test
  @DisplayName(
      "A late server repeats at the end of the window, then says how many windows are left")
  void lateRepair() {
    ModelClient a = mute();
    ModelClient b = mute();
    sendFirstChunk(RepairMode.LATE);
    final long end = world.millis();
    ask(a, 1, 20, 2);
    world.runFor(2900);
    ask(b, 1, 1);
    assertThat(world.sent()).isEmpty();
    world.runFor(150);
    assertThat(frames(end)).containsExactly("1.1@3000", "1.2@3010", "1.20@3020");
    assertThat(world.sent(ScmCompleted.class).get(0).at() - end).isEqualTo(3020);
    assertThat(flags()).containsExactly(2); // 1 + SCM_Retry windows, one is over
  }

  // MSU-093, MSU-094, MSU-096
  @Test
  @DisplayName("Windows follow while somebody asks, three here, and the next chunk after the last")
  void windows() {
    ModelClient a = mute();
    sendFirstChunk(RepairMode.EARLY);
    for (int window = 1; window <= 3; window++) {
      ask(a, 1, window);
      world.runFor(WINDOW);
    }
    assertThat(flags()).containsExactly(2, 1, 0);
    world.runFor(10);
    DataTransfer next = world.messages(DataTransfer.class).get(3);
    assertThat(next.chunk()).isEqualTo(2);
  }

  // MSU-094, MSU-096, S8
  @Test
  @DisplayName("After SCM completed 0 a complaint about that chunk has no effect")
  void closedChunk() {
    ModelClient a = mute();
    sendFirstChunk(RepairMode.EARLY);
    world.runFor(WINDOW + 5);
    assertThat(flags()).containsExactly(0);
    ask(a, 1, 4);
    world.runFor(200);
    assertThat(ignored(IgnoredMessage.WRONG_CHUNK)).isEqualTo(1);
    assertThat(world.messages(DataTransfer.class)).allMatch(d -> d.chunk() == 2);
  }

  // MSU-094
  @Test
  @DisplayName("Between the last chunk and the next round no window is open")
  void closedFile() {
    ModelClient a = mute();
    sendFirstChunk(RepairMode.EARLY);
    world.time().runUntil(() -> !world.messages(TransferCompleted.class).isEmpty());
    ask(a, 3, 4);
    world.runFor(200);
    assertThat(ignored(IgnoredMessage.CLOSED)).isEqualTo(1);
  }

  @Test
  @DisplayName("Per client and window one complaint counts: a later one takes its place")
  void laterComplaintCounts() {
    ModelClient a = mute();
    sendFirstChunk(RepairMode.LATE);
    ask(a, 1, 1, 2, 3);
    ask(a, 1, 3);
    world.runFor(WINDOW + 50);
    assertThat(frames(0)).singleElement().asString().startsWith("1.3@");
  }

  @Test
  @DisplayName("A client that finds a gap may ask before its chunk is over, for what was sent")
  void complaintWithinTheChunk() {
    ModelClient a = mute();
    a.keepsBack(m -> m instanceof SequenceComplaint || m instanceof ChunkComplaint);
    world.start(MsuWorld.campaign(MsuWorld.file("a.bin", FILE)).build());
    world.time().runUntil(() -> world.messages(DataTransfer.class).size() == 16);
    world.forget();
    ask(a, 1, 2, 30);
    ask(a, 1, 31);
    world.runFor(1000);
    assertThat(frames(0).stream().map(f -> f.substring(0, f.indexOf('@'))).skip(16))
        .containsExactly("1.2");
    assertThat(ignored(IgnoredMessage.BEYOND_FILE)).isEqualTo(1);
  }

  // MSU-104, MSU-105, MSU-127
  @Test
  @DisplayName(
      "Chunks are sent again one at a time, ascending, each once for all, with its windows")
  void chunkRound() {
    ModelClient a = mute();
    ModelClient b = mute();
    sendFirstChunk(RepairMode.EARLY);
    world.runUntil(MsuPhase.REPAIR);
    world.forget();
    say(a, new ChunkComplaint(1, List.of(2L, 3L)));
    say(b, new ChunkComplaint(1, List.of(1L, 3L)));
    world.time().runUntil(() -> world.messages(DataTransfer.class).size() == 32);
    ask(b, 1, 6);
    world.time().runUntil(() -> !world.messages(CcmCompleted.class).isEmpty());

    List<Long> chunks =
        world.messages(DataTransfer.class).stream().map(DataTransfer::chunk).distinct().toList();
    assertThat(chunks).containsExactly(1L, 2L, 3L);
    assertThat(world.messages(DataTransfer.class)).hasSize(97);
    assertThat(world.messages(ScmCompleted.class)).hasSize(4);
  }

  // MSU-X34
  @Test
  @DisplayName("That nobody complained is no proof: rounds go on until all have reported")
  void lostChunkComplaint() {
    ModelClient a = world.client().loses(m -> m instanceof DataTransfer d && d.chunk() == 2);
    a.keepsBack(m -> m instanceof SequenceComplaint || m instanceof ChunkComplaint);
    world.start(MsuWorld.campaign(MsuWorld.file("a.bin", FILE)).build());
    world.time().runUntil(() -> !world.messages(CcmCompleted.class).isEmpty());
    a.loses(m -> false).keepsBack(m -> false);
    MsuReport report = world.finish();
    assertThat(report.isSuccess()).isTrue();
    assertThat(report.clients().get(0).files().get(0).chunkComplaints()).isEqualTo(1);
    assertThat(world.messages(CcmCompleted.class)).hasSize(2);
  }

  // MSU-X34
  @Test
  @DisplayName("A client that reported a failure is not waited for either")
  void failureEndsTheRounds() {
    ModelClient a = mute();
    sendFirstChunk(RepairMode.EARLY);
    world.runUntil(MsuPhase.REPAIR);
    a.fail(StatusCode.CRC_MISMATCH);
    world.runFor(10);
    assertThat(world.cycle().phase()).isNotEqualTo(MsuPhase.REPAIR);
    MsuReport report = world.finish();
    assertThat(report.isSuccess()).isFalse();
    assertThat(report.clients().get(0).files().get(0).code()).isEqualTo(StatusCode.CRC_MISMATCH);
  }

  @Test
  @DisplayName(
      "A chunk complaint that comes before its time waits for the round, without later chunks")
  void earlyChunkComplaint() {
    ModelClient a = mute();
    sendFirstChunk(RepairMode.EARLY);
    say(a, new ChunkComplaint(1, List.of(1L, 2L, 3L)));
    world.runUntil(MsuPhase.REPAIR);
    world.forget();
    world.time().runUntil(() -> !world.messages(CcmCompleted.class).isEmpty());
    assertThat(world.messages(DataTransfer.class)).hasSize(32).allMatch(d -> d.chunk() == 1);
  }

  // MSU-003
  @Test
  @DisplayName("Nothing is repeated that nobody asked for")
  void onlyWhatWasAsked() {
    List<ModelClient> clients = world.clients(5);
    clients.forEach(
        c -> c.loses(m -> m instanceof DataTransfer && world.random().nextDouble() < 0.05));
    MsuReport report = world.run(MsuWorld.campaign(MsuWorld.file("a.bin", 64_000)).build());
    assertThat(report.totals().chunkComplaints()).isZero();
    assertThat(world.repeatedFrames()).isNotEmpty().isSubsetOf(world.askedFrames());
  }
}
