package dev.fuota.linux.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountsTest {
  @TempDir Path folder;

  private Mounts mounts(String... lines) throws IOException {
    return Mounts.read(Files.write(folder.resolve("mounts"), java.util.List.of(lines)));
  }

  @Test
  void theNearestMountDecides() throws IOException {
    Mounts mounts =
        mounts(
            "/dev/root / ext4 rw,noatime 0 0",
            "tmpfs /tmp tmpfs rw,nosuid,noexec 0 0",
            "tmpfs /tmp/ours tmpfs rw 0 0");
    assertThat(mounts.forbidExecution(Path.of("/tmp"))).isTrue();
    assertThat(mounts.forbidExecution(Path.of("/tmp/fuota-1"))).isTrue();
    assertThat(mounts.forbidExecution(Path.of("/tmp/ours/x"))).isFalse();
    assertThat(mounts.forbidExecution(Path.of("/tmpx"))).isFalse();
    assertThat(mounts.forbidExecution(Path.of("/var"))).isFalse();
  }

  @Test
  void theLaterOfTwoAtOnePlaceDecides() throws IOException {
    Mounts mounts = mounts("a /tmp tmpfs rw,noexec 0 0", "b /tmp tmpfs rw 0 0");
    assertThat(mounts.forbidExecution(Path.of("/tmp"))).isFalse();
  }

  @Test
  void readsPlacesWithBlanks() throws IOException {
    Mounts mounts = mounts("a /media/my\\040stick vfat rw,noexec 0 0");
    assertThat(mounts.forbidExecution(Path.of("/media/my stick/x"))).isTrue();
  }

  @Test
  void forbidsNothingIfTheFileMakesNoSense() throws IOException {
    assertThat(mounts("", "x", "a b c d e f").all()).isEmpty();
    assertThat(Mounts.read(folder.resolve("missing")).forbidExecution(Path.of("/tmp"))).isFalse();
  }
}
