package dev.fuota.linux.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpioChipTest {
  @ParameterizedTest
  @ValueSource(strings = {"/dev/null", "/dev/gpiochip77", "/"})
  void whatIsNoChipHasNeitherNameNorUsers(String path) {
    assertThat(GpioChip.label(Path.of(path))).isEmpty();
    assertThat(GpioChip.user(Path.of(path), 3)).isEmpty();
  }
}
