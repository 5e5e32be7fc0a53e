package dev.fuota.protocol.fec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.codec.Bytes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FragmentEncoderTest {
  @ParameterizedTest
  @MethodSource("dev.fuota.protocol.fec.Vectors#files")
  @DisplayName("FEC-05: uncoded and coded fragments are those of the published implementations")
  void fragmentsAreThoseOfTheVectors(Vectors.CodedFile file) {
    FragmentEncoder encoder = new FragmentEncoder(file.data(), file.fragSize(), file.matrix());

    assertThat(encoder.count()).isEqualTo(file.nbFrag());
    assertThat(encoder.padding()).isEqualTo(file.nbFrag() * file.fragSize() - file.data().length());
    for (int n = 1; n <= file.fragments().size(); n++) {
      assertThat(encoder.fragment(n)).isEqualTo(file.fragments().get(n - 1));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "10, 0", "10, 256", "16384, 1"})
  void blocksThatCannotBeCutAreRefused(int length, int fragSize) {
    Bytes data = Bytes.of(new byte[length]);

    assertThatThrownBy(() -> new FragmentEncoder(data, fragSize, ParityMatrix.V1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fragmentsBeyondThe14BitsOfTheirNumberAreRefused() {
    FragmentEncoder encoder = new FragmentEncoder(Bytes.of(new byte[20]), 10, ParityMatrix.V1);

    assertThat(encoder.fragment(16383).length()).isEqualTo(10);
    assertThatThrownBy(() -> encoder.fragment(16384)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> encoder.fragment(0)).isInstanceOf(IllegalArgumentException.class);
  }

  // FEC-05
  @Test
  void anyCodedFragmentIsMadeOnItsOwn() {
    Bytes data = Bytes.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13});
    FragmentEncoder fresh = new FragmentEncoder(data, 3, ParityMatrix.V1);
    FragmentEncoder used = new FragmentEncoder(data, 3, ParityMatrix.V1);
    for (int n = 1; n < 40; n++) {
      used.fragment(n);
    }

    assertThat(fresh.fragment(40)).isEqualTo(used.fragment(40));
    assertThat(fresh.fragment(5)).isEqualTo(Bytes.fromHex("0d0000"));
  }
}
