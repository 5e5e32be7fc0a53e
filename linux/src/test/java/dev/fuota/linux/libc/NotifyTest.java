package dev.fuota.linux.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotifyTest {
  @TempDir Path folder;

  @Test
  void tellsASocketOfTheFileSystem() {
    String path = folder.resolve("notify").toString();
    try (UnixReceiver manager = new UnixReceiver(path)) {
      tellAll(Notify.of(Map.of("NOTIFY_SOCKET", path)), manager);
    }
  }

  @Test
  void tellsAnAbstractSocket() {
    String name = "@fuota-test-" + ProcessHandle.current().pid();
    try (UnixReceiver manager = new UnixReceiver(name)) {
      tellAll(Notify.of(Map.of("NOTIFY_SOCKET", name)), manager);
    }
  }

  private static void tellAll(Notify notify, UnixReceiver manager) {
    assertThat(notify.isListened()).isTrue();
    assertThat(notify.ready("up; waiting")).isTrue();
    assertThat(manager.next()).isEqualTo("READY=1\nSTATUS=up; waiting");
    assertThat(notify.status("joined\nREADY=1")).isTrue();
    assertThat(manager.next()).isEqualTo("STATUS=joined READY=1");
    assertThat(notify.alive()).isTrue();
    assertThat(manager.next()).isEqualTo("WATCHDOG=1");
    assertThat(notify.stopping()).isTrue();
    assertThat(manager.next()).isEqualTo("STOPPING=1");
  }

  @Test
  void tellsNobodyIfNobodyAsked() {
    Notify notify = Notify.of(Map.of());
    assertThat(notify.isListened()).isFalse();
    assertThat(notify.ready("up")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@", "/", "relative", "vsock:2:9999"})
  void takesNoOtherKindOfAddress(String address) {
    assertThat(Notify.of(Map.of("NOTIFY_SOCKET", address)).isListened()).isFalse();
  }

  @Test
  void takesNoAddressThatIsTooLong() {
    assertThat(Notify.of(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(108))).isListened()).isFalse();
  }

  @Test
  void goesOnWhenTheManagerIsGone() {
    Notify notify = Notify.of(Map.of("NOTIFY_SOCKET", folder.resolve("gone").toString()));
    assertThat(notify.alive()).isFalse();
  }

  @Test
  void knowsHowLongTheWatchdogWaits() {
    assertThat(watchdog(Map.of("WATCHDOG_USEC", "60000000"))).hasValue(Duration.ofSeconds(60));
    assertThat(watchdog(Map.of("WATCHDOG_USEC", "1500000", "WATCHDOG_PID", "42")))
        .hasValue(Duration.ofMillis(1500));
    assertThat(watchdog(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "43"))).isEmpty();
    assertThat(watchdog(Map.of("WATCHDOG_USEC", "soon"))).isEmpty();
    assertThat(watchdog(Map.of("WATCHDOG_USEC", "0"))).isEmpty();
    assertThat(watchdog(Map.of())).isEmpty();
  }

  private static java.util.Optional<Duration> watchdog(Map<String, String> environment) {
    return Notify.of(environment).watchdog(42);
  }
}
