package dev.fuota.drivers.sx126x;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.TxParameters;
import java.time.Duration;

/**
 * What the chip is set up to receive.
 *
 * @param beaconLength octets of the beacon; 0: downlinks
 * @param symbols without a preamble that end it; 0: it ends by a time in SetRx, or never
 */
record Reception(LoraChannel channel, int beaconLength, int symbols) {
  /** SetRx, for reception until another command. */
  static final int CONTINUOUS = 0xFFFFFF;

  /** SetRx, for reception that the count of symbols ends. */
  static final int NO_TIME_LIMIT = 0;

  private static final int TIME_MAX = 0xFFFFFE;
  private static final int PHY_MAX = 255;

  /** Of a preamble that begins in the last moment; the chip needs five or six to be sure. */
  private static final int PREAMBLE_SYMBOLS = 8;

  /** From the beginning of a frame until its header has been checked: 8 + 4.25 + 8, and spare. */
  private static final int HEADER_SYMBOLS = 24;

  /** A reception that a window of this length ends. */
  static Reception window(LoraChannel channel, int beaconLength, Duration window) {
    long wanted = symbols(channel, window) + PREAMBLE_SYMBOLS;
    boolean countable = !channel.isFsk() && wanted <= SymbolTimeout.MAX;
    return new Reception(channel, beaconLength, countable ? (int) wanted : 0);
  }

  static Reception continuous(LoraChannel channel) {
    return new Reception(channel, 0, 0);
  }

  private static long symbols(LoraChannel channel, Duration window) {
    long symbol = channel.symbolNanos();
    return (window.toNanos() + symbol - 1) / symbol;
  }

  boolean isBeacon() {
    return beaconLength > 0;
  }

  /** The argument of SetRx for this window, in 1/64 ms. */
  int timeLimit(Duration window) {
    return symbols > 0 ? NO_TIME_LIMIT : ticks(window.plus(untilHeader()), TIME_MAX);
  }

  /** A time as the chip takes it, in 1/64 ms, rounded up. */
  static int ticks(Duration time, int most) {
    return (int) Math.min(most, (time.toNanos() * 64 + 999_999) / 1_000_000);
  }

  /** When the chip itself ends the reception of nothing, from its beginning. */
  Duration limit(Duration window) {
    return symbols > 0
        ? Duration.ofNanos(SymbolTimeout.of(symbols).symbols() * channel.symbolNanos())
        : window.plus(untilHeader());
  }

  /** From the beginning of a frame until the chip knows for sure that it is one. */
  Duration untilHeader() {
    return channel.isFsk()
        ? TimeOnAir.ofFsk(0)
        : Duration.ofNanos(HEADER_SYMBOLS * channel.symbolNanos());
  }

  /** How long the longest frame is on air. */
  Duration longestFrame() {
    if (channel.isFsk()) {
      return TimeOnAir.ofFsk(PHY_MAX);
    }
    return isBeacon() ? TimeOnAir.of(form(), beaconLength) : TimeOnAir.of(form(), PHY_MAX);
  }

  /** How the frames are sent. */
  TxParameters form() {
    return isBeacon()
        ? TxParameters.beacon(channel.spreadingFactor(), channel.bandwidthHz())
        : TxParameters.downlink(channel.spreadingFactor(), channel.bandwidthHz());
  }
}
