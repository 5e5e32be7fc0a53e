package dev.fuota.server.semtech;

import dev.fuota.gateway.port.GatewayId;
import java.time.Duration;
import java.util.Set;

/**
 * How gateways are served.
 *
 * @param allowed their EUIs; empty: all, up to {@code gatewaysMax}
 * @param gatewaysMax known at a time
 * @param silence after which a gateway that sends no PULL_DATA counts as gone
 * @param answer how long a TX_ACK is waited for
 */
public record SemtechSettings(
    Set<GatewayId> allowed, int gatewaysMax, Duration silence, Duration answer) {
  private static final int GATEWAYS_MAX = 1000;
  private static final Duration SILENCE = Duration.ofSeconds(90);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  public SemtechSettings {
    allowed = Set.copyOf(allowed);
  }

  /** Serves these gateways; all, if there are none. */
  public static SemtechSettings of(Set<GatewayId> allowed) {
    return new SemtechSettings(allowed, GATEWAYS_MAX, SILENCE, ANSWER);
  }
}
