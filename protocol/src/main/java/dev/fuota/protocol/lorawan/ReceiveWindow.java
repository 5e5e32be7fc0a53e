package dev.fuota.protocol.lorawan;

import java.time.Duration;

/**
 * How a receiver with an inexact clock opens a receive window.
 *
 * @param symbols after which the receiver gives up if there is no preamble
 * @param offsetMillis from the nominal start of the window to the moment at which the receiver is
 *     told to open; mostly negative, that is before it
 */
public record ReceiveWindow(int symbols, int offsetMillis) {
  private static final int PREAMBLE_SYMBOLS = 8;
  private static final int MICROS = 1000;

  /**
   * The window that finds a preamble which begins up to {@code errorMillis} early or late.
   *
   * @param symbol of the data rate, whole microseconds
   * @param minSymbols that the receiver needs to find a preamble
   * @param errorMillis of the clocks, to either side
   * @param wakeupMillis from the command to the open receiver
   */
  public static ReceiveWindow of( // MAC-044
      Duration symbol, int minSymbols, int errorMillis, int wakeupMillis) {
    long micros = symbol.toNanos() / MICROS;
    long wanted = (2L * minSymbols - PREAMBLE_SYMBOLS) * micros + 2L * errorMillis * MICROS;
    long symbols = Math.max(ceilDiv(wanted, micros), minSymbols);
    long twiceOffset = PREAMBLE_SYMBOLS * micros - symbols * micros - 2L * wakeupMillis * MICROS;
    return new ReceiveWindow((int) symbols, (int) ceilDiv(twiceOffset, 2L * MICROS));
  }

  private static long ceilDiv(long dividend, long divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }
}
