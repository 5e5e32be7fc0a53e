package dev.fuota.server.campaign;

import java.util.Optional;

/**
 * What a campaign may do that ThingPark's does not; all of it is off unless it is asked for.
 *
 * @param adaptive {@code adaptive}: coded fragments go out in bursts, and the devices are asked for
 *     their status between them, until enough are complete
 * @param adaptiveBurst {@code adaptive_burst}: coded fragments of a burst at least; 1..1000
 * @param adaptiveRedundancyMax {@code adaptive_redundancy_max}: coded fragments at most, as a share
 *     of the uncoded ones; 0..10
 * @param repair {@code repair}: what a device misses after the multicast goes to it by unicast
 * @param repairMax {@code repair_max}: fragments at most for one device; 1..16383
 * @param canary {@code canary}: the devices that go first; the service's concern
 * @param deleteOnAbort {@code delete_on_abort}: whether an abort takes back what the devices were
 *     told, unless the one who aborts says otherwise
 */
public record Beyond(
    boolean adaptive,
    int adaptiveBurst,
    double adaptiveRedundancyMax,
    boolean repair,
    int repairMax,
    Optional<Canary> canary,
    boolean deleteOnAbort) {

  /** As in the seeds, and nothing else. */
  public static final Beyond NONE = new Beyond(false, 10, 1, false, 50, Optional.empty(), false);

  /**
   * The first devices of a campaign.
   *
   * @param amount a number of devices, or a share of them
   * @param isShare which of the two
   */
  public record Canary(double amount, boolean isShare) {

    /** How many of so many devices: at least one. */
    public int of(int devices) {
      double wanted = isShare ? Math.ceil(amount * devices) : amount;
      return (int) Math.max(1, Math.min(devices, wanted));
    }
  }

  Beyond withAdaptive(boolean on) {
    return new Beyond(
        on, adaptiveBurst, adaptiveRedundancyMax, repair, repairMax, canary, deleteOnAbort);
  }

  Beyond withAdaptiveBurst(int fragments) {
    return new Beyond(
        adaptive, fragments, adaptiveRedundancyMax, repair, repairMax, canary, deleteOnAbort);
  }

  Beyond withAdaptiveRedundancyMax(double share) {
    return new Beyond(adaptive, adaptiveBurst, share, repair, repairMax, canary, deleteOnAbort);
  }

  Beyond withRepair(boolean on) {
    return new Beyond(
        adaptive, adaptiveBurst, adaptiveRedundancyMax, on, repairMax, canary, deleteOnAbort);
  }

  Beyond withRepairMax(int fragments) {
    return new Beyond(
        adaptive, adaptiveBurst, adaptiveRedundancyMax, repair, fragments, canary, deleteOnAbort);
  }

  Beyond withCanary(Canary first) {
    return new Beyond(
        adaptive,
        adaptiveBurst,
        adaptiveRedundancyMax,
        repair,
        repairMax,
        Optional.of(first),
        deleteOnAbort);
  }

  Beyond withDeleteOnAbort(boolean on) {
    return new Beyond(
        adaptive, adaptiveBurst, adaptiveRedundancyMax, repair, repairMax, canary, on);
  }
}
