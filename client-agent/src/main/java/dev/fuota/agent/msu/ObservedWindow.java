package dev.fuota.agent.msu;

import java.util.Arrays;

/**
 * The length of the server's complaint windows, as far as it can be seen: the smallest of the last
 * four, and never more than what is configured (MSU-X16). A client that believes in three seconds
 * loses most of its complaints to a server that waits one.
 */
final class ObservedWindow {
  /** Shorter times are not a window: a repair came just before the window closed. */
  private static final int SHORTEST_MS = 200;

  private final int configuredMs;
  private final long[] last = new long[4];
  private int next;

  ObservedWindow(int configuredMs) {
    this.configuredMs = configuredMs;
    Arrays.fill(last, configuredMs);
  }

  void observe(long ms) {
    if (ms > SHORTEST_MS) {
      last[next] = ms;
      next = (next + 1) % last.length;
    }
  }

  long ms() {
    long smallest = configuredMs;
    for (long seen : last) {
      smallest = Math.min(smallest, seen);
    }
    return smallest;
  }
}
