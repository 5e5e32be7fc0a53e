package dev.fuota.hal.radio;

/**
 * Where and how a LoRa frame is sent. Coding rate 4/5, preamble 8, explicit header and the public
 * sync word are the same for all LoRaWAN data frames.
 *
 * @param frequencyHz carrier
 * @param spreadingFactor 5..12, or {@link #FSK}
 * @param bandwidthHz 125000, 250000 or 500000; 50000 (bit/s) for {@link #FSK}
 */
public record LoraChannel(int frequencyHz, int spreadingFactor, int bandwidthHz) {
  /** The spreading factor of frames that are not LoRa but GFSK with 50 kbit/s. */
  public static final int FSK = 0;

  // Written out: each device of a fleet asks this of each frame, and what a record has by itself is
  // slow until the compiler has thought long about it.
  @Override
  public boolean equals(Object other) {
    return other instanceof LoraChannel channel
        && frequencyHz == channel.frequencyHz
        && spreadingFactor == channel.spreadingFactor
        && bandwidthHz == channel.bandwidthHz;
  }

  @Override
  public int hashCode() {
    return (frequencyHz * 31 + spreadingFactor) * 31 + bandwidthHz;
  }

  public boolean isFsk() {
    return spreadingFactor == FSK;
  }

  /** Duration of a symbol; of a bit for {@link #FSK}. */
  public long symbolNanos() {
    return (1_000_000_000L << spreadingFactor) / bandwidthHz;
  }
}
