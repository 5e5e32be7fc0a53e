package dev.fuota.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fuota.device.config.LogSettings;
import dev.fuota.device.config.LogSettings.Format;
import dev.fuota.device.config.LogSettings.Level;
import dev.fuota.device.install.CommandRunner.Outcome;
import dev.fuota.device.install.InstallOrder;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes. */
class ProcessRunnerTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final InstallOrder ORDER =
      new InstallOrder(
          new ImageVersion(1, 2, 3, 4),
          Bytes.of("the image".getBytes(StandardCharsets.US_ASCII)),
          Bytes.EMPTY);

  @TempDir private Path state;
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

  private ProcessRunner runner() {
    AgentLog log =
        new AgentLog(
            new PrintStream(logged, true, StandardCharsets.UTF_8),
            new LogSettings(Level.INFO, Format.JOURNAL),
            InstantSource.system(),
            Map.of());
    return new ProcessRunner(state, log, Runnable::run);
  }

  private Outcome shell(String script, Duration limit) throws InterruptedException {
    runner().run(List.of("/bin/sh", "-c", script), ORDER, limit, outcomes::add);
    Outcome outcome = outcomes.poll(20, TimeUnit.SECONDS);
    assertThat(outcome).isNotNull();
    return outcome;
  }

  private String log() {
    return logged.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aCommandHasVersionAndImageAndItsOutputIsLogged() throws InterruptedException {
    Outcome outcome = shell("echo $FUOTA_VERSION; cat $FUOTA_IMAGE; exit 7", LONG);
    assertThat(outcome).isEqualTo(new Outcome.Exited(7));
    assertThat(log()).contains("<6>hook: 1.2.3+4\n", "<6>hook: the image\n");
    assertThat(state).isEmptyDirectory();
  }

  @Test
  void theImageIsForTheOwnerAlone() throws InterruptedException {
    shell("stat -c %a $FUOTA_IMAGE", LONG);
    assertThat(log()).contains("hook: 600\n");
  }

  @Test
  void aCommandThatTakesTooLongIsKilledWithAllThatItStarted() throws InterruptedException {
    Outcome outcome = shell("sleep 300 & echo $!; sleep 300", Duration.ofMillis(500));
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).sentence()).contains("/bin/sh", "killed");
    long child = Long.parseLong(log().replaceAll("(?s).*hook: (\\d+)\n.*", "$1"));
    // A signal was sent; the system ends the process when it likes.
    await().until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void aCommandThatIsNotThereSaysSo() throws InterruptedException {
    runner().run(List.of("/nowhere/install"), ORDER, LONG, outcomes::add);
    Outcome outcome = outcomes.poll(20, TimeUnit.SECONDS);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).sentence()).contains("/nowhere/install", "hooks");
  }

  @Test
  void aFloodOfOutputHarmsNothing() throws InterruptedException {
    Outcome outcome = shell("head -c 3000000 /dev/zero | tr '\\0' x; yes | head -n 100000", LONG);
    assertThat(outcome).isEqualTo(new Outcome.Exited(0));
    assertThat(log().lines().count()).isBetween(900L, 1001L);
    assertThat(log().length()).isLessThan(30_000);
  }
}
