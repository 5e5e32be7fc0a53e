package dev.fuota.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.hal.sim.FlashFile;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BootInspectCommandTest {
  @TempDir private Path folder;

  @Test
  void anImageOnTrialIsShownWithItsJournal() throws IOException {
    Path flash = folder.resolve("flash.bin");
    FlashFile.save(DeviceKind.factoryFlash(FirmwareSamples.image(Sample.V1)), flash);
    Path update =
        Files.write(folder.resolve("new.img"), FirmwareSamples.image(Sample.V2).toArray());
    Shell.run(
        "boot", "run", "--strategy", "swap-move", "--flash", flash + "", "--update", update + "");
    byte[] before = Files.readAllBytes(flash);
    Shell shell = Shell.run("boot", "inspect", "--json", "--flash", flash.toString());
    assertThat(shell.exit()).isZero();
    JsonNode partitions = shell.json().get("partitions");
    assertThat(partitions.get(0).get("version").stringValue()).isEqualTo("2.0.0+0");
    assertThat(partitions.get(0).get("octets").intValue()).isEqualTo(77_504);
    assertThat(partitions.get(1).get("version").stringValue()).isEqualTo("1.0.0+0");
    JsonNode journal = partitions.get(2);
    assertThat(journal.get("phase").stringValue()).isEqualTo("trial");
    assertThat(journal.get("strategy").stringValue()).isEqualTo("swap-move");
    assertThat(journal.get("before").stringValue())
        .isEqualTo(partitions.get(1).get("verdict").stringValue().split("digest ", -1)[1]);
    assertThat(Files.readAllBytes(flash)).isEqualTo(before);
    assertThat(Shell.run("boot", "inspect", "--flash", flash.toString()).out())
        .contains("primary, 262,144 octets", "version: 2.0.0+0", "phase: trial");
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    Shell shell = Shell.run("boot", "inspect", "--flash", folder.resolve("nowhere").toString());
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("nowhere", "--flash");
  }
}
