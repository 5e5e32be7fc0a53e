package dev.fuota.server.service;

import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.StoredPart;
import java.util.Map;
import java.util.Optional;

/** Makes parts as the store holds them, each for the protocol of its network. */
final class PartFactory {
  private PartFactory() {}

  /**
   * A part.
   *
   * @param participants its devices, sorted, and what is kept of each
   * @param end present if it is over
   */
  static Part of(
      PartPlan plan,
      PartContext context,
      StoredPart stored,
      Map<DeviceId, String> participants,
      Optional<PartEnd> end) {
    return plan.isMsu()
        ? new MsuPart(plan, context, stored, participants, end)
        : new LorawanPart(plan, context, stored, participants, end);
  }
}
