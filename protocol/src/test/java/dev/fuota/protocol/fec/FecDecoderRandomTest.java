package dev.fuota.protocol.fec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FecDecoder.Outcome;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random sessions against a decoder that is too simple to be wrong. */
class FecDecoderRandomTest {
  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @DisplayName(
      "FEC-06 FEC-07 FEC-08: random sessions with random memory agree with textbook elimination")
  void agreesWithTextbookElimination(long seed) {
    Session session = new Session(new SplittableRandom(seed));

    for (int step = 0; step < session.steps; step++) {
      session.receiveOne();
    }

    session.checkRebuiltBlock();
  }

  private static final class Session {
    private static final int FRAG_SIZE_MAX = 40;

    private final SplittableRandom random;
    private final ParityMatrix matrix;
    private final int nbFrag;
    private final int rowsMax;
    private final int steps;
    private final int onAir;
    private final int fragSize;
    private final Bytes data;
    private final Receiver receiver;
    private final NaiveSpan stored;
    private int codedStored;

    Session(SplittableRandom random) {
      this.random = random;
      this.matrix = random.nextBoolean() ? ParityMatrix.V1 : ParityMatrix.V2;
      this.nbFrag = random.nextInt(1, 140);
      this.rowsMax = random.nextInt(1, nbFrag + 2);
      this.onAir = nbFrag + random.nextInt(nbFrag + 30);
      this.steps = random.nextInt(2 * onAir);
      this.fragSize = random.nextInt(1, FRAG_SIZE_MAX);
      this.data = randomBytes(nbFrag * fragSize - random.nextInt(fragSize));
      this.receiver = new Receiver(matrix, nbFrag, rowsMax, fragments());
      this.stored = new NaiveSpan(matrix, nbFrag);
    }

    private Bytes randomBytes(int length) {
      byte[] octets = new byte[length];
      random.nextBytes(octets);
      return Bytes.of(octets);
    }

    private List<Bytes> fragments() {
      FragmentEncoder encoder = new FragmentEncoder(data, fragSize, matrix);
      return IntStream.rangeClosed(1, onAir).mapToObj(encoder::fragment).toList();
    }

    void receiveOne() {
      int n = random.nextInt(1, onAir + 1);
      Outcome expected = expectedOutcome(n);

      assertThat(receiver.receive(n)).as("fragment %s of M = %s", n, nbFrag).isEqualTo(expected);

      if (expected == Outcome.INNOVATIVE) {
        stored.add(n);
        codedStored += n > nbFrag ? 1 : 0;
      }
      checkState();
    }

    private Outcome expectedOutcome(int n) {
      if (stored.contains(n)) {
        return Outcome.REDUNDANT;
      }
      return n > nbFrag && codedStored == rowsMax ? Outcome.MEMORY_EXCEEDED : Outcome.INNOVATIVE;
    }

    private void checkState() {
      FecDecoder decoder = receiver.decoder;
      assertThat(decoder.rankDeficit()).isEqualTo(nbFrag - stored.rank());
      assertThat(decoder.missingFragments()).isEqualTo(stored.missingFragments());
      assertThat(decoder.complete()).isEqualTo(stored.rank() == nbFrag);
      assertThat(decoder.memoryOctets())
          .isLessThanOrEqualTo(FecDecoder.memoryOctetsMax(nbFrag, rowsMax));
    }

    void checkRebuiltBlock() {
      if (receiver.decoder.complete()) {
        assertThat(receiver.rebuild(nbFrag, fragSize, data.length())).isEqualTo(data);
      }
    }
  }
}
