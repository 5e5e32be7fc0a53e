package dev.fuota.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeTextTest {
  private static final String HALF = "half of it".repeat(10_000);

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("report.html");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(it -> it.getFileName().toString()).toList();
    }
  }

  private void failInTheMiddle() {
    assertThatIOException()
        .isThrownBy(
            () ->
                WholeText.write(
                    file(),
                    out -> {
                      out.write(HALF);
                      throw new IOException("No space left on device");
                    }))
        .withMessage("No space left on device");
  }

  @Test
  void aFileThatCannotBeWrittenWholeIsNotThere() throws IOException {
    failInTheMiddle();
    assertThat(names()).isEmpty();
  }

  @Test
  void theOneThatWasThereStays() throws IOException {
    WholeText.write(file(), "naïve");
    failInTheMiddle();
    assertThat(names()).containsExactly("report.html");
    assertThat(Files.readAllBytes(file())).hasSize(6).endsWith('v', 'e');
  }

  @Test
  void whatIsNoFileKeepsWhatItIs() throws IOException {
    WholeText.write(file(), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.html"), file());
    WholeText.write(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(file()).hasContent("new");
    assertThatIOException().isThrownBy(() -> WholeText.write(Path.of("/dev/full"), HALF));
    assertThat(Files.isRegularFile(Path.of("/dev/full"))).isFalse();
  }
}
