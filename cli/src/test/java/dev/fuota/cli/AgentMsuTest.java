package dev.fuota.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fuota.hal.net.GroupCheck;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The daemon as a process of its own, over real sockets, with datagrams that do not leave here. */
@Timeout(90)
class AgentMsuTest {
  private static final String DISCOVERY = "239.254.77.5:15981";
  private static final String GROUP = "239.254.77.6:15982";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private String on = "";
  private @Nullable Process agent;

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

  @AfterEach
  void endIt() {
    if (agent != null) {
      agent.destroyForcibly();
    }
  }

  @Test
  void receivesAnImageBootsItAndStillRunsItAfterARestart() throws Exception {
    Path image =
        Files.write(folder.resolve("image.bin"), FirmwareSamples.image(Sample.V2).toArray());
    start("");
    assertThat(status().at("/update/running").asString()).startsWith("1.");

    Shell server = send(image);

    assertThat(server.exit()).as(server.err()).isZero();
    awaitRunning("2.0.0");
    assertThat(Shell.run("agent", "status", "--socket", socket()).out())
        .contains("link          msu, listening: " + on, "running       2.0.0");
    assertThat(end()).isZero();
    assertThat(log()).contains("the image on trial is confirmed", "stopped");

    start("");
    assertThat(status().at("/update/running").asString()).startsWith("2.0.0");
    assertThat(end()).isZero();
  }

  @Test
  void putsFilesIntoADirectory() throws Exception {
    byte[] content = {1, 2, 3, 4, 5};
    Path file = Files.write(folder.resolve("lamp.bin"), content);
    start(", directory: received");

    Shell server = send(file);

    assertThat(server.exit()).as(server.err()).isZero();
    assertThat(folder.resolve("received/lamp.bin")).hasBinaryContent(content);
    await()
        .atMost(PATIENCE)
        .until(() -> status().at("/link/activity").asString().equals("listening"));
    assertThat(status().at("/update/results/0/status").asString()).isEqualTo("PASS");
    assertThat(end()).isZero();
  }

  private void start(String more) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("agent.yaml"),
            "apiVersion: fuota/v1\nflash: device.flash\nlink: {msu: {interface: "
                + on
                + ", discovery: '"
                + DISCOVERY
                + "', ttl: 0, open: true"
                + more
                + "}}\n");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    agent =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Fuota.class.getName(),
                "agent",
                "--config",
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(status().at("/link/activity").asString()).isEqualTo("listening"));
  }

  private void awaitRunning(String version) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode status = status();
              assertThat(status.at("/update/running").asString()).startsWith(version);
              assertThat(status.at("/link/activity").asString()).isEqualTo("listening");
              assertThat(log()).contains("confirmed");
            });
  }

  private int end() throws InterruptedException {
    Process running = Objects.requireNonNull(agent);
    running.destroy(); // SIGTERM
    assertThat(running.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return running.exitValue();
  }

  private Shell send(Path file) {
    return Shell.run(
        "msu",
        "send",
        file.toString(),
        "--json",
        "--expect",
        "1",
        "--group",
        GROUP,
        "--interface",
        on,
        "--discovery",
        DISCOVERY,
        "--ttl",
        "0");
  }

  private JsonNode status() {
    Shell shell = Shell.run("agent", "status", "--socket", socket(), "--json");
    assertThat(shell.exit()).as(shell.err()).isZero();
    return shell.json();
  }

  private String socket() {
    return folder.resolve("agent.sock").toString();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }
}
