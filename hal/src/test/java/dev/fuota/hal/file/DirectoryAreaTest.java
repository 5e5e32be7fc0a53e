package dev.fuota.hal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryAreaTest {
  private static final long RESERVE = 1 << 20;

  @TempDir private Path temporary;
  private Path root;
  private Path outside;
  private DirectoryArea area;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectory(temporary.resolve("root"));
    outside = Files.createDirectory(temporary.resolve("outside"));
    area = ok(DirectoryArea.open(root, RESERVE));
  }

  @AfterEach
  void close() throws IOException {
    area.close();
  }

  @Test
  void fillsAPartInAnyOrderAndPublishesIt() throws IOException {
    PartFile part = ok(area.part("a.part", 10));
    assertThat(part.write(4, octets("ware"))).isEqualTo(FileResult.DONE);
    assertThat(part.write(0, octets("firm"))).isEqualTo(FileResult.DONE);
    assertThat(part.force()).isEqualTo(FileResult.DONE);
    ByteBuffer back = ByteBuffer.allocate(8);
    assertThat(part.read(0, back)).isEqualTo(FileResult.DONE);
    assertThat(back.array()).asString().isEqualTo("firmware");

    assertThat(area.publish("a.part", 8, List.of("etc", "fw"), "image.bin"))
        .isEqualTo(FileResult.DONE);

    assertThat(root.resolve("etc/fw/image.bin")).hasContent("firmware");
    assertThat(area.exists("a.part")).isFalse();
    assertThat(problem(part.write(0, octets("late")))).isEqualTo(FileProblem.IO);
    assertThat(root.resolve("etc/fw/image.bin")).hasContent("firmware");
  }

  // MSU-134
  @Test
  void keepsPartsAndRecordsForTheNextProcess() throws IOException {
    ok(area.part("a.part", 5_000_000)).write(4_000_000, octets("here"));
    assertThat(area.saveRecord("state", octets("one").array())).isEqualTo(FileResult.DONE);
    assertThat(area.saveRecord("state", octets("two").array())).isEqualTo(FileResult.DONE);
    area.close();

    area = ok(DirectoryArea.open(root, RESERVE));
    ByteBuffer back = ByteBuffer.allocate(4);
    assertThat(ok(area.part("a.part", 5_000_000)).read(4_000_000, back).isOk()).isTrue();
    assertThat(back.array()).asString().isEqualTo("here");
    assertThat(area.loadRecord("state"))
        .hasValueSatisfying(record -> assertThat(record).asString().isEqualTo("two"));
    area.delete("state");
    assertThat(area.loadRecord("state")).isEmpty();
    assertThat(area.exists("state")).isFalse();
  }

  @Test
  void replacesAPublishedFile() throws IOException {
    Files.writeString(root.resolve("image.bin"), "an older one, which is longer");
    publish("image.bin", List.of());
    assertThat(root.resolve("image.bin")).hasContent("new");
  }

  // MSU-X10
  @Test
  void followsNoLinkInPlaceOfADirectory() throws IOException {
    Files.createSymbolicLink(root.resolve("etc"), outside);
    assertThat(problem(publish("image.bin", List.of("etc")))).isEqualTo(FileProblem.OUTSIDE);
    assertThat(problem(publish("image.bin", List.of("etc", "deeper"))))
        .isEqualTo(FileProblem.OUTSIDE);
    assertThat(outside).isEmptyDirectory();
  }

  // MSU-X10
  @Test
  void followsNoLinkBelowADirectory() throws IOException {
    Files.createDirectory(root.resolve("etc"));
    Files.createSymbolicLink(root.resolve("etc/fw"), outside);
    assertThat(problem(publish("image.bin", List.of("etc", "fw")))).isEqualTo(FileProblem.OUTSIDE);
    assertThat(outside).isEmptyDirectory();
  }

  // MSU-X10
  @Test
  void replacesALinkInPlaceOfTheFileAndNotWhatItShowsTo() throws IOException {
    Path victim = Files.writeString(outside.resolve("passwd"), "precious");
    Files.createSymbolicLink(root.resolve("image.bin"), victim);
    assertThat(publish("image.bin", List.of())).isEqualTo(FileResult.DONE);
    assertThat(victim).hasContent("precious");
    assertThat(Files.isSymbolicLink(root.resolve("image.bin"))).isFalse();
    assertThat(root.resolve("image.bin")).hasContent("new");
  }

  // MSU-X10
  @Test
  void followsNoLinkInPlaceOfAPartOrARecord() throws IOException {
    Path victim = Files.writeString(outside.resolve("passwd"), "precious");
    Files.createSymbolicLink(root.resolve(".fuota/a.part"), victim);
    Files.createSymbolicLink(root.resolve(".fuota/state.new"), victim);
    Files.createSymbolicLink(root.resolve(".fuota/old"), victim);

    assertThat(problem(area.part("a.part", 100))).isEqualTo(FileProblem.OUTSIDE);
    assertThat(problem(area.saveRecord("state", new byte[3]))).isEqualTo(FileProblem.OUTSIDE);
    assertThat(problem(area.publish("a.part", 1, List.of(), "x"))).isEqualTo(FileProblem.OUTSIDE);
    assertThat(area.loadRecord("old")).isEmpty();
    assertThat(victim).hasContent("precious");
  }

  // MSU-X10
  @Test
  void refusesALinkInPlaceOfItsOwnFolder() throws IOException {
    Path other = Files.createDirectory(temporary.resolve("other"));
    Files.createSymbolicLink(other.resolve(".fuota"), outside);
    assertThat(problem(DirectoryArea.open(other, 0))).isEqualTo(FileProblem.OUTSIDE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../x", "a/b", "/etc", "a\\b", "a\0b", "\u00e4", ".fuota"})
  void publishesUnderPlainNamesOnly(String name) throws IOException {
    assertThat(problem(publish(name, List.of()))).isEqualTo(FileProblem.OUTSIDE);
    assertThat(problem(publish("x", List.of(name)))).isEqualTo(FileProblem.OUTSIDE);
    try (var left = Files.list(root)) {
      assertThat(left).containsExactly(root.resolve(".fuota"));
    }
  }

  @Test
  void refusesNamesThatLeadOutOfItsFolder() {
    assertThat(problem(area.part("../a", 1))).isEqualTo(FileProblem.OUTSIDE);
    assertThat(problem(area.saveRecord("../a", new byte[1]))).isEqualTo(FileProblem.OUTSIDE);
    assertThat(area.loadRecord("../root/.fuota/x")).isEmpty();
    assertThat(area.exists("..")).isFalse();
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(problem(area.publish("none", 1, List.of(), "x"))).isEqualTo(FileProblem.MISSING);
    ok(area.part("a.part", 4));
    assertThat(problem(area.publish("a.part", 5, List.of(), "x"))).isEqualTo(FileProblem.MISSING);
    assertThat(problem(DirectoryArea.open(temporary.resolve("no"), 0)))
        .isEqualTo(FileProblem.MISSING);
  }

  @Test
  void aDirectoryInPlaceOfTheFileStays() throws IOException {
    Files.createDirectories(root.resolve("image.bin/full"));
    assertThat(publish("image.bin", List.of()).isOk()).isFalse();
    assertThat(root.resolve("image.bin/full")).isDirectory();
  }

  // MSU-X12
  @Test
  void leavesTheReserveFree() {
    long free = area.freeOctets();
    assertThat(free).isPositive();
    assertThat(problem(area.part("a.part", Long.MAX_VALUE / 2))).isEqualTo(FileProblem.FULL);
    assertThat(area.exists("a.part")).isFalse();
    DirectoryArea greedy = ok(DirectoryArea.open(root, Long.MAX_VALUE / 2));
    assertThat(greedy.freeOctets()).isZero();
    assertThat(problem(greedy.saveRecord("state", new byte[1]))).isEqualTo(FileProblem.FULL);
  }

  @Test
  void aPartOpenedAnewGetsItsNewSizeAndEndsTheOldHandle() {
    PartFile first = ok(area.part("a.part", 10));
    first.write(0, octets("0123456789"));
    PartFile second = ok(area.part("a.part", 4));
    assertThat(problem(first.write(0, octets("x")))).isEqualTo(FileProblem.IO);
    assertThat(problem(second.write(2, octets("abc")))).isEqualTo(FileProblem.OUTSIDE);
    assertThat(problem(second.read(2, ByteBuffer.allocate(3)))).isEqualTo(FileProblem.MISSING);
    assertThat(second.read(0, ByteBuffer.allocate(4)).isOk()).isTrue();
  }

  private FileResult<Done> publish(String name, List<String> directories) {
    ok(area.part("p.part", 3)).write(0, octets("new"));
    return area.publish("p.part", 3, directories, name);
  }

  private static <T> T ok(FileResult<T> result) {
    assertThat(result).isInstanceOf(FileResult.Ok.class);
    return ((FileResult.Ok<T>) result).get();
  }

  private static FileProblem problem(FileResult<?> result) {
    assertThat(result).isInstanceOf(FileResult.Failed.class);
    return ((FileResult.Failed<?>) result).problem();
  }

  private static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
