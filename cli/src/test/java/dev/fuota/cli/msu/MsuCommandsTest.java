package dev.fuota.cli.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Commissioning;
import dev.fuota.protocol.msu.CommissioningFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MsuCommandsTest {
  @TempDir private Path folder;

  // MSU-X42
  @Test
  void aDeviceThatNobodyCommissionedRefusesAndSaysWhatToDo() {
    Shell shell = Shell.run("msu", "receive", "--interface", "lo", "--dir", folder.toString());
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("msu commission").contains("--open");
  }

  @Test
  void asksForTheInterfaceAndSaysWhichThereAre() {
    Shell shell = Shell.run("msu", "discover", "--json");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.json().at("/error/code").asString()).isEqualTo("INTERFACE_NEEDED");
    assertThat(shell.err()).contains("--interface").contains("127.0.0.1");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "--interface,      nosuch0,          INTERFACE_UNKNOWN",
    "--discovery,      10.0.0.1,         BAD_ADDRESS",
    "--discovery,      239.1.1.1:70000,  BAD_ADDRESS",
    "--group,          239.1.1,          BAD_ADDRESS",
    "--rate,           fast,             BAD_RATE",
    "--kind,           sidegrade,        OPTION_OUT_OF_RANGE",
    "--timers,         none,             OPTION_OUT_OF_RANGE",
    "--frame-size,     1461,             CAMPAIGN_REFUSED",
    "--device,         host,             BAD_ADDRESS",
    "--user,           me,               LOGIN_INCOMPLETE",
    "--dest,           ../etc,           CAMPAIGN_REFUSED",
    "--ttl,            256,              OPTION_OUT_OF_RANGE"
  })
  void refusesWhatCannotBeSent(String option, String value, String code) throws IOException {
    Path file = Files.write(folder.resolve("file.bin"), new byte[100]);
    String on = option.equals("--interface") ? "lo" : "127.0.0.1";
    Shell shell =
        option.equals("--interface")
            ? Shell.run("msu", "send", file.toString(), option, value, "--json")
            : Shell.run("msu", "send", file.toString(), "--interface", on, option, value, "--json");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.json().at("/error/code").asString()).isEqualTo(code);
    assertThat(shell.err()).hasLineCount(1);
  }

  @Test
  void sendsNoFileThatIsMissingOrEmpty() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.bin"));
    Shell none =
        Shell.run("msu", "send", folder.resolve("no").toString(), "--interface", "lo", "--json");
    assertThat(none.json().at("/error/code").asString()).isEqualTo("FILE_MISSING");
    Shell nothing = Shell.run("msu", "send", empty.toString(), "--interface", "lo", "--json");
    assertThat(nothing.json().at("/error/code").asString()).isEqualTo("CAMPAIGN_REFUSED");
  }

  @Test
  void sendsNothingUntilTheExpectedDevicesAnswer() throws IOException {
    Path file = Files.write(folder.resolve("file.bin"), new byte[100]);
    Shell shell =
        Shell.run(
            "msu",
            "send",
            file.toString(),
            "--interface",
            "lo",
            "--discovery",
            "239.254.77.1:15999",
            "--expect",
            "1",
            "--wait",
            "0",
            "--json");
    assertThat(shell.exit()).isEqualTo(1);
    assertThat(shell.json().at("/error/code").asString()).isEqualTo("TOO_FEW_DEVICES");
  }

  // MSU-042
  @Test
  void writesACommissioningFileThatOnlyItsOwnerReads() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "s3cret\n");
    Path file = folder.resolve("device.msuw");
    Shell shell =
        Shell.run(
            "msu",
            "commission",
            file.toString(),
            "--level",
            "3",
            "--server",
            "10.0.0.1=02:00:00:00:00:01",
            "--user",
            "plant",
            "--password-file",
            password.toString());

    assertThat(shell.exit()).as(shell.err()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Commissioning written =
        ((CommissioningFile.Loaded.Ok) CommissioningFile.read(Bytes.of(Files.readAllBytes(file))))
            .get();
    assertThat(written.level()).isEqualTo(3);
    assertThat(written.password())
        .isEqualTo(Bytes.of("s3cret".getBytes(StandardCharsets.US_ASCII)));
    assertThat(written.servers()).hasSize(1);
    assertThat(written.servers().get(0).mac()).hasToString("Optional[02:00:00:00:00:01]");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "--level 4,                                                    OPTION_OUT_OF_RANGE",
    "--level 1,                                                    LOGIN_NEEDED",
    "--level 2 --basic-optional,                                   SERVER_NEEDED",
    "--level 3 --basic-optional --server 10.0.0.1,                 MAC_NEEDED",
    "--level 3 --basic-optional --server 10.0.0.1=02,              BAD_ADDRESS"
  })
  void refusesACommissioningThatProtectsNothing(String options, String code) {
    String line = "msu commission " + folder.resolve("f") + " --json " + options;
    Shell shell = Shell.run(line.split(" +"));
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.json().at("/error/code").asString()).isEqualTo(code);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aDamagedCommissioningFileIsNoCommissioning() throws IOException {
    Path file = Files.writeString(folder.resolve("device.msuw"), "MSUW and then nothing");
    Shell shell =
        Shell.run(
            "msu",
            "receive",
            "--interface",
            "lo",
            "--dir",
            folder.toString(),
            "--unsigned",
            "--commissioning",
            file.toString(),
            "--json");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.json().at("/error/code").asString()).isEqualTo("COMMISSIONING_BAD");
  }

  @Test
  void anAbortWantsATransaction() {
    Shell shell = Shell.run("msu", "abort", "--interface", "lo", "--transaction", "0x0", "--json");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.json().at("/error/code").asString()).isEqualTo("BAD_TRANSACTION");
  }
}
