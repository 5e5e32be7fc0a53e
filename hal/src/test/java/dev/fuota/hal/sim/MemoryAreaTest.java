package dev.fuota.hal.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.file.Done;
import dev.fuota.hal.file.FileProblem;
import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.file.PartFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryAreaTest {
  private final MemoryArea area = new MemoryArea(100_000);

  @Test
  void keepsAPartFileAndARecordOverARestart() {
    PartFile first = open("a.part", 50_000);
    assertThat(first.write(40_000, octets("late"))).isEqualTo(FileResult.DONE);
    first.close();
    area.saveRecord("state", new byte[] {1, 2});

    assertThat(read(open("a.part", 50_000), 39_999, 6)).isEqualTo("\0late\0");
    assertThat(area.loadRecord("state")).hasValue(new byte[] {1, 2});
  }

  @Test
  void losesWhatWasNotForcedAndNothingElse() {
    PartFile part = open("a.part", 20_000);
    part.write(0, octets("forced"));
    part.write(8_190, octets("over the edge of a page"));
    part.force();
    part.write(0, octets("FORCE"));
    part.write(16_000, octets("new page"));
    area.saveRecord("state", new byte[] {7});

    area.losePower();

    assertThat(problem(part.write(0, octets("x")))).isEqualTo(FileProblem.IO);
    PartFile again = open("a.part", 20_000);
    assertThat(read(again, 0, 6)).isEqualTo("forced");
    assertThat(read(again, 8_190, 23)).isEqualTo("over the edge of a page");
    assertThat(read(again, 16_000, 1)).isEqualTo("\0");
    assertThat(area.loadRecord("state")).hasValue(new byte[] {7});
  }

  @Test
  void publishesAPartCutToItsLength() {
    PartFile part = open("a.part", 10);
    part.write(0, octets("firmware"));

    assertThat(area.publish("a.part", 8, List.of("etc", "fw"), "image.bin"))
        .isEqualTo(FileResult.DONE);

    assertThat(area.published()).containsOnlyKeys("etc/fw/image.bin");
    assertThat(area.published().get("etc/fw/image.bin")).asString().isEqualTo("firmware");
    assertThat(area.exists("a.part")).isFalse();
    assertThat(problem(part.write(0, octets("x")))).isEqualTo(FileProblem.IO);
  }

  @Test
  void isFullWhenAPartOrARecordDoesNotFit() {
    open("a.part", 99_990);

    assertThat(area.freeOctets()).isEqualTo(10);
    assertThat(problem(area.part("b.part", 11))).isEqualTo(FileProblem.FULL);
    assertThat(problem(area.saveRecord("state", new byte[11]))).isEqualTo(FileProblem.FULL);
    assertThat(area.saveRecord("state", new byte[10]).isOk()).isTrue();
    area.setCapacity(50);
    assertThat(area.freeOctets()).isZero();
  }

  @Test
  void failsAsToldUntilMended() {
    PartFile part = open("a.part", 10);
    area.fail(FileProblem.READ_ONLY);

    assertThat(problem(part.write(0, octets("x")))).isEqualTo(FileProblem.READ_ONLY);
    assertThat(problem(part.force())).isEqualTo(FileProblem.READ_ONLY);
    assertThat(problem(area.saveRecord("s", new byte[1]))).isEqualTo(FileProblem.READ_ONLY);
    assertThat(problem(area.publish("a.part", 1, List.of(), "f"))).isEqualTo(FileProblem.READ_ONLY);
    area.mend();
    assertThat(part.write(0, octets("x")).isOk()).isTrue();
  }

  @Test
  void staysWithinAFileAndBelowTheRoot() {
    PartFile part = open("a.part", 10);

    assertThat(problem(part.write(8, octets("abc")))).isEqualTo(FileProblem.OUTSIDE);
    assertThat(problem(part.write(-1, octets("a")))).isEqualTo(FileProblem.OUTSIDE);
    assertThat(problem(part.read(8, ByteBuffer.allocate(3)))).isEqualTo(FileProblem.MISSING);
    assertThat(problem(area.part("../a", 1))).isEqualTo(FileProblem.OUTSIDE);
    assertThat(problem(area.publish("a.part", 1, List.of(".."), "f")))
        .isEqualTo(FileProblem.OUTSIDE);
    assertThat(problem(area.publish("a.part", 1, List.of(), ".hidden")))
        .isEqualTo(FileProblem.OUTSIDE);
    assertThat(problem(area.publish("none", 1, List.of(), "f"))).isEqualTo(FileProblem.MISSING);
    assertThat(problem(area.publish("a.part", 11, List.of(), "f"))).isEqualTo(FileProblem.MISSING);
  }

  private PartFile open(String name, long size) {
    return ((FileResult.Ok<PartFile>) area.part(name, size)).get();
  }

  private static FileProblem problem(FileResult<?> result) {
    return ((FileResult.Failed<?>) result).problem();
  }

  private static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String read(PartFile part, long offset, int count) {
    ByteBuffer into = ByteBuffer.allocate(count);
    FileResult<Done> result = part.read(offset, into);
    assertThat(result).isEqualTo(FileResult.DONE);
    return new String(into.array(), StandardCharsets.US_ASCII);
  }
}
