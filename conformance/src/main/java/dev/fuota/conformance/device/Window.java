package dev.fuota.conformance.device;

import java.time.Instant;
import java.util.Optional;

/**
 * How long, and how, the link listened for a multicast group.
 *
 * @param frequencyHz 0 for the region's default, in class B only
 * @param periodicity of the ping slots; empty in class C
 * @param closed empty while it is open
 */
public record Window(
    int groupId,
    int frequencyHz,
    int dataRate,
    Optional<Integer> periodicity,
    Instant opened,
    Optional<Instant> closed) {

  Window closedAt(Instant at) {
    return new Window(groupId, frequencyHz, dataRate, periodicity, opened, Optional.of(at));
  }

  public boolean isOpen() {
    return closed.isEmpty();
  }
}
