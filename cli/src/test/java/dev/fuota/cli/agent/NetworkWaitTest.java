package dev.fuota.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.device.config.LogSettings;
import dev.fuota.hal.net.EventLoop;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkWaitTest {
  private static final Duration SOON = Duration.ofMillis(1);

  private final EventLoop loop = new EventLoop(System::nanoTime, Instant.EPOCH);
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  @AfterEach
  void close() {
    loop.close();
  }

  private NetworkWait wait(Duration first) {
    AgentLog log =
        new AgentLog(
            new PrintStream(text, true, StandardCharsets.UTF_8),
            new LogSettings(LogSettings.Level.INFO, LogSettings.Format.TEXT),
            InstantSource.fixed(Instant.EPOCH),
            Map.of());
    return new NetworkWait(loop, log, first);
  }

  private static InputProblem unreachable() {
    return new InputProblem("NETWORK_UNREACHABLE", "udp://nowhere:1700 cannot be used (nowhere)");
  }

  @Test
  void triesUntilTheNetworkIsThere() {
    AtomicInteger tries = new AtomicInteger();

    assertThat(
            wait(SOON)
                .until(
                    () -> {
                      if (tries.incrementAndGet() < 4) {
                        throw unreachable();
                      }
                      return "there";
                    }))
        .contains("there");
    assertThat(tries).hasValue(4);
    assertThat(text.toString(StandardCharsets.UTF_8))
        .contains("udp://nowhere:1700 cannot be used", "it is tried again")
        .hasLineCount(3);
  }

  @Test
  void endsWhenItIsToldTo() {
    loop.stop(); // as a signal does while the name is looked up

    assertThat(
            wait(Duration.ofDays(1))
                .until(
                    () -> {
                      throw unreachable();
                    }))
        .isEmpty();
  }

  @Test
  void doesNotWaitForWhatDoesNotPass() {
    assertThatThrownBy(
            () ->
                wait(SOON)
                    .until(
                        () -> {
                          throw new InputProblem("CONFIG_BAD", "device: version");
                        }))
        .isInstanceOf(InputProblem.class)
        .hasMessage("device: version");
  }
}
