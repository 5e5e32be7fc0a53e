package dev.fuota.fleet.lorawan;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.TxStatus;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a gateway did.
 *
 * @param heard uplinks
 * @param sent frames
 * @param refusals frames that it was asked to send and did not take, by the reason
 */
public record GatewayFigures(GatewayId id, long heard, long sent, Map<TxStatus, Long> refusals) {
  public GatewayFigures {
    refusals = Collections.unmodifiableMap(new TreeMap<>(refusals));
  }

  /** All refusals together. */
  public long refused() {
    return refusals.values().stream().mapToLong(Long::longValue).sum();
  }
}
