package dev.fuota.server.msu;

import java.time.Duration;

/**
 * How often something is sent, and how far apart.
 *
 * @param count 1 or more
 * @param gap from one to the next
 */
public record Tries(int count, Duration gap) {
  public Tries {
    if (count < 1 || gap.isNegative()) {
      throw new IllegalArgumentException(count + " tries, " + gap + " apart");
    }
  }

  static Tries of(int count, long gapMs) {
    return new Tries(count, Duration.ofMillis(gapMs));
  }
}
