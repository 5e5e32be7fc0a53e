package dev.fuota.agent.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.MissingFrames;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Poll;
import dev.fuota.protocol.msu.Report;
import dev.fuota.protocol.msu.repair.XorSum;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client of a stream")
class StreamReceptionTest {
  private static final int SIZE = 16;
  private static final int TRANSACTION = 77;

  /** 300 chunks of 4 frames. */
  private static final FileGeometry GEOMETRY = new FileGeometry(1200 * SIZE - 5, 4, SIZE);

  private final Simulation time = new Simulation(1);
  private final View view = new View();
  private final StreamReception reception = new StreamReception(view);

  @Test
  void answersAPollAtOnceByWhatIsMissingUpToTheChunkNamed() {
    view.holdAll();
    view.lose(2, 1);
    view.lose(2, 4);
    view.lose(5, 3);
    view.lose(6, 1);

    reception.onPoll(poll(1, 5, true, 0));

    Report report = view.onlyReport();
    assertThat(report.poll()).isEqualTo(1);
    assertThat(report.transactionId()).isEqualTo(TRANSACTION);
    assertThat(report.held()).isEqualTo(1196);
    assertThat(report.firstIncomplete()).isEqualTo(2);
    assertThat(report.room()).isEqualTo(150);
    assertThat(report.kernelDrops()).isEqualTo(9);
    assertThat(report.missing())
        .containsExactly(new MissingFrames(2, 0x9000_0000), new MissingFrames(5, 0x2000_0000));
  }

  @Test
  void answersEachPollOnceAndNoOlderOne() {
    reception.onPoll(poll(3, 1, true, 0));
    reception.onPoll(poll(3, 1, true, 0));
    reception.onPoll(poll(2, 1, true, 0));

    assertThat(view.sent).hasSize(1);
  }

  @Test
  void answersWithinTheTimeGivenAndTheNewestPollOnly() {
    reception.onPoll(poll(1, 1, true, 400));
    reception.onPoll(poll(2, 1, true, 400));
    assertThat(view.sent).isEmpty();

    time.run(Duration.ofMillis(400));

    assertThat(view.onlyReport().poll()).isEqualTo(2);
  }

  @Test
  void saysNothingToAPollForOthersIfItMissesNothingUpToThere() {
    view.holdAll();
    view.lose(6, 1);

    reception.onPoll(poll(1, 5, false, 0));
    assertThat(view.sent).isEmpty();
    reception.onPoll(poll(2, 6, false, 0));

    assertThat(view.onlyReport().poll()).isEqualTo(2);
  }

  @Test
  void namesNoMoreChunksThanAReportTakes() {
    reception.onPoll(poll(1, 300, true, 0));

    List<MissingFrames> missing = view.onlyReport().missing();
    assertThat(missing).hasSize(Report.MISSING_MAX);
    assertThat(missing.get(175).chunk()).isEqualTo(176);
  }

  @Test
  void looksNoFurtherThanTheFileWhateverThePollSays() {
    view.holdAll();
    view.lose(300, 4);

    reception.onPoll(poll(1, 0xffff_ffffL, true, 0));

    assertThat(view.onlyReport().missing()).containsExactly(new MissingFrames(300, 0x1000_0000));
  }

  @Test
  void getsAFrameOutOfACombination() {
    view.holdAll();
    view.lose(300, 4);

    reception.onCoded(combined(300, 0x9000_0000));

    assertThat(view.isWhole()).isTrue();
  }

  @Test
  void asksOnlyForWhatItNeedsBesidesTheCombinationsItKeeps() {
    view.holdAll();
    view.lose(7, 1);
    view.lose(7, 2);
    reception.onCoded(combined(7, 0xc000_0000));

    reception.onPoll(poll(1, 300, true, 0));
    int asked = view.onlyReport().missing().get(0).bitmap();
    assertThat(Integer.bitCount(asked)).isEqualTo(1);
    view.receive(7, FrameBitmap.lowest(asked));

    assertThat(view.isWhole()).isTrue();
  }

  @Test
  void suspectsAChunkWhoseCombinationContradictsIt() {
    view.holdAll();
    CodedTransfer right = combined(9, 0xc000_0000);
    byte[] wrong = right.data().toArray();
    wrong[3] ^= 1;

    reception.onCoded(right);
    assertThat(view.suspects).isEmpty();
    reception.onCoded(new CodedTransfer(1, 9, 0xc000_0000, Bytes.of(wrong)));

    assertThat(view.suspects).containsExactly(9);
  }

