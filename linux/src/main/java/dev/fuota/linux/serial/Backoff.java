package dev.fuota.linux.serial;

import java.time.Duration;

/** How long to wait before a port is tried again: twice as long each time, up to a limit. */
final class Backoff {
  static final Duration FIRST = Duration.ofMillis(500);
  static final Duration LONGEST = Duration.ofSeconds(10);

  private Duration next = FIRST;

  Duration next() {
    Duration now = next;
    Duration twice = now.multipliedBy(2);
    next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    return now;
  }

  void reset() {
    next = FIRST;
  }
}
