package dev.fuota.cli.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fuota fragment | lossy air | fuota reassemble}. */
class FragmentCommandsTest {
  private static final String SESSION = "{\"count\":2,\"size\":1,\"padding\":0}";

  @TempDir private Path folder;

  static Stream<Arguments> blocks() {
    IntStream allPaddings = IntStream.rangeClosed(100, 106); // with size 7: 5, 4, ... 0, 6
    return Stream.of(
            allPaddings.mapToObj(length -> new int[] {length, 7}),
            Stream.of(
                new int[] {1, 1}, new int[] {1, 255}, new int[] {255, 255}, new int[] {256, 255}),
            Stream.of(new int[] {10_000, 48}, new int[] {65_537, 112}, new int[] {1 << 20, 222}))
        .flatMap(blocks -> blocks)
        .flatMap(b -> Stream.of("1", "2").map(version -> Arguments.of(b[0], b[1], version)));
  }

  @ParameterizedTest(name = "{0} octets in fragments of {1}, version {2}")
  @MethodSource("blocks")
  @DisplayName("TS004-01 FEC-05 FEC-06: what was cut, thinned out and shuffled comes back whole")
  void comesBack(int length, int size, String version) throws IOException {
    byte[] data = random(length);
    List<String> lines = fragment(data, size, "0.3", version);
    int count = (length + size - 1) / size;
    assertThat(lines.get(0))
        .isEqualTo(
            "{\"count\":%d,\"size\":%d,\"padding\":%d}"
                .formatted(count, size, count * size - length));
    assertThat(lines).hasSize(1 + count + (3 * count + 9) / 10);

    Random dice = new Random(length);
    List<String> arrived = new ArrayList<>(lines);
    if (count > 40) {
      arrived.subList(1, arrived.size()).removeIf(line -> dice.nextInt(100) < 10);
      arrived.addAll(arrived.subList(1, 20));
    }
    Collections.shuffle(arrived, dice);

    Path out = folder.resolve("out");
    Shell shell = reassemble(arrived, "--out", out.toString(), "--version", version);
    assertThat(shell.err()).isEmpty();
    assertThat(shell.exit()).isZero();
    assertThat(Files.readAllBytes(out)).isEqualTo(data);
  }

