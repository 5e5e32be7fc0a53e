package dev.fuota.drivers.modem;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to try to join: soon at first, then ever less often, each time by lot, so that a fleet that
 * lost its network does not come back together. The half hour at the end keeps to the 36 s on air
 * that the first hour and the ten hours behind it have (RP002-1.0.4, join-request duty cycle), also
 * at SF12.
 */
final class JoinPace {
  private static final Duration SPREAD = Duration.ofSeconds(10);
  private static final Duration FIRST = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final RandomGenerator random;
  private Duration next = FIRST;

  JoinPace(RandomGenerator random) {
    this.random = random;
  }

  /** Before the first try of a session. */
  Duration first() {
    next = FIRST;
    return Duration.ofMillis(random.nextLong(SPREAD.toMillis()));
  }

  /** After a try that failed. */
  Duration afterFailure() {
    Duration now = next;
    next = min(now.multipliedBy(2), LONGEST);
    return now.plusMillis(random.nextLong(now.toMillis() / 2));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
