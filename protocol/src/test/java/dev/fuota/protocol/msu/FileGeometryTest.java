package dev.fuota.protocol.msu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.KnownAnswers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class FileGeometryTest {

  static Stream<JsonNode> known() {
    return KnownAnswers.group("msu.json", "geometry");
  }

  // MSU-007, MSU-008, MSU-064, MSU-066, MSU-067, MSU-077
  @ParameterizedTest(name = "{0}")
  @MethodSource("known")
  void aFileIsCutAsKnown(JsonNode entry) {
    FileGeometry geometry = KnownMessagesTest.geometry(entry);
    long chunks = geometry.chunks();
    int last = geometry.framesIn(chunks);

    assertThat(chunks).isEqualTo(entry.get("chunks").longValue());
    assertThat(last).isEqualTo(entry.get("lastChunkSequences").intValue());
    assertThat(geometry.fileSize() - geometry.offsetOf(chunks, 1))
        .isEqualTo(entry.get("lastChunkBytes").longValue());
    assertThat(geometry.lengthOf(chunks, last))
        .isEqualTo(entry.get("lastSequenceBytes").intValue());
  }

  @ParameterizedTest(name = "{0} octets, {1} of {2}")
  @CsvSource({"1,1,1", "95,4,10", "80,4,10", "81,4,10", "79,4,10", "1000,32,3", "97,32,1460"})
  void theFramesAreTheWholeFileInOrder(long size, int limit, int sequenceSize) {
    FileGeometry geometry = new FileGeometry(size, limit, sequenceSize);
    long offset = 0;
    long frames = 0;
    for (long chunk = 1; chunk <= geometry.chunks(); chunk++) {
      for (int sequence = 1; sequence <= geometry.framesIn(chunk); sequence++) {
        assertThat(geometry.offsetOf(chunk, sequence)).isEqualTo(offset);
        assertThat(geometry.lengthOf(chunk, sequence)).isBetween(1, sequenceSize);
        offset += geometry.lengthOf(chunk, sequence);
        frames++;
      }
      assertThat(FrameBitmap.count(geometry.fullMask(chunk))).isEqualTo(geometry.framesIn(chunk));
    }
    assertThat(offset).isEqualTo(size);
    assertThat(geometry.frames()).isEqualTo(frames);
  }

  @ParameterizedTest(name = "{0} octets, {1} of {2}")
  @CsvSource({"0,4,10", "4294967296,4,10", "1,0,10", "1,33,10", "1,4,0", "1,4,1461"})
  void whatNoFileHasCannotBeMade(long size, int limit, int sequenceSize) {
    assertThatThrownBy(() -> new FileGeometry(size, limit, sequenceSize))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "frame {1} of chunk {0}")
  @CsvSource({"0,1", "4,1", "1,0", "1,5", "3,3"})
  void aFrameThatIsNotThereIsABugOfOurs(long chunk, int sequence) {
    assertThatThrownBy(() -> Samples.GEOMETRY.offsetOf(chunk, sequence))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theHeaderOfAFrameIsWrittenWithoutItsData() {
    ByteBuffer out = ByteBuffer.allocate(DataTransfer.FIXED_LENGTH + 5);

    DataTransfer.encodeHeader(out, 1, Samples.GEOMETRY, 3, 2);
    Samples.DATA.data().putTo(out);

    assertThat(out.array()).isEqualTo(Samples.DATA.encoded().toArray());
  }

  static Stream<JsonNode> bitmaps() {
    return KnownAnswers.group("msu.json", "bitmaps");
  }

  // MSU-091
  @ParameterizedTest(name = "{0}")
  @MethodSource("bitmaps")
  void theFirstFrameIsTheMostSignificantBit(JsonNode entry) {
    List<Integer> missing = entry.get("missing").valueStream().map(JsonNode::intValue).toList();
    int bitmap = KnownAnswers.hex(entry, "bitmapHex").asBuffer().getInt();

    assertThat(FrameBitmap.of(missing)).isEqualTo(bitmap);
    assertThat(FrameBitmap.sequences(bitmap)).isEqualTo(missing);
    assertThat(FrameBitmap.count(bitmap)).isEqualTo(entry.get("count").intValue());
    assertThat(FrameBitmap.lowest(bitmap)).isEqualTo(missing.get(0));
  }

  @Test
  void theFirstFramesAreTheHighestBits() {
    assertThat(FrameBitmap.first(0)).isZero();
    assertThat(FrameBitmap.first(1)).isEqualTo(0x80000000);
    assertThat(FrameBitmap.first(3)).isEqualTo(0xe0000000);
    assertThat(FrameBitmap.first(32)).isEqualTo(0xffffffff);
    assertThat(FrameBitmap.lowest(0)).isEqualTo(33);
  }
}