  @Test
  void tooFewFragmentsAreCountedAndLeaveNoFile() throws IOException {
    List<String> lines = fragment(random(100), 10, "0", "1");
    Path out = folder.resolve("out");
    Shell shell = reassemble(lines.subList(0, 8), "--out", out.toString(), "--json", "--stats");

    assertThat(shell.exit()).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("fuota: " + message(shell) + System.lineSeparator());
    assertThat(message(shell)).contains("3 more", "3 of 10");
    assertThat(shell.json().get("needed").intValue()).isEqualTo(3);
    assertThat(shell.json().get("unsolved").intValue()).isEqualTo(3);
    assertThat(shell.json().get("stats").get("fragmentsRead").intValue()).isEqualTo(7);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aFileThatIsThereIsReplacedWholeOrNotAtAll() throws IOException {
    Path out = Files.writeString(folder.resolve("out"), "old");
    List<String> lines = fragment(random(100), 10, "0", "1");
    assertThat(reassemble(lines.subList(0, 5), "--out", out.toString()).exit()).isEqualTo(1);
    assertThat(out).hasContent("old");
    assertThat(reassemble(lines, "--out", out.toString()).exit()).isZero();
    assertThat(out).hasSize(100);
  }

  @Test
  void statsSayWhatTheDecoderNeeded() throws IOException {
    List<String> lines = new ArrayList<>(fragment(random(1000), 10, "0.5", "2"));
    lines.subList(1, 11).clear();
    String out = folder.resolve("out").toString();
    Shell shell = reassemble(lines, "--version", "2", "--json", "--stats", "--out", out);
    assertThat(shell.json().get("ok").booleanValue()).isTrue();
    var stats = shell.json().get("stats");
    assertThat(stats.get("rowsHeld").intValue()).isEqualTo(10);
    assertThat(stats.get("fragmentsRead").intValue()).isEqualTo(140);
    assertThat(stats.get("beyondCount").intValue())
        .isEqualTo(stats.get("fragmentsNeeded").intValue() - 100)
        .isBetween(0, 10);
    // 2 words twice for 100 columns; 10 rows and 4 more of a word, 4 octets for each lost.
    assertThat(stats.get("decoderOctets").intValue()).isEqualTo(2 * 16 + 14 * 8 + 40);
    assertThat(reassemble(lines, "--version", "2", "--stats", "--out", out).err())
        .contains("140 fragments read", "10 rows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"n\":1,\"hex\":\"0\"}                            | line 2 | hexadecimal",
        "{\"n\":1,\"hex\":\"0102\"}                         | line 2 | 2 octets",
        "{\"n\":1}                                          | line 2 | hex",
        "{\"n\":0,\"hex\":\"01\"}                           | line 2 | n 0",
        "{\"n\":16384,\"hex\":\"01\"}                       | line 2 | n 16384",
        "{\"n\":1e99,\"hex\":\"01\"}                        | line 2 | whole number",
        "{\"n\":1                                           | line 2 | JSON",
        "[]                                                 | line 2 | neither",
        "{\"count\":3,\"size\":1,\"padding\":0}             | line 2 | another count"
      })
  void linesThatCannotBeUsedAreNamed(String line, String where, String what) {
    assertRefused(SESSION + "\n" + line + "\n", where, what);
  }

  @Test
  void inputThatIsNoOutputOfFragmentIsNamed() {
    assertRefused("{\"n\":1,\"hex\":\"01\"}\n", "lacks the first line");
    assertRefused("", "lacks the first line");
    assertRefused("x".repeat(5000), "line 1", "4096");
    assertRefused("[".repeat(4000), "line 1", "JSON");
    assertRefused("\n{\"count\":2,\"size\":1,\"padding\":1}", "line 2", "padding 1");
    String one = "{\"n\":1,\"hex\":\"01\"}\r\n\r\n";
    assertRefused(SESSION + "\r\n" + one + one.replace("01", "02"), "line 4", "than line 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--size 0 --redundancy 0",
        "--size 256 --redundancy 0",
        "--size 10 --redundancy -1",
        "--size 10 --redundancy 1e999999999",
        "--size 10 --redundancy 1e-999999999",
        "--size 10 --redundancy 0 --version 3"
      })
  void optionsWithoutSenseAreWrongUsage(String options) {
    Shell shell = Shell.piped(new byte[10], ("fragment " + options).split(" ", -1));
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void tooManyFragmentsSayWhichSizeWouldDo() {
    byte[] mebibyte = new byte[1 << 20];
    assertThat(Shell.piped(mebibyte, "fragment", "--size", "65", "--redundancy", "0").exit())
        .isZero();
    Shell shell = Shell.piped(mebibyte, "fragment", "--size", "64", "--redundancy", "0");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("16383", "--size 65 or more");
    assertThat(Shell.piped(mebibyte, "fragment", "--size", "64", "--redundancy", "9e9").err())
        .contains("at most 4177665 octets");
    assertThat(
            Shell.piped(new byte[5 << 20], "fragment", "--size", "255", "--redundancy", "0").err())
        .contains("at most 4177665 octets");
  }

  @Test
  void anInputWithoutOctetsOrThatIsNotThereIsNamed() {
    assertThat(Shell.run("fragment", "--size", "9", "--redundancy", "0").err())
        .contains("standard input has nothing");
    String missing = folder.resolve("nowhere").toString();
    assertThat(Shell.run("fragment", missing, "--size", "9", "--redundancy", "0").err())
        .contains("no file " + missing);
    assertThat(Shell.run("reassemble", folder.toString(), "--out", missing).exit()).isEqualTo(2);
  }

  private void assertRefused(String input, String... reasons) {
    Path out = folder.resolve("out");
    Shell shell =
        Shell.piped(
            input.getBytes(StandardCharsets.UTF_8), "reassemble", "-", "--out", out.toString());
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).contains(reasons);
    assertThat(out).doesNotExist();
  }

  private static List<String> fragment(byte[] data, int size, String ratio, String version) {
    Shell shell =
        Shell.piped(
            data, "fragment", "--size", size + "", "--redundancy", ratio, "--version", version);
    assertThat(shell.err()).isEmpty();
    assertThat(shell.exit()).isZero();
    return shell.out().lines().toList();
  }

  private static Shell reassemble(List<String> lines, String... options) {
    String[] arguments =
        Stream.concat(Stream.of("reassemble"), Arrays.stream(options)).toArray(String[]::new);
    return Shell.piped(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8), arguments);
  }

  private static String message(Shell shell) {
    return shell.json().get("error").get("message").stringValue();
  }

  private static byte[] random(int length) {
    byte[] data = new byte[length];
    new Random(length).nextBytes(data);
    return data;
  }
}
