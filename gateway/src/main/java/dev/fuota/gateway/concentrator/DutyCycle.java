package dev.fuota.gateway.concentrator;

import dev.fuota.protocol.lorawan.SubBand;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The share of time that a sub-band was, and is going to be, sent in: of any hour no more than its
 * limit (ETSI EN 300 220-1 observes one hour).
 */
final class DutyCycle { // GW-05
  private static final long HOUR = 3_600_000_000L;
  private static final int PER_MILLE = 1000;

  private final Map<SubBand, Deque<Span>> sent = new HashMap<>();

  /** Whether {@code span} still has room in the hour that ends with it. */
  boolean allows(SubBand band, Span span) {
    Deque<Span> spans = sent.getOrDefault(band, new ArrayDeque<>());
    long used = 0;
    for (Span other : spans) {
      // What is planned behind it counts too: its own hour would be full otherwise.
      used += Math.max(0, other.end() - Math.max(other.start(), span.end() - HOUR));
    }
    return used + span.length() <= HOUR / PER_MILLE * band.dutyCyclePermille();
  }

  /** Counts {@code span}, and forgets what is more than an hour before {@code now}. */
  void add(SubBand band, Span span, long now) {
    Deque<Span> spans = sent.computeIfAbsent(band, any -> new ArrayDeque<>());
    spans.removeIf(old -> old.end() <= now - HOUR);
    spans.add(span);
  }
}
