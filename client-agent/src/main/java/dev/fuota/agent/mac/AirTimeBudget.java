package dev.fuota.agent.mac;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long join-requests may be on air in all: 36 s in the first hour, 36 s in the ten hours behind
 * it, then 8.7 s a day (LoRaWAN 1.0.4, section 7). A thousand devices that lost their network shall
 * not take its air from it.
 */
final class AirTimeBudget {
  private static final Duration FIRST_PERIOD = Duration.ofHours(1);
  private static final Duration SECOND_PERIOD = Duration.ofHours(10);
  private static final Duration LATER_PERIOD = Duration.ofHours(24);
  private static final Duration EARLY = Duration.ofSeconds(36);
  private static final Duration LATE = Duration.ofMillis(8700);

  private int period;
  private @Nullable Instant periodEnd;
  private Duration used = Duration.ZERO;

  /** The first instant, from {@code now} on, at which a request of {@code airTime} may begin. */
  Instant earliest(Instant now, Duration airTime) { // MAC-028
    moveTo(now);
    Duration limit = period < 2 ? EARLY : LATE;
    return periodEnd == null || used.plus(airTime).compareTo(limit) <= 0 ? now : periodEnd;
  }

  /** A request was sent. */
  void spend(Instant now, Duration airTime) {
    if (periodEnd == null) {
      periodEnd = now.plus(FIRST_PERIOD);
    }
    moveTo(now);
    used = used.plus(airTime);
  }

  private void moveTo(Instant now) {
    while (periodEnd != null && !now.isBefore(periodEnd)) {
      period++;
      periodEnd = periodEnd.plus(period == 1 ? SECOND_PERIOD : LATER_PERIOD);
      used = Duration.ZERO;
    }
  }
}
