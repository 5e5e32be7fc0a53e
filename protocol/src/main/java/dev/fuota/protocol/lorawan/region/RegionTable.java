package dev.fuota.protocol.lorawan.region;

import dev.fuota.protocol.lorawan.SubBand;
import java.util.List;

/**
 * All that {@link Region} answers from.
 *
 * @param rates in the order of their indices
 * @param channels those that every device has, at their index
 * @param subBands with a limit on the duty cycle; none: the region has no such limits
 * @param defaultRate data rate index of uplinks until anybody says otherwise
 */
record RegionTable(
    String name,
    Channels channels,
    List<RateRow> rates,
    Downlinks downlinks,
    Rx2 rx2,
    JoinRates joinRates,
    int defaultRate,
    Power power,
    Dwell dwell,
    List<SubBand> subBands,
    BeaconPlan beacon) {

  /**
   * The uplink channels.
   *
   * @param fixed whether these are all that there can be
   */
  record Channels(boolean fixed, List<Channel> defaults) {}

  /** Frequencies that a network may choose: every {@code stepHz} from the first to the last. */
  record Downlinks(int firstHz, int lastHz, int stepHz) {
    boolean contains(long hz) {
      return firstHz <= hz && hz <= lastHz && (hz - firstHz) % stepHz == 0;
    }
  }

  record Rx2(int frequencyHz, int rate) {}

  /** The most that a device radiates, and the last of the steps of 2 dB below it. */
  record Power(int maxEirpDbm, int lastIndex) {}

  /** Whether there is a limit of 400 ms that the network can switch, and how it stands at first. */
  record Dwell(boolean exists, boolean uplinkByDefault) {}
}
