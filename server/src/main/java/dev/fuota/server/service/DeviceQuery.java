package dev.fuota.server.service;

import java.util.Optional;

/**
 * Which devices of a campaign are asked for.
 *
 * @param offset of the first that is wanted among those that match; 0 or more
 * @param limit 1..{@value #LIMIT_MAX}
 * @param stage only devices that are at this stage, by its stable name
 * @param status only devices whose status is this, PENDING, SENT, ANSWERED, REFUSED, TIMED_OUT, at
 *     {@code stage} or, without one, at their latest
 * @param text only devices whose EUI or name contains it, whatever the case
 */
public record DeviceQuery(
    int offset, int limit, Optional<String> stage, Optional<String> status, Optional<String> text) {
  /** The most devices that one answer holds. */
  public static final int LIMIT_MAX = 1000;

  /** The first devices of all. */
  public static DeviceQuery first(int limit) {
    return new DeviceQuery(0, limit, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
