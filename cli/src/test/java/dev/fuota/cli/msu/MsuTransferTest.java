package dev.fuota.cli.msu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fuota.cli.Shell;
import dev.fuota.hal.net.GroupCheck;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Server and device on one host, over real sockets, with datagrams that do not leave it. */
@Timeout(90)
class MsuTransferTest {
  private static final String DISCOVERY = "239.254.77.2:15977";
  private static final String GROUP = "239.254.77.3:15978";

  @TempDir private Path folder;
  private String on = "";

  @BeforeEach
  void findAnInterface() {
    on =
        Interfaces.all().stream()
            .filter(Interfaces.State::isUsable)
            .filter(it -> GroupCheck.of(it, System::nanoTime) != GroupCheck.Finding.SILENT)
            .map(Interfaces.State::name)
            .findFirst()
            .orElse("");
    assumeTrue(!on.isEmpty(), "no interface carries multicast: " + Interfaces.all());
  }

  @Test
  void sendsAFileAsTheSpecificationHasIt() throws Exception {
    Shell server = sends(List.of("--plain"));
    assertThat(server.json().at("/totals/reports").asLong()).isZero();
  }

  @Test
  void sendsAFileAsAStream() throws Exception {
    Shell server = sends(List.of());
    assertThat(server.json().at("/totals/reports").asLong())
        .isPositive()
        .isEqualTo(server.json().at("/devices/0/files/0/reports").asLong());
  }

  private Shell sends(List<String> more) throws Exception {
    byte[] content = new byte[200_000];
    new Random(7).nextBytes(content);
    Path file = Files.write(folder.resolve("a file.bin"), content);
    Path into = folder.resolve("not yet/device");
    CompletableFuture<Shell> device = device("--dir", into.toString(), "--open");

    Shell server = send(file, more, "--dest", "etc/fw", "--name", "image.bin");

    assertThat(server.exit()).as(server.err()).isZero();
    assertThat(server.json().at("/passed").asInt()).isEqualTo(1);
    assertThat(server.json().at("/devices/0/files/0/outcome").asString()).isEqualTo("PASS");
    assertThat(device.get().exit()).as(device.get().err()).isZero();
    assertThat(device.get().json().at("/files/0/status").asString()).isEqualTo("PASS");
    assertThat(into.resolve("etc/fw/image.bin")).hasBinaryContent(content);
    assertThat(device.get().err())
        .contains("a server connected", "file 1: complete", "the transfer is over")
        .doesNotContain("no effect");
    return server;
  }

  @Test
  void anImageThatWasReceivedIsBooted() throws Exception {
    Path image = folder.resolve("image.bin");
    Files.write(image, FirmwareSamples.image(Sample.V2).toArray());
    Path flash = folder.resolve("flash.bin");
    CompletableFuture<Shell> device = device("--flash", flash.toString(), "--open");

    Shell server = send(image, List.of("--plain"));

    assertThat(server.exit()).as(server.err()).isZero();
    assertThat(device.get().err()).contains("installed and started");
    Shell boot = Shell.run("boot", "run", "--flash", flash.toString(), "--json");
    assertThat(boot.json().at("/version").asString()).startsWith("2.0.0");
  }

  // MSU-040
  @Test
  void aDeviceRefusesAServerWithoutTheRightPassword() throws Exception {
    Path file = Files.write(folder.resolve("file.bin"), new byte[1000]);
    Path into = Files.createDirectory(folder.resolve("device"));
    Path right = Files.writeString(folder.resolve("right"), "right");
    Path wrong = Files.writeString(folder.resolve("wrong"), "wrong");
    Path commissioning = folder.resolve("device.msuw");
    commission(commissioning, right);
    CompletableFuture<Shell> device =
        device("--dir", into.toString(), "--unsigned", "--commissioning", commissioning.toString());

    Shell stranger = send(file, List.of("--user", "plant", "--password-file", wrong.toString()));
    assertThat(stranger.exit()).isEqualTo(1);
    assertThat(stranger.json().at("/devices/0/state").asString()).isEqualTo("refused");
    assertThat(stranger.json().at("/devices/0/refusalCode").asInt()).isEqualTo(3);

    Shell server = send(file, List.of("--user", "plant", "--password-file", right.toString()));
    assertThat(server.exit()).as(server.err()).isZero();
    assertThat(device.get().exit()).isZero();
    assertThat(device.get().err()).containsPattern("refused the server .*: user name or password");
  }

