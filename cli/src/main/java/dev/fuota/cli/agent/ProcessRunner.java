package dev.fuota.cli.agent;

import dev.fuota.device.install.CommandRunner;
import dev.fuota.device.install.InstallOrder;
import dev.fuota.hal.file.OwnerOnly;
import dev.fuota.protocol.image.ImageVersion;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the owner's commands as processes, each on threads of its own. What they print is logged, as
 * far as it is no flood.
 */
final class ProcessRunner implements CommandRunner {
  private static final int LINE_MAX = 500;
  private static final int LINES_MAX = 1000;

  private final Path state;
  private final AgentLog log;
  private final Consumer<Runnable> device;
  private volatile @Nullable Process running;

  /** Counts what was given up; belongs to the device's thread. */
  private int turn;

  /**
   * Commands are run in the state directory.
   *
   * @param device takes answers to the device's thread
   */
  ProcessRunner(Path state, AgentLog log, Consumer<Runnable> device) {
    this.state = state;
    this.log = log;
    this.device = device;
  }

  @Override
  public void run(
      List<String> command, InstallOrder order, Duration limit, Consumer<Outcome> done) {
    int now = turn;
    Thread thread =
        new Thread(
            () -> {
              Outcome outcome = run(command, order, limit);
              device.accept(() -> answer(now, outcome, done));
            },
            "hook");
    thread.setDaemon(true);
    thread.start();
  }

  private void answer(int asked, Outcome outcome, Consumer<Outcome> done) {
    if (asked == turn) {
      done.accept(outcome);
    }
  }

  private Outcome run(List<String> command, InstallOrder order, Duration limit) {
    Path image = state.resolve("hook-image.bin").toAbsolutePath();
    try {
      Files.deleteIfExists(image);
      write(image, order);
      return run(command, order.version(), image, limit);
    } catch (IOException e) {
      return new Outcome.Failed(
          command.get(0) + " cannot be run (" + e.getMessage() + "); see hooks in the settings");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed(command.get(0) + " was given up");
    } finally {
      delete(image);
    }
  }

  private static void write(Path file, InstallOrder order) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OwnerOnly.attributes(file));
        OutputStream out = Channels.newOutputStream(channel)) {
      out.write(order.image().toArray());
    }
  }

  private static void delete(Path image) {
    try {
      Files.deleteIfExists(image);
    } catch (IOException left) {
      // the next command replaces it
    }
  }

  private Outcome run(List<String> command, ImageVersion version, Path image, Duration limit)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(state.toFile()).redirectErrorStream(true);
    builder.environment().put("FUOTA_VERSION", version.toString());
    builder.environment().put("FUOTA_IMAGE", image.toString());
    builder.environment().remove("NOTIFY_SOCKET"); // it is not this service
    Process process = builder.start();
    running = process;
    try {
      process.getOutputStream().close();
      Thread reader = reader(process);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        kill(process);
        return new Outcome.Failed(
            command.get(0) + " took longer than " + limit.toSeconds() + " s and was killed");
      }
      reader.join(TimeUnit.SECONDS.toMillis(1)); // what it started may hold the pipe for ever
      return new Outcome.Exited(process.exitValue());
    } finally {
      running = null;
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private Thread reader(Process process) {
    Thread reader = new Thread(() -> copy(process.getInputStream()), "hook output");
    reader.setDaemon(true);
    reader.start();
    return reader;
  }

  /** To its end, or the command would wait; the first lines to the log. */
  private void copy(InputStream from) {
    StringBuilder line = new StringBuilder();
    int lines = 0;
    try (InputStream in = new BufferedInputStream(from)) {
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        if (octet != '\n') {
          if (line.length() < LINE_MAX) {
            line.append((char) octet);
          }
        } else if (lines++ < LINES_MAX) {
          tell(line);
          line.setLength(0);
        }
      }
    } catch (IOException ended) {
      // it was killed
    }
    if (!line.isEmpty()) {
      tell(line);
    }
  }

  private void tell(StringBuilder octets) {
    byte[] line = octets.toString().getBytes(StandardCharsets.ISO_8859_1);
    log.info("hook", new String(line, StandardCharsets.UTF_8).strip());
  }

  @Override
  public void stop() {
    turn++;
    Process process = running;
    if (process != null) {
      kill(process);
    }
  }
}
