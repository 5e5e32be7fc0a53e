package dev.fuota.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.cli.console.InputProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateLockTest {
  @TempDir private Path folder;

  @Test
  void aSecondAgentIsToldWhoHasTheDirectory() throws IOException {
    Path state = folder.resolve("state");
    try (StateLock first = StateLock.take(state)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> StateLock.take(state))
          .isInstanceOf(InputProblem.class)
          .hasMessageContaining("pid " + ProcessHandle.current().pid())
          .hasMessageContaining(state.toString());
    }
    StateLock.take(state).close();
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> StateLock.take(file.resolve("state")))
        .isInstanceOf(InputProblem.class)
        .hasMessageContaining("cannot be written");
  }
}
