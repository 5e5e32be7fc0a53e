package dev.fuota.agent.mac;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.lorawan.ReceiveWindow;
import java.time.Duration;

/**
 * When receive windows open, and for how long, with a clock that may be wrong by {@code clockError}
 * either way.
 *
 * <p>A receiver that counts symbols may open in the midst of a slow preamble. The port's receiver
 * is told when a preamble may begin: from the clock error before the nominal time, or from where
 * the counting receiver opens if that is earlier, until it would be too late for the counting one
 * to hear enough symbols.
 *
 * @param clockError zero or more
 */
record WindowTiming(Duration clockError) {
  private static final int MIN_SYMBOLS = 6;
  private static final long FSK_SYMBOL_NANOS = 20_000;
  private static final long MILLI_NANOS = 1_000_000;

  /** From the end of the transmission to the opening of the window. */
  Duration opening(Duration nominal, LoraChannel channel) {
    Duration opens = nominal.plusNanos(firstNanos(channel));
    return opens.isNegative() ? Duration.ZERO : opens;
  }

  /** How long the window is open. */
  Duration length(LoraChannel channel) {
    return Duration.ofNanos(lastNanos(channel) - firstNanos(channel));
  }

  private long firstNanos(LoraChannel channel) {
    return Math.min(-clockError.toNanos(), window(channel).offsetMillis() * MILLI_NANOS);
  }

  private long lastNanos(LoraChannel channel) {
    ReceiveWindow window = window(channel);
    long spare = (window.symbols() - MIN_SYMBOLS) * symbolNanos(channel);
    return Math.max(clockError.toNanos(), window.offsetMillis() * MILLI_NANOS + spare);
  }

  private ReceiveWindow window(LoraChannel channel) {
    return ReceiveWindow.of(
        Duration.ofNanos(symbolNanos(channel)), MIN_SYMBOLS, (int) clockError.toMillis(), 0);
  }

  private static long symbolNanos(LoraChannel channel) {
    return channel.isFsk()
        ? FSK_SYMBOL_NANOS
        : 1_000_000_000L * (1 << channel.spreadingFactor()) / channel.bandwidthHz();
  }
}
