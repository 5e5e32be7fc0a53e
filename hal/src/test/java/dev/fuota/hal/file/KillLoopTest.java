package dev.fuota.hal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that publishes and is killed: what is there is always one whole file. */
class KillLoopTest {
  private static final int KILLS = 12;

  @TempDir private Path root;

  // MSU-X11
  @Test
  void aKilledProcessLeavesTheOldOrTheNewFileWhole() throws Exception {
    SplittableRandom dice = new SplittableRandom(5);
    int found = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      killAfter(dice.nextInt(1, 120));
      found += isWhole(root.resolve("fw/image.bin"), Publisher.SIZE) ? 1 : 0;
      isWhole(root.resolve(".fuota/state"), 5_000);
    }
    assertThat(found).as("kills after which a file was there").isPositive();
  }

  private void killAfter(int millis) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Publisher.class.getName(),
                root.toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("running");
      assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS)).as("it publishes").isFalse();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static boolean isWhole(Path file, int size) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    byte[] content = Files.readAllBytes(file);
    assertThat(content).hasSize(size);
    assertThat(content).containsOnly(content[0]);
    return true;
  }
}
