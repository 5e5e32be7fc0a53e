package dev.fuota.protocol.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.KnownAnswers;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ReceiveWindowTest {

  static Stream<JsonNode> windows() {
    return KnownAnswers.group("mac-timing.json", "rx_window");
  }

  // MAC-044
  @ParameterizedTest
  @MethodSource("windows")
  void isThatOfTheReferenceStack(JsonNode entry) {
    JsonNode expect = entry.get("expect");
    assertThat(
            ReceiveWindow.of(
                Duration.ofNanos(entry.get("symbol_us").longValue() * 1000),
                entry.get("min_rx_symbols").intValue(),
                entry.get("rx_error_ms").intValue(),
                entry.get("wakeup_ms").intValue()))
        .isEqualTo(
            new ReceiveWindow(
                expect.get("window_timeout_symbols").intValue(),
                expect.get("window_offset_ms").intValue()));
  }

  @Test
  void anExactClockNeedsNoMoreThanTheReceiver() {
    assertThat(ReceiveWindow.of(Duration.ofNanos(1_024_000), 6, 0, 0))
        .isEqualTo(new ReceiveWindow(6, 2)); // 4 - 6 / 2 symbols, rounded up
  }
}
