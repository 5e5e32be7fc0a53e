package dev.fuota.gateway.concentrator;

import dev.fuota.protocol.lorawan.SubBand;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The share of time that a sub-band was, and is going to be, sent in: of any hour no more than its
 * limit (ETSI EN 300 220-1 observes one hour).
 */
final class DutyCycle { // GW-05
  private static final long HOUR = 3_600_000_000L;
  private static final int PER_MILLE = 1000;

  private final Map<SubBand, Use> sent = new HashMap<>();

  /** What one sub-band was used for. There is one transmitter: spans do not overlap. */
  private static final class Use {
    /** Ends by their starts. */
    private final TreeMap<Long, Long> spans = new TreeMap<>();

    private long total;

    /** The time used behind {@code from}; only what is before that is gone through. */
    long since(long from) {
      long before = 0;
      for (Map.Entry<Long, Long> old : spans.headMap(from).entrySet()) {
        before += Math.min(old.getValue(), from) - old.getKey();
      }
      return total - before;
    }

    void add(Span span) {
      spans.put(span.start(), span.end());
      total += span.length();
    }

    void forget(long until) {
      while (!spans.isEmpty() && spans.firstEntry().getValue() <= until) {
        Map.Entry<Long, Long> old = spans.pollFirstEntry();
        total -= old.getValue() - old.getKey();
      }
    }
  }

  /** Whether {@code span} still has room in the hour that ends with it. */
  boolean allows(SubBand band, Span span) {
    Use use = sent.get(band);
    // What is planned behind it counts too: its own hour would be full otherwise.
    long used = use == null ? 0 : use.since(span.end() - HOUR);
    return used + span.length() <= HOUR / PER_MILLE * band.dutyCyclePermille();
  }

  /** Counts {@code span}, and forgets what is more than an hour before {@code now}. */
  void add(SubBand band, Span span, long now) {
    Use use = sent.computeIfAbsent(band, any -> new Use());
    use.forget(now - HOUR);
    use.add(span);
  }
}
