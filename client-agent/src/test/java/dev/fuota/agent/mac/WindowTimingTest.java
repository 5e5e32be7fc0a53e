package dev.fuota.agent.mac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.lorawan.ReceiveWindow;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTimingTest {
  private static final Duration NOMINAL = Duration.ofSeconds(5);

  // MAC-044
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 5, 10, 20, 33, 100, 1000})
  void coversTheErrorOfTheClockOnBothSides(long millis) {
    Duration error = Duration.ofMillis(millis);
    WindowTiming timing = new WindowTiming(error);
    for (int spreadingFactor : new int[] {LoraChannel.FSK, 7, 8, 9, 10, 11, 12}) {
      int bandwidth = spreadingFactor == LoraChannel.FSK ? 50_000 : 125_000;
      LoraChannel channel = new LoraChannel(869_525_000, spreadingFactor, bandwidth);

      Duration opening = timing.opening(NOMINAL, channel);

      assertThat(opening).as("SF %d", spreadingFactor).isLessThanOrEqualTo(NOMINAL.minus(error));
      assertThat(opening.plus(timing.length(channel)))
          .as("SF %d", spreadingFactor)
          .isGreaterThanOrEqualTo(NOMINAL.plus(error));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 8, 9, 10, 11, 12})
  void isOpenAsLongAsAReceiverThatCountsSymbolsHears(int spreadingFactor) {
    LoraChannel channel = new LoraChannel(869_525_000, spreadingFactor, 125_000);
    Duration symbol = Duration.ofNanos(channel.symbolNanos());
    ReceiveWindow counting = ReceiveWindow.of(symbol, 6, 0, 0);
    assertThat(counting).extracting(ReceiveWindow::symbols).isEqualTo(6); // none to spare
    WindowTiming exact = new WindowTiming(Duration.ZERO);

    assertThat(exact.opening(NOMINAL, channel).plus(exact.length(channel)))
        .isEqualTo(NOMINAL.plusMillis(counting.offsetMillis()));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 20})
  void neverOpensBeforeTheTransmissionHasEnded(long millis) {
    LoraChannel channel = new LoraChannel(869_525_000, 12, 125_000);

    assertThat(new WindowTiming(Duration.ofSeconds(2)).opening(Duration.ofMillis(millis), channel))
        .isEqualTo(Duration.ZERO);
  }
}
