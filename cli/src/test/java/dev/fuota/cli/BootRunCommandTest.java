package dev.fuota.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.qemu.Qemu;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.hal.sim.FlashFile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootRunCommandTest {
  @TempDir private Path folder;

  private String flash(NorFlash flash) throws IOException {
    Path file = folder.resolve("flash.bin");
    FlashFile.save(flash, file);
    return file.toString();
  }

  @Test
  void aDeviceFreshFromTheFactoryBootsTheSample() {
    Shell shell = Shell.run("boot", "run");
    assertThat(shell.exit()).isZero();
    assertThat(shell.out()).contains("started 1.0.0", "digest ");
  }

  @Test
  void aFlashFileIsBooted() throws IOException {
    String file = flash(DeviceKind.factoryFlash(FirmwareSamples.image(Sample.V2)));
    Shell shell = Shell.run("boot", "run", "--json", "--flash", file);
    assertThat(shell.exit()).isZero();
    assertThat(shell.json().get("version").stringValue()).isEqualTo("2.0.0+0");
    assertThat(shell.json().get("installed").booleanValue()).isFalse();
  }

  @Test
  void blankFlashStartsNothing() throws IOException {
    String file = flash(new NorFlash(DeviceKind.FLASH, new PowerSupply(0)));
    Shell shell = Shell.run("boot", "run", "--json", "--flash", file);
    assertThat(shell.exit()).isEqualTo(1);
    assertThat(shell.json().get("ok").booleanValue()).isFalse();
    assertThat(shell.json().get("error").get("code").stringValue()).isEqualTo("NOTHING_BOOTS");
  }

  @Test
  void aFlashFileThatIsMissingOrOfTheWrongSizeIsNamed() throws IOException {
    String missing = folder.resolve("nowhere").toString();
    assertThat(Shell.run("boot", "run", "--flash", missing).exit()).isEqualTo(2);
    assertThat(Shell.run("boot", "run", "--flash", missing).err()).contains(missing, "--flash");
    String small = Files.write(folder.resolve("small"), new byte[100]).toString();
    Shell shell = Shell.run("boot", "run", "--flash", small);
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).contains(small, "100 octets");
  }

  @Test
  void inQemuTheFirmwareItselfSpeaksOrItsAbsenceIsSaid() {
    Shell shell = Shell.run("boot", "run", "--qemu");
    if (new Qemu().isInstalled()) {
      assertThat(shell.exit()).isZero();
      assertThat(shell.out()).contains("the firmware says:", "version 1.0.0", "power-on");
    } else {
      assertThat(shell.exit()).isEqualTo(1);
      assertThat(shell.out()).contains("qemu-system-arm", "install it");
    }
  }
}
