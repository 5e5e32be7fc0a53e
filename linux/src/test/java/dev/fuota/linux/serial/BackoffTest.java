package dev.fuota.linux.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void waitsTwiceAsLongEachTimeButNoLongerThanTenSeconds() {
    Backoff backoff = new Backoff();
    assertThat(Stream.generate(backoff::next).limit(7).map(Duration::toMillis))
        .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L);
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(500));
  }
}
