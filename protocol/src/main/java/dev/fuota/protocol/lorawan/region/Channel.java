package dev.fuota.protocol.lorawan.region;

/**
 * An uplink channel and the data rates that may be used on it.
 *
 * @param frequencyHz carrier
 * @param minRate lowest data rate index
 * @param maxRate highest data rate index, not below {@code minRate}
 */
public record Channel(int frequencyHz, int minRate, int maxRate) {

  /** Whether a device may send with this data rate on the channel. */
  public boolean allows(int rate) {
    return minRate <= rate && rate <= maxRate;
  }
}
