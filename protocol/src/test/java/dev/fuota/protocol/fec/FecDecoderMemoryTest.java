package dev.fuota.protocol.fec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FecDecoder.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A decoder with 3 rows for a block of 20 fragments")
class FecDecoderMemoryTest {
  private static final int M = 20;
  private static final int ROWS = 3;
  private static final int FRAG_SIZE = 11;
  private static final Bytes BLOCK = block();

  private final Receiver receiver = new Receiver(ParityMatrix.V1, M, ROWS, fragments());

  // FEC-08 TS004-21
  @Test
  void refusesInnovativeCodedFragmentsOnceAllRowsAreInUse() {
    receiveAllUncodedBut(5);
    receiveCodedUntilAllRowsAreInUse();

    assertThat(receiveCoded()).contains(Outcome.MEMORY_EXCEEDED).doesNotContain(Outcome.INNOVATIVE);
    assertThat(receiver.decoder.gaveUp()).isTrue();
    assertThat(receiver.decoder.complete()).isFalse();
  }

  @Test
  void stillCallsWhatItKnowsRedundant() {
    receiveAllUncodedBut(5);
    receiveCodedUntilAllRowsAreInUse();

    receiver.stored.keySet().stream()
        .toList()
        .forEach(n -> assertThat(receiver.receive(n)).isEqualTo(Outcome.REDUNDANT));
  }

  // FEC-06 FEC-08
  @Test
  void completesWhenUncodedFragmentsAreSentAgain() {
    receiveAllUncodedBut(5);
    receiveCoded();

    IntStream.rangeClosed(M - 4, M).forEach(receiver::receive);

    assertThat(receiver.decoder.gaveUp()).isFalse();
    assertThat(receiver.decoder.complete()).isTrue();
    assertThat(receiver.rebuild(M, FRAG_SIZE, BLOCK.length())).isEqualTo(BLOCK);
  }

  @Test
  void hasNotGivenUpBeforeAllRowsAreInUse() {
    assertThat(receiver.decoder.gaveUp()).isFalse();
    receiver.receiveAll(List.of(M + 1, M + 2));
    assertThat(receiver.decoder.gaveUp()).isFalse();
  }

  // FEC-08
  @Test
  void growsRowByRowInBitsForWhatIsLost() {
    // A word for the 20 columns, one for a parity row.
    assertThat(receiver.decoder.memoryOctets()).isEqualTo(2 * 8);
    receiveAllUncodedBut(5);
    assertThat(receiver.decoder.memoryOctets()).isEqualTo(2 * 8);
    receiver.receive(M + 1);
    // One row of one word for the 5 lost, 4 such words to work with, 4 octets for each of the 5.
    assertThat(receiver.decoder.memoryOctets()).isEqualTo(2 * 8 + (1 + 4) * 8 + 5 * 4);
    receiveCoded();
    assertThat(receiver.decoder.memoryOctets()).isEqualTo(2 * 8 + (ROWS + 4) * 8 + 5 * 4);
  }

  @Test
  void needsMostIfCodedFragmentsComeFirst() {
    receiveCoded();
    assertThat(receiver.decoder.memoryOctets()).isEqualTo(2 * 8 + (ROWS + 4) * 8 + M * 4);
    assertThat(FecDecoder.memoryOctetsMax(M, ROWS)).isEqualTo(receiver.decoder.memoryOctets());
  }

  @Test
  void countsWholeWords() {
    FecDecoder decoder = new FecDecoder(ParityMatrix.V1.rows(1000), 300);
    IntStream.rangeClosed(1, 800).forEach(decoder::offer);
    IntStream.rangeClosed(1001, 1100).forEach(decoder::offer);

    // 16 words for 1000 columns, 4 for 200 lost.
    long kept = decoder.rowsInUse();
    assertThat(kept).isBetween(95L, 100L);
    assertThat(decoder.memoryOctets()).isEqualTo(2 * 16 * 8 + (kept + 4) * 4 * 8 + 200 * 4);
  }

  @Test
  void neverNeedsMoreRowsThanTheBlockHasFragments() {
    assertThat(FecDecoder.memoryOctetsMax(M, Integer.MAX_VALUE))
        .isEqualTo(FecDecoder.memoryOctetsMax(M, M));
    assertThat(new FecDecoder(ParityMatrix.V1.rows(M), Integer.MAX_VALUE).memoryOctets())
        .isLessThan(FecDecoder.memoryOctetsMax(M, M));
  }

  private void receiveAllUncodedBut(int lost) {
    IntStream.rangeClosed(1, M - lost).forEach(receiver::receive);
  }

  private void receiveCodedUntilAllRowsAreInUse() {
    for (int n = M + 1; receiver.stored.keySet().stream().filter(k -> k > M).count() < ROWS; n++) {
      receiver.receive(n);
    }
  }

  private List<Outcome> receiveCoded() {
    return IntStream.rangeClosed(M + 1, 2 * M).mapToObj(receiver::receive).toList();
  }

  private static List<Bytes> fragments() {
    FragmentEncoder encoder = new FragmentEncoder(BLOCK, FRAG_SIZE, ParityMatrix.V1);
    return IntStream.rangeClosed(1, 2 * M).mapToObj(encoder::fragment).toList();
  }

  private static Bytes block() {
    byte[] block = new byte[M * FRAG_SIZE - 4];
    for (int i = 0; i < block.length; i++) {
      block[i] = (byte) (i * 31 + 7);
    }
    return Bytes.of(block);
  }
}
