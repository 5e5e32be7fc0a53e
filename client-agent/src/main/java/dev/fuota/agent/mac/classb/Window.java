package dev.fuota.agent.mac.classb;

import dev.fuota.hal.radio.LoraChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * When and where to listen.
 *
 * @param opens by the device's clock
 * @param length the preamble begins within this time
 * @param gpsSeconds of a beacon, the GPS second at which it should begin, or {@link #ANY_TIME}; of
 *     a ping slot, that of its beacon period
 * @param groupId of a ping slot of a multicast group
 */
public record Window(
    Kind kind,
    Instant opens,
    Duration length,
    LoraChannel channel,
    long gpsSeconds,
    OptionalInt groupId) {
  /** A device that does not know the time takes any beacon. */
  public static final long ANY_TIME = -1;

  /** What may come. */
  public enum Kind {
    BEACON,
    PING
  }

  /** By the device's clock. */
  public Instant closes() {
    return opens.plus(length);
  }

  /** A window around a time of the network, as wide as the clock may be wrong then. */
  static Window around(
      NetworkClock clock,
      Duration gps,
      Kind kind,
      LoraChannel channel,
      long gpsSeconds,
      OptionalInt groupId) {
    Instant nominal = clock.deviceAt(gps);
    Duration error = clock.errorAt(nominal);
    Instant opens = nominal.minus(error);
    return new Window(kind, opens, error.multipliedBy(2), channel, gpsSeconds, groupId);
  }

  /** What is left of the window then. */
  Window from(Instant now) {
    return now.isAfter(opens)
        ? new Window(kind, now, Duration.between(now, closes()), channel, gpsSeconds, groupId)
        : this;
  }
}
