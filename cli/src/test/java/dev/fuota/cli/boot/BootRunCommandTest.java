package dev.fuota.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.Strategy;
import dev.fuota.boot.qemu.Qemu;
import dev.fuota.cli.Shell;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @ParameterizedTest
  @EnumSource
  void anUpdateIsInstalledByAnyStrategy(Strategy strategy) throws IOException {
    String image =
        Files.write(folder.resolve("new.img"), FirmwareSamples.image(Sample.V2).toArray())
            .toString();
    Shell shell =
        Shell.run("boot", "run", "--json", "--strategy", strategy.label(), "--update", image);
    assertThat(shell.exit()).isZero();
    assertThat(shell.json().get("version").stringValue()).isEqualTo("2.0.0+0");
    assertThat(shell.json().get("installed").booleanValue()).isTrue();
    assertThat(shell.json().get("trial").booleanValue()).isEqualTo(strategy.canRevert());
  }

  @Test
  void whatIsNotConfirmedGoesAway() throws IOException {
    String flash = flash(DeviceKind.factoryFlash(FirmwareSamples.image(Sample.V1)));
    String image =
        Files.write(folder.resolve("new.img"), FirmwareSamples.image(Sample.V2).toArray())
            .toString();
    assertThat(Shell.run("boot", "run", "--flash", flash, "--update", image).out())
        .contains("installed and started 2.0.0", "on trial");
    Shell.run("boot", "run", "--flash", flash);
    Shell.run("boot", "run", "--flash", flash);
    Shell fourth = Shell.run("boot", "run", "--flash", flash);
    assertThat(fourth.exit()).isZero();
    assertThat(fourth.out()).contains("REVERTED", "started 1.0.0");
  }

  @Test
  void aStrategyThatIsNotKnownIsNamedWithTheNearestOne() {
    Shell shell = Shell.run("boot", "run", "--strategy", "swap-mov");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("swap-mov", "swap-move");
  }

  @Test
  void anUpdateThatDoesNotFitIsRefused() throws IOException {
    String image = Files.write(folder.resolve("big"), new byte[300_000]).toString();
    Shell shell = Shell.run("boot", "run", "--update", image);
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).contains("300000 octets");
  }
}
