package dev.fuota.protocol.lorawan;

import java.time.Duration;

/** How long a frame is on air, exactly (Semtech, SX126x data sheet, "LoRa time-on-air"). */
public final class TimeOnAir { // MAC-088
  private static final int FSK_BITS_PER_SECOND = 50_000;
  private static final int FSK_OVERHEAD = 5 + 3 + 1 + 2; // preamble, sync word, length, CRC
  private static final int HEADER_SYMBOLS = 8;
  private static final int START_QUARTERS = 17; // sync word and start of frame: 4.25 symbols
  private static final int START_QUARTERS_SHORT = 25;

  private TimeOnAir() {}

  /**
   * The time on air of a LoRaWAN frame.
   *
   * @param phyLength octets of the PHYPayload
   * @param crc whether the radio appends a CRC: uplinks do, downlinks do not; FSK always does
   */
  public static Duration of(DataRate dataRate, int phyLength, boolean crc) {
    return dataRate.isFsk()
        ? ofFsk(phyLength)
        : of(dataRate.spreadingFactor(), dataRate.bandwidthHz(), phyLength, crc);
  }

  /**
   * The time on air of a LoRaWAN frame.
   *
   * @param spreadingFactor 5..12
   * @param bandwidthHz 125000, 250000 or 500000
   * @param phyLength octets of the PHYPayload
   * @param crc whether the radio appends a CRC: uplinks do, downlinks do not
   */
  public static Duration of(int spreadingFactor, int bandwidthHz, int phyLength, boolean crc) {
    return of(TxParameters.frame(spreadingFactor, bandwidthHz, crc), phyLength);
  }

  /**
   * The time on air of what is sent so.
   *
   * @param phyLength octets of the PHYPayload
   */
  public static Duration of(TxParameters sent, int phyLength) {
    return Duration.ofNanos(quarterSymbols(sent, phyLength) * sent.symbolNanos() / 4);
  }

  /**
   * The time on air of a frame in FSK with 50 kbit/s.
   *
   * @param phyLength octets of the PHYPayload
   */
  public static Duration ofFsk(int phyLength) {
    return Duration.ofNanos(
        1_000_000_000L / FSK_BITS_PER_SECOND * Byte.SIZE * (FSK_OVERHEAD + phyLength));
  }

  /** All symbols of a frame, with preamble, sync word and start of frame, in quarters. */
  public static long quarterSymbols(TxParameters sent, int phyLength) {
    int start = sent.isShort() ? START_QUARTERS_SHORT : START_QUARTERS;
    return 4L * sent.preambleSymbols() + start + 4L * payloadSymbols(sent, phyLength);
  }

  /** The symbols of header, payload and CRC. */
  public static int payloadSymbols(TxParameters sent, int phyLength) {
    int bits =
        8 * phyLength
            - 4 * sent.spreadingFactor()
            + (sent.isShort() ? 20 : 28)
            + (sent.crc() ? 16 : 0)
            - (sent.implicitHeader() ? 20 : 0);
    int bitsPerBlock = 4 * (sent.spreadingFactor() - (sent.lowDataRateOptimize() ? 2 : 0));
    int blocks = Math.max(0, Math.floorDiv(bits + bitsPerBlock - 1, bitsPerBlock));
    return HEADER_SYMBOLS + blocks * (sent.codingRate() + 4);
  }
}
