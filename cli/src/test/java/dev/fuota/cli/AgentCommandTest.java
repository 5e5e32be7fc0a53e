package dev.fuota.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentCommandTest {
  @TempDir private Path folder;

  private Path config(String text) throws IOException {
    return Files.writeString(folder.resolve("agent.yaml"), text);
  }

  private static Shell agent(Path config) {
    return Shell.run("agent", "--config", config.toString());
  }

  private String template() {
    Shell shell = Shell.run("agent", "--print-config");
    assertThat(shell.exit()).isZero();
    assertThat(shell.err()).isEmpty();
    return shell.out();
  }

  @Test
  void withoutAFileItSaysHowToGetOne() {
    Shell shell = Shell.run("agent");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).contains("--config", "--print-config");
  }

  @Test
  void theKeysOfThePrintedFileAreMissedByTheirName() throws IOException {
    Shell shell = agent(config(template()));
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).contains("device.csv");
  }

  @Test
  void keysThatOthersCanReadAreRefusedWithTheCommandThatHelps() throws IOException {
    Path keys = Files.writeString(folder.resolve("device.csv"), "devEui,joinEui,appKey,genAppKey");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r-----"));
    Shell shell = agent(config(template()));
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("can be read by others", "chmod 600 " + keys);
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    Shell guarded = agent(config(template()));
    assertThat(guarded.exit()).isEqualTo(2);
    assertThat(guarded.err()).contains("device.csv lists 0 devices");
  }

  @Test
  void aMistakeIsToldWithItsLine() throws IOException {
    // The keys come first: without them nothing else is looked at.
    Path keys =
        Files.writeString(
            folder.resolve("device.csv"),
            "devEui,joinEui,appKey,genAppKey\n0000000000000001,0000000000000002,"
                + "1".repeat(32)
                + ","
                + "2".repeat(32));
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    Shell shell = agent(config(template().replace("udp://localhost", "upd://localhost")));
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("is no network", "agent.yaml:");
  }

  @Test
  void thePrintedFileForANetworkMissesOnlyItsCommissioning() throws IOException {
    Shell printed = Shell.run("agent", "--print-config", "msu");
    assertThat(printed.exit()).isZero();
    Shell shell = agent(config(printed.out()));
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).contains("there is no file", "device.msuw");
    Shell typed = agent(config(printed.out().replace("interface:", "interfce:")));
    assertThat(typed.err()).contains("unknown key interfce", "interface");
  }
}
