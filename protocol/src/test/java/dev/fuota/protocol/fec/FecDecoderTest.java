package dev.fuota.protocol.fec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FecDecoder.Outcome;
import dev.fuota.protocol.fec.Vectors.CodedFile;
import dev.fuota.protocol.fec.Vectors.Reception;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FecDecoderTest {
  static Stream<Reception> receptions() {
    return Vectors.receptions();
  }

  static Stream<Reception> repairs() {
    return Vectors.receptions()
        .filter(reception -> reception.completeAt() > 0)
        .filter(reception -> reception.expected().get("ascending").booleanValue())
        .filter(reception -> reception.expected().get("lostWhenFirstCoded").asInt(0) > 0);
  }

  static Stream<Reception> repairsOfSeveral() {
    return repairs().filter(reception -> reception.expected("lostWhenFirstCoded") > 1);
  }

  @ParameterizedTest
  @MethodSource("receptions")
  @DisplayName("FEC-06 FEC-07: the block is complete exactly when the rank is M, in any order")
  void completesExactlyAtFullRank(Reception reception) {
    Receiver receiver = receiver(reception, reception.file().nbFrag());

    assertThat(receiver.receiveAll(reception.order())).isEqualTo(reception.completeAt());

    FecDecoder decoder = receiver.decoder;
    assertThat(receiver.stored).hasSize(reception.expected("rank"));
    assertThat(decoder.rankDeficit()).isEqualTo(reception.expected("rankDeficitAtEnd"));
    assertThat(decoder.missingFragments()).isEqualTo(reception.expected("missingUncodedAtEnd"));
    assertThat(decoder.received()).isEqualTo(reception.expected("nbReceived"));
    assertThat(decoder.gaveUp()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("receptions")
  void rebuildsTheBlockOutOfInnovativeFragmentsAlone(Reception reception) {
    Receiver receiver = receiver(reception, reception.file().nbFrag());
    receiver.receiveAll(reception.order());

    if (reception.completeAt() > 0) {
      assertThat(rebuild(receiver, reception.file())).isEqualTo(reception.file().data());
    } else {
      assertThatThrownBy(() -> rebuild(receiver, reception.file()))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("repairs")
  @DisplayName("FEC-08: as many rows as uncoded fragments were lost are enough")
  void repairsAsManyLossesAsThereAreRows(Reception reception) {
    Receiver receiver = receiver(reception, reception.expected("lostWhenFirstCoded"));

    assertThat(receiver.receiveAll(reception.order())).isEqualTo(reception.completeAt());
    assertThat(rebuild(receiver, reception.file())).isEqualTo(reception.file().data());
  }

  @ParameterizedTest
  @MethodSource("repairsOfSeveral")
  @DisplayName("FEC-08 TS004-21: one row less than losses is not enough, and the decoder says so")
  void givesUpWhenOneRowIsMissing(Reception reception) {
    Receiver receiver = receiver(reception, reception.expected("lostWhenFirstCoded") - 1);

    assertThat(receiver.receiveAll(reception.order())).isZero();
    assertThat(receiver.decoder.gaveUp()).isTrue();
    assertThat(receiver.decoder.missingFragments()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("receptions")
  void aResetLosesNothingThatWasStored(Reception reception) {
    Receiver before = receiver(reception, reception.file().nbFrag());
    before.receiveAll(reception.order());
    List<Integer> numbers = new ArrayList<>(before.stored.keySet());
    Collections.shuffle(numbers, new Random(reception.toString().hashCode()));

    Receiver after = receiver(reception, reception.file().nbFrag());
    for (int n : numbers) {
      assertThat(after.receive(n)).isEqualTo(Outcome.INNOVATIVE);
    }

    assertThat(after.decoder.rankDeficit()).isEqualTo(before.decoder.rankDeficit());
    assertThat(after.decoder.missingFragments()).isEqualTo(before.decoder.missingFragments());
    if (after.decoder.complete()) {
      assertThat(rebuild(after, reception.file())).isEqualTo(reception.file().data());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 16384, Integer.MAX_VALUE})
  void numbersThatNoFragmentHasAreRefusedByValue(int n) {
    FecDecoder decoder = new FecDecoder(ParityMatrix.V1.rows(10), 10);

    assertThat(decoder.offer(n)).isEqualTo(Outcome.NO_SUCH_FRAGMENT);
    assertThat(decoder.received()).isZero();
  }

  @Test
  void theLargestSessionTakesTheLargestNumbers() {
    FecDecoder decoder = new FecDecoder(ParityMatrix.V2.rows(16382), 1);

    assertThat(decoder.offer(16383)).isEqualTo(Outcome.INNOVATIVE);
    assertThat(decoder.offer(16382)).isEqualTo(Outcome.INNOVATIVE);
    assertThat(decoder.rankDeficit()).isEqualTo(16380);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16384})
  void sessionsOfAnImpossibleSizeAreABugOfTheCaller(int nbFrag) {
    assertThatThrownBy(() -> ParityMatrix.V1.rows(nbFrag))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDecoderWithoutRowsIsABugOfTheCaller() {
    assertThatThrownBy(() -> new FecDecoder(ParityMatrix.V1.rows(10), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Receiver receiver(Reception reception, int rowsMax) {
    CodedFile file = reception.file();
    return new Receiver(file.matrix(), file.nbFrag(), rowsMax, file.fragments());
  }

  private static Bytes rebuild(Receiver receiver, CodedFile file) {
    return receiver.rebuild(file.nbFrag(), file.fragSize(), file.data().length());
  }

  @ParameterizedTest
  @EnumSource(ParityMatrix.class)
  @DisplayName("FEC-09: a block of 16383 fragments less a few coded ones is repaired")
  void theLargestBlockIsRepaired(ParityMatrix matrix) {
    int coded = 40;
    int count = 16383 - coded;
    byte[] data = new byte[count];
    new Random(1).nextBytes(data);
    FragmentEncoder encoder = new FragmentEncoder(Bytes.of(data), 1, matrix);
    FecDecoder decoder = new FecDecoder(matrix.rows(count), coded);
    for (int n = 1; n <= 16383; n++) {
      if (n % 600 != 0) { // 27 of them, none that is needed
        decoder.offer(n);
      }
    }
    assertThat(decoder.complete()).isTrue();

    byte[] block = new byte[count];
    decoder.rebuild(1, count, (n, into) -> encoder.fragment(n).copyTo(0, into, 0, 1), block);
    assertThat(block).isEqualTo(data);
  }

  // FEC-09
  @Test
  void aBlockOf16383FragmentsHasNoNumbersForCodedOnes() {
    FecDecoder decoder = new FecDecoder(ParityMatrix.V1.rows(16383), 16383);
    for (int n = 16383; n >= 1; n--) {
      assertThat(decoder.complete()).isFalse();
      assertThat(decoder.offer(n)).isEqualTo(Outcome.INNOVATIVE);
    }
    assertThat(decoder.complete()).isTrue();
  }
}
