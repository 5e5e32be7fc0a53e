package dev.fuota.protocol.lorawan;

/**
 * A data rate of a region (RP002-1.0.4).
 *
 * @param index the number by which LoRaWAN and TS005 call it
 * @param spreadingFactor 5..12, or {@link #FSK}
 * @param bandwidthHz 125000, 250000 or 500000; 50000 (bit/s) for {@link #FSK}
 * @param maxPayload largest FRMPayload of a frame without FOpts, octets, without a repeater on the
 *     way and without a limit on the dwell time
 */
public record DataRate(int index, int spreadingFactor, int bandwidthHz, int maxPayload) {
  /** The spreading factor of a rate that is not LoRa but GFSK with 50 kbit/s. */
  public static final int FSK = 0;

  public boolean isFsk() {
    return spreadingFactor == FSK;
  }
}
