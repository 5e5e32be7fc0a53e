package dev.fuota.fleet.result;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a gateway did.
 *
 * @param cell whose air it is in
 * @param id its EUI
 * @param heard uplinks
 * @param sent frames, beacons too
 * @param airTime of what it sent
 * @param refusals frames that it was asked to send and did not take, by the reason
 */
public record GatewayLine(
    int cell,
    String id,
    long heard,
    long sent,
    Duration airTime,
    SortedMap<String, Long> refusals) {
  public GatewayLine {
    refusals = Collections.unmodifiableSortedMap(new TreeMap<>(refusals));
  }

  /** All refusals together. */
  public long refused() {
    return refusals.values().stream().mapToLong(Long::longValue).sum();
  }
}
