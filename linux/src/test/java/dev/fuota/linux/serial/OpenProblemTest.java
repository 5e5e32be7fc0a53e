package dev.fuota.linux.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers are those of errno(3) on Linux. */
class OpenProblemTest {
  private static final Path PORT = Path.of("/dev/null");

  @ParameterizedTest
  @CsvSource({
    "13, sudo usermod -aG dialout $USER",
    "1, sudo usermod -aG dialout $USER",
    "16, sudo fuser -v /dev/null",
    "11, sudo fuser -v /dev/null",
    "25, is not a serial port",
    "5, unplug it and plug it in",
    "19, plug the device in",
    "77, errno 77"
  })
  void saysWhatToType(int error, String advice) {
    assertThat(OpenProblem.refused(PORT, error)).startsWith("/dev/null").contains(advice);
  }

  @Test
  void aPortThatIsThereButNotFoundIsOpenElsewhereInThisProcess() {
    assertThat(OpenProblem.refused(PORT, 2)).contains("another program");
    assertThat(OpenProblem.refused(Path.of("/dev/ttyUSB77"), 2)).contains("does not exist");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 6, 11, 13, 16, 19, 25, 99})
  void isOneLine(int error) {
    assertThat(OpenProblem.refused(PORT, error)).doesNotContain("\n").isNotBlank();
  }

  @Test
  void knowsAFolderThatUdevHasNotMade() {
    assertThat(OpenProblem.missing(Path.of("/dev/serial/by-id-x/usb-1")))
        .contains("nor does its folder");
  }
}
