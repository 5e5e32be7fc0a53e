package dev.fuota.gateway.port;

/**
 * How a frame is modulated.
 *
 * @param spreadingFactor 5..12, or {@link #FSK}
 * @param bandwidthHz 125000, 250000 or 500000; 50000 (bit/s) for {@link #FSK}
 */
public record Modulation(int spreadingFactor, int bandwidthHz) {
  /** The spreading factor of frames that are not LoRa but GFSK with 50 kbit/s. */
  public static final int FSK = 0;

  public boolean isFsk() {
    return spreadingFactor == FSK;
  }
}