  @Test
  void bearsCombinationsThatDoNotFitTheFile() {
    reception.onCoded(combined(1, 0xf000_0000));
    reception.onCoded(new CodedTransfer(1, 1, 0x8000_0001, combined(1, 0xc000_0000).data()));
    reception.onCoded(
        new CodedTransfer(1, 4_000_000_000L, 0xc000_0000, combined(1, 0xc000_0000).data()));
    reception.onCoded(new CodedTransfer(1, 1, 0xc000_0000, Bytes.of((byte) 1, (byte) 2)));

    assertThat(view.map.framesHeld()).isZero();
  }

  @Test
  void tellsTwiceThatTheFileIsComplete() {
    view.holdAll();

    reception.stop();
    reception.stop();

    assertThat(view.sent).hasSize(2);
    assertThat(view.sent)
        .allSatisfy(
            message -> {
              assertThat(((Report) message).poll()).isZero();
              assertThat(((Report) message).firstIncomplete()).isEqualTo(301);
            });
  }

  @Test
  void isSilentOnceItWasStopped() {
    reception.onPoll(poll(1, 1, true, 400));
    reception.stop();

    time.run(Duration.ofSeconds(1));

    assertThat(view.sent).isEmpty();
  }

  private static Poll poll(int number, long upTo, boolean everybody, int spreadMs) {
    return new Poll(1, number, upTo, everybody, spreadMs, TRANSACTION);
  }

  private CodedTransfer combined(long chunk, int mask) {
    XorSum sum = new XorSum(SIZE);
    for (int rest = mask; rest != 0; rest = FrameBitmap.withoutLowest(rest)) {
      int sequence = FrameBitmap.lowest(rest);
      int offset = (int) GEOMETRY.offsetOf(chunk, sequence);
      sum.add(view.file, offset, GEOMETRY.lengthOf(chunk, sequence));
    }
    return new CodedTransfer(1, chunk, mask, sum.bytes());
  }

  /** A transfer in memory. */
  private final class View implements StreamView {
    private final byte[] file = new byte[(int) GEOMETRY.fileSize()];
    private final byte[] copy = new byte[(int) GEOMETRY.fileSize()];
    private FrameMap map = new FrameMap(GEOMETRY);
    private final List<MsuMessage> sent = new ArrayList<>();
    private final List<Integer> suspects = new ArrayList<>();

    View() {
      new SplittableRandom(5).nextBytes(file);
    }

    void holdAll() {
      int[] all = new int[map.chunks()];
      Arrays.fill(all, -1);
      map = new FrameMap(GEOMETRY, all);
      System.arraycopy(file, 0, copy, 0, file.length);
    }

    void lose(int chunk, int sequence) {
      int[] held = map.toInts();
      held[chunk - 1] &= ~FrameBitmap.bit(sequence);
      map = new FrameMap(GEOMETRY, held);
      int offset = (int) GEOMETRY.offsetOf(chunk, sequence);
      Arrays.fill(copy, offset, offset + GEOMETRY.lengthOf(chunk, sequence), (byte) 0);
    }

    void receive(int chunk, int sequence) {
      int offset = (int) GEOMETRY.offsetOf(chunk, sequence);
      accept(chunk, sequence, ByteBuffer.wrap(file, offset, GEOMETRY.lengthOf(chunk, sequence)));
    }

    boolean isWhole() {
      return map.isComplete() && Arrays.equals(file, copy);
    }

    Report onlyReport() {
      assertThat(sent).hasSize(1);
      return (Report) sent.get(0);
    }

    @Override
    public int fileNumber() {
      return 1;
    }

    @Override
    public int transactionId() {
      return TRANSACTION;
    }

    @Override
    public FrameMap map() {
      return map;
    }

    @Override
    public void accept(int chunk, int sequence, ByteBuffer data) {
      data.get(copy, (int) GEOMETRY.offsetOf(chunk, sequence), data.remaining());
      map.add(chunk, FrameBitmap.bit(sequence));
      reception.onFrame(chunk, sequence);
    }

    @Override
    public boolean read(int chunk, int sequence, ByteBuffer into) {
      into.put(copy, (int) GEOMETRY.offsetOf(chunk, sequence), into.remaining());
      return true;
    }

    @Override
    public void suspect(int chunk) {
      suspects.add(chunk);
    }

    @Override
    public void send(MsuMessage message) {
      sent.add(message);
    }

    @Override
    public TimerSlot timer() {
      return new TimerSlot(time);
    }

    @Override
    public RandomGenerator random() {
      return new SplittableRandom(3);
    }

    @Override
    public long kernelDrops() {
      return 9;
    }

    @Override
    public int receiveRoom() {
      return 150;
    }
  }
}
