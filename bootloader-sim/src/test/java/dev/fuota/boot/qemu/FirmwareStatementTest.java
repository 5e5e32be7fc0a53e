package dev.fuota.boot.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.image.ImageVersion;
import org.junit.jupiter.api.Test;

class FirmwareStatementTest {
  private static final ImageVersion STARTED = new ImageVersion(2, 1, 0, 7);

  @Test
  void versionAndReasonAreFound() {
    FirmwareStatement said =
        FirmwareStatement.in("hello\nsensor, version 2.1.0\r\nreset reason: update installed\r\n");
    assertThat(said.version()).contains("2.1.0");
    assertThat(said.resetReason()).contains("update installed");
    assertThat(said.contradiction(STARTED, "update installed")).isEmpty();
  }

  @Test
  void theShortFormIsAVersionToo() {
    assertThat(FirmwareStatement.in("APP ver=2.1.0 sum=0f60ed5a").version()).contains("2.1.0");
  }

  @Test
  void firmwareThatSaysNothingContradictsNothing() {
    FirmwareStatement said = FirmwareStatement.in("server 1.2.3\nversion x");
    assertThat(said.version()).isEmpty();
    assertThat(said.contradiction(STARTED, "power-on")).isEmpty();
  }

  @Test
  void anotherVersionIsNamed() {
    assertThat(FirmwareStatement.in("version 1.0.0").contradiction(STARTED, "power-on"))
        .contains("the firmware says that it is version 1.0.0, the bootloader says 2.1.0");
  }

  @Test
  void anotherReasonIsNamed() {
    assertThat(FirmwareStatement.in("reset reason: watchdog").contradiction(STARTED, "power-on"))
        .contains("the firmware says that it was reset by watchdog, the bootloader says power-on");
  }
}
