package dev.fuota.protocol.lorawan;

/**
 * How LoRa sends a frame.
 *
 * @param spreadingFactor 5..12
 * @param bandwidthHz 125000, 250000 or 500000
 * @param codingRate 1..4, that is 4/5..4/8
 * @param preambleSymbols without sync word and start of frame
 * @param crc whether the radio appends a CRC
 * @param implicitHeader whether the radio leaves the header out
 */
public record TxParameters(
    int spreadingFactor,
    int bandwidthHz,
    int codingRate,
    int preambleSymbols,
    boolean crc,
    boolean implicitHeader) {
  private static final int PREAMBLE = 8;
  private static final int PREAMBLE_SF5_SF6 = 12;
  private static final int BEACON_PREAMBLE = 10;
  private static final long LOW_RATE_SYMBOL_NANOS = 16_000_000;

  /** A LoRaWAN uplink. */
  public static TxParameters uplink(int spreadingFactor, int bandwidthHz) {
    return frame(spreadingFactor, bandwidthHz, true);
  }

  /** A LoRaWAN downlink: no CRC, the MIC does its work. */
  public static TxParameters downlink(int spreadingFactor, int bandwidthHz) {
    return frame(spreadingFactor, bandwidthHz, false);
  }

  /** A beacon of class B. */
  public static TxParameters beacon(int spreadingFactor, int bandwidthHz) {
    return new TxParameters(spreadingFactor, bandwidthHz, 1, BEACON_PREAMBLE, false, true);
  }

  static TxParameters frame(int spreadingFactor, int bandwidthHz, boolean crc) {
    int preamble = spreadingFactor < 7 ? PREAMBLE_SF5_SF6 : PREAMBLE;
    return new TxParameters(spreadingFactor, bandwidthHz, 1, preamble, crc, false);
  }

  /** Nanoseconds of a symbol. */
  public long symbolNanos() {
    return 1_000_000_000L * (1 << spreadingFactor) / bandwidthHz;
  }

  /** Whether symbols are so long that they carry two bits less, against drifting clocks. */
  public boolean lowDataRateOptimize() {
    return symbolNanos() >= LOW_RATE_SYMBOL_NANOS;
  }

  /** SF5 and SF6 have a header and a start of frame of another form. */
  boolean isShort() {
    return spreadingFactor < 7;
  }
}
