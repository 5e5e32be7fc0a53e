package dev.fuota.fleet.live;

import dev.fuota.fleet.scenario.Scenario.GatewaySpot;
import dev.fuota.gateway.port.GatewayId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The gateways of the parts of a fleet, all of which one network server sees: each part has those
 * of the scenario at their places, under other ids. The number of the part is added to the
 * scenario's id in its bits 27..8, without a carry beyond them: of the usual {@code
 * 0016c001f0000001} part 3 has {@code 0016c001f0000301}. Part 0 keeps the scenario's.
 */
final class PartGateways {
  /** The first bit of the part's number; below it the usual ids count gateways. */
  private static final int LOWEST = 8;

  /** More than a share's number may have. */
  private static final int BITS = 20;

  private static final long FIELD = ((1L << BITS) - 1) << LOWEST;

  private PartGateways() {}

  /**
   * Sees to it that no two gateways of different parts have one id.
   *
   * @throws IllegalArgumentException if two of them differ only where the number of the part goes
   */
  static void check(List<GatewaySpot> gateways) {
    Map<Long, GatewayId> seen = new HashMap<>();
    for (GatewaySpot gateway : gateways) {
      GatewayId other = seen.putIfAbsent(gateway.id().eui() & ~FIELD, gateway.id());
      if (other != null) {
        throw new IllegalArgumentException(
            "the gateways "
                + other
                + " and "
                + gateway.id()
                + " differ only in digits 10 to 14, where each part of a fleet puts its number;"
                + " give one of them another last or an earlier digit");
      }
    }
  }

  /** Those of one part. */
  static List<GatewaySpot> of(List<GatewaySpot> gateways, int part) {
    return gateways.stream().map(it -> new GatewaySpot(of(it.id(), part), it.where())).toList();
  }

  private static GatewayId of(GatewayId own, int part) {
    long number = own.eui() + ((long) part << LOWEST);
    return new GatewayId((own.eui() & ~FIELD) | (number & FIELD));
  }
}
