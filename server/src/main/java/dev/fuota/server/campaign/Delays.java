package dev.fuota.server.campaign;

import java.time.Duration;

/** Times to wait, computed from a clock that somebody may set. */
final class Delays {
  private Delays() {}

  /** As computed, but not negative and not longer than it can be while the clock stands right. */
  static Duration within(Duration computed, Duration longest) {
    if (computed.isNegative()) {
      return Duration.ZERO;
    }
    return computed.compareTo(longest) > 0 ? longest : computed;
  }

  static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
