package dev.fuota.drivers.at;

import dev.fuota.drivers.modem.GroupSession;
import dev.fuota.protocol.lorawan.region.Region;

/**
 * Where a modem opens its second window, and listens in class C.
 *
 * @param dataRate index in the region's table
 */
public record Rx2(int frequencyHz, int dataRate) {
  /** Where devices of the region listen, if the network does not say otherwise. */
  public static Rx2 of(Region region) {
    return new Rx2(region.rx2FrequencyHz(), region.rx2Rate());
  }

  /** Where the session is. */
  public static Rx2 of(GroupSession session) {
    return new Rx2(session.frequencyHz(), session.dataRate());
  }
}
