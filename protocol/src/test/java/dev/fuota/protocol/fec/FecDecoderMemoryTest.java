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

  @Test
  void growsRowByRowUpToTheDocumentedBound() {
    // A word for the 20 columns, 2 words a row, and 8 octets for each row's pivot and number.
    assertThat(receiver.decoder.memoryOctets()).isEqualTo(8 + 16 + 8 * ROWS);
    receiveAllUncodedBut(5);
    receiver.receive(M + 1);
    assertThat(receiver.decoder.memoryOctets()).isEqualTo(8 + 2 * 16 + 8 * ROWS);
    receiveCoded();
    assertThat(receiver.decoder.memoryOctets()).isEqualTo(8 + 4 * 16 + 8 * ROWS);
    assertThat(FecDecoder.memoryOctetsMax(M, ROWS)).isEqualTo(8 + 4 * 16 + 8 * ROWS);
  }

  @Test
  void neverNeedsMoreRowsThanTheBlockHasFragments() {
    assertThat(FecDecoder.memoryOctetsMax(M, Integer.MAX_VALUE))
        .isEqualTo(FecDecoder.memoryOctetsMax(M, M));
    assertThat(new FecDecoder(ParityMatrix.V1, M, Integer.MAX_VALUE).memoryOctets())
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
