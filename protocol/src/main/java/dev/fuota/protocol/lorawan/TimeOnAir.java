package dev.fuota.protocol.lorawan;

import java.time.Duration;

/**
 * How long a LoRa frame is on air, exactly. LoRaWAN data frames have an explicit header, coding
 * rate 4/5 and a preamble of 8 symbols (12 with SF5 and SF6).
 */
public final class TimeOnAir {
  private static final int CODED_SYMBOLS = 5; // four symbols' worth of bits in five: 4/5
  private static final int HEADER_SYMBOLS = 8;
  private static final long LOW_RATE_SYMBOL_NANOS = 16_000_000;

  private TimeOnAir() {}

  /**
   * The time on air of a frame.
   *
   * @param phyLength octets of the PHYPayload
   * @param crc whether the radio appends a CRC: uplinks do, downlinks do not
   */
  public static Duration of(DataRate dataRate, int phyLength, boolean crc) {
    return of(dataRate.spreadingFactor(), dataRate.bandwidthHz(), phyLength, crc);
  }

  /**
   * The time on air of a frame.
   *
   * @param spreadingFactor 5..12
   * @param bandwidthHz 125000, 250000 or 500000
   * @param phyLength octets of the PHYPayload
   * @param crc whether the radio appends a CRC: uplinks do, downlinks do not
   */
  public static Duration of(int spreadingFactor, int bandwidthHz, int phyLength, boolean crc) {
    long symbolNanos = 1_000_000_000L * (1 << spreadingFactor) / bandwidthHz;
    boolean lowDataRateOptimize = symbolNanos >= LOW_RATE_SYMBOL_NANOS;
    long quarterSymbols =
        preambleQuarters(spreadingFactor)
            + 4L * payloadSymbols(spreadingFactor, lowDataRateOptimize, phyLength, crc);
    return Duration.ofNanos(quarterSymbols * symbolNanos / 4);
  }

  /** Preamble, sync word and start of frame, in quarters of a symbol. */
  private static int preambleQuarters(int spreadingFactor) {
    return isShort(spreadingFactor) ? 4 * 12 + 25 : 4 * 8 + 17;
  }

  private static int payloadSymbols(
      int spreadingFactor, boolean lowDataRateOptimize, int phyLength, boolean crc) {
    int bits =
        8 * phyLength - 4 * spreadingFactor + (isShort(spreadingFactor) ? 20 : 28) + (crc ? 16 : 0);
    int bitsPerBlock = 4 * (spreadingFactor - (lowDataRateOptimize ? 2 : 0));
    int blocks = Math.max(0, Math.floorDiv(bits + bitsPerBlock - 1, bitsPerBlock));
    return HEADER_SYMBOLS + blocks * CODED_SYMBOLS;
  }

  /** SF5 and SF6 have a header of another form. */
  private static boolean isShort(int spreadingFactor) {
    return spreadingFactor < 7;
  }
}
