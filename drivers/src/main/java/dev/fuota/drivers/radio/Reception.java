package dev.fuota.drivers.radio;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.TxParameters;
import java.time.Duration;
import java.util.Optional;

/**
 * What a chip is set up to receive.
 *
 * @param beaconLength octets of the beacon; 0: downlinks
 * @param window in which a preamble has to begin; empty: reception until another operation
 */
public record Reception(LoraChannel channel, int beaconLength, Optional<Duration> window) {
  private static final int PHY_MAX = 255;

  /** Of a preamble that begins in the last moment; a chip needs five or six to be sure. */
  private static final int PREAMBLE_SYMBOLS = 8;

  /** From the beginning of a frame until its header has been checked: 8 + 4.25 + 8, and spare. */
  private static final int HEADER_SYMBOLS = 24;

  static Reception window(LoraChannel channel, int beaconLength, Duration window) {
    return new Reception(channel, beaconLength, Optional.of(window));
  }

  static Reception continuous(LoraChannel channel) {
    return new Reception(channel, 0, Optional.empty());
  }

  public boolean isBeacon() {
    return beaconLength > 0;
  }

  public boolean isContinuous() {
    return window.isEmpty();
  }

  /** Whether it hears the same as another, however long. */
  public boolean hears(Reception other) {
    return channel.equals(other.channel) && beaconLength == other.beaconLength;
  }

  /** How long the window is; zero for continuous reception. */
  public Duration length() {
    return window.orElse(Duration.ZERO);
  }

  /** How many symbols the chip has to wait for a preamble that begins at the end of the window. */
  public long symbols() {
    long symbol = channel.symbolNanos();
    return (length().toNanos() + symbol - 1) / symbol + PREAMBLE_SYMBOLS;
  }

  /** From the beginning of a frame until the chip knows for sure that it is one. */
  public Duration untilHeader() {
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
  public TxParameters form() {
    return isBeacon()
        ? TxParameters.beacon(channel.spreadingFactor(), channel.bandwidthHz())
        : TxParameters.downlink(channel.spreadingFactor(), channel.bandwidthHz());
  }
}