  @Test
  void theWaitForDevicesEndsNothingThatComesAfterIt() throws Exception {
    sends(List.of("--wait", "2", "--rate", "500k")); // the transfer takes longer than the wait
  }

  // MSU-X07, MSU-X38
  @Test
  void aSealedAndSignedFileArrivesWithoutItsFooter() throws Exception {
    byte[] content = new byte[50_000];
    new Random(8).nextBytes(content);
    Path file = Files.write(folder.resolve("conf.bin"), content);
    Path into = Files.createDirectory(folder.resolve("device"));
    String key = folder.resolve("key.pem").toString();
    String site = Files.writeString(folder.resolve("site"), "5a".repeat(32)).toString();
    Path password = Files.writeString(folder.resolve("password"), "right");
    Path commissioning = folder.resolve("device.msuw");
    Path signed = folder.resolve("conf.signed");
    commission(commissioning, password);
    Shell.run("image", "keygen", "--type", "ed25519", "--out", key);
    List<String> hardware = List.of("--hardware-id", "HW7A", "--product-id", "P100");
    List<String> sign = new ArrayList<>(List.of("msu", "sign", file.toString(), "--key", key));
    sign.addAll(hardware);
    sign.addAll(List.of("--file-version", "1.5.0", "--out", signed.toString()));
    assertThat(Shell.run(sign.toArray(String[]::new)).exit()).isZero();

    List<String> sealed = List.of("--site-key", site, "--server-key", key);
    List<String> device = new ArrayList<>(sealed);
    device.addAll(hardware);
    device.addAll(List.of("--dir", into.toString(), "--trust", key, "--installed", "1.0.0"));
    device.addAll(List.of("--commissioning", commissioning.toString()));
    CompletableFuture<Shell> running = device(device.toArray(String[]::new));
    List<String> login = List.of("--user", "plant", "--password-file", password.toString());

    Shell plain = send(signed, login, "--wait", "3");
    assertThat(plain.exit()).isEqualTo(1); // unsealed, it finds nobody
    Shell server = send(signed, login, join(sealed, "--name", "conf.bin"));

    assertThat(server.exit()).as(server.err()).isZero();
    assertThat(running.get().exit()).as(running.get().err()).isZero();
    assertThat(into.resolve("conf.bin")).hasBinaryContent(content);
  }

  private static String[] join(List<String> first, String... then) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(then));
    return all.toArray(String[]::new);
  }

  private static void commission(Path file, Path password) {
    Shell shell =
        Shell.run(
            "msu",
            "commission",
            file.toString(),
            "--level",
            "1",
            "--user",
            "plant",
            "--password-file",
            password.toString());
    assertThat(shell.exit()).as(shell.err()).isZero();
  }

  private CompletableFuture<Shell> device(String... options) {
    List<String> line = new ArrayList<>(List.of("msu", "receive", "--once", "--json"));
    line.addAll(network());
    line.addAll(List.of(options));
    return CompletableFuture.supplyAsync(() -> Shell.run(line.toArray(String[]::new)));
  }

  private Shell send(Path file, List<String> more, String... options) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of("msu", "send", file.toString(), "--json", "--expect", "1", "--group", GROUP));
    line.addAll(network());
    line.addAll(more);
    line.addAll(List.of(options));
    return Shell.run(line.toArray(String[]::new));
  }

  private List<String> network() {
    return List.of("--interface", on, "--discovery", DISCOVERY, "--ttl", "0");
  }
}
