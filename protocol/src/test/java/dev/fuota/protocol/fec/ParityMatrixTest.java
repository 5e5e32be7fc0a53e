package dev.fuota.protocol.fec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ParityMatrixTest {
  private static final JsonNode VECTORS = Vectors.read("lorawan-pkg-parity.json");

  static Stream<JsonNode> sessions() {
    return VECTORS.get("rows").valueStream();
  }

  static Stream<JsonNode> digests() {
    return VECTORS.get("digests").valueStream();
  }

  @ParameterizedTest
  @MethodSource("sessions")
  @DisplayName(
      "FEC-01 FEC-02 FEC-03 FEC-04: single rows are those of the published implementations")
  void rowsAreThoseOfTheVectors(JsonNode session) {
    int m = session.get("nbFrag").intValue();
    for (JsonNode row : session.get("rows")) {
      byte[] bitmap = bitmap(Vectors.matrix(session), m, row.get("n").intValue());

      assertThat(HexFormat.of().formatHex(bitmap)).isEqualTo(row.get("bitmap").stringValue());
    }
  }

  @ParameterizedTest
  @MethodSource("digests")
  @DisplayName(
      "FEC-01 FEC-02 FEC-03 FEC-04: rows 1 to 64 together are those of the published implementations")
  void manyRowsAreThoseOfTheVectors(JsonNode digest) {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (int n = digest.get("firstRow").intValue(); n <= digest.get("lastRow").intValue(); n++) {
      rows.writeBytes(bitmap(Vectors.matrix(digest), digest.get("nbFrag").intValue(), n));
    }

    assertThat(Vectors.sha256(rows.toByteArray())).isEqualTo(digest.get("sha256").stringValue());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "16383, 1", "1, 16383", "16383, 16383", "8192, 16383"})
  @DisplayName("FEC-04: version 2 sets half of the columns at the limits, too")
  void version2SetsHalfOfTheColumnsAtTheLimitsToo(int m, int n) {
    long[] row = new long[BitRow.words(m)];

    ParityMatrix.V2.rows(m).row(n, row);

    assertThat(Arrays.stream(row).mapToInt(Long::bitCount).sum()).isEqualTo(m / 2);
  }

  @Test
  void aRowReplacesWhatWasInTheWords() {
    long[] dirty = {-1, -1, -1};
    long[] clean = new long[3];

    ParityMatrix.V1.rows(100).row(7, dirty);
    ParityMatrix.V1.rows(100).row(7, clean);

    assertThat(dirty).isEqualTo(clean);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "16384, 1", "10, 0", "10, 16384"})
  void rowsThatNoSessionHasAreABugOfTheCaller(int m, int n) {
    assertThatThrownBy(() -> ParityMatrix.V1.rows(m).row(n, new long[256]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The vectors' form: fragment 1 is the most significant bit of the first octet. */
  private static byte[] bitmap(ParityMatrix matrix, int m, int n) {
    long[] row = new long[(m + 63) / 64];
    matrix.rows(m).row(n, row);
    byte[] bitmap = new byte[(m + 7) / 8];
    for (int bit = 0; bit < m; bit++) {
      if ((row[bit >> 6] >>> (bit & 63) & 1) == 1) {
        bitmap[bit >> 3] |= (byte) (0x80 >> (bit & 7));
      }
    }
    return bitmap;
  }
}
