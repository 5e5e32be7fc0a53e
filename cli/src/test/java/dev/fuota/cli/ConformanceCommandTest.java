package dev.fuota.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceCommandTest {
  @TempDir private Path folder;

  @Test
  void aFileThatIsNoKnownAnswerFileIsNamedInOneLine() throws IOException {
    String file = Files.writeString(folder.resolve("x.json"), "{\"schema\": \"x\"}").toString();
    Shell shell = Shell.run("conformance", "--json", file);
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).startsWith("fuota: " + file);
    assertThat(shell.json().get("ok").booleanValue()).isFalse();
  }

  @Test
  void withoutFilesThereIsNothingToRun() {
    Shell shell = Shell.run("conformance");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("FILE");
  }
}
