package dev.fuota.gateway.concentrator;

import dev.fuota.protocol.lorawan.SubBand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    /** In the order of their starts, which is nearly that in which they come. */
    private final List<Span> spans = new ArrayList<>();

    private long total;

    /** The time used behind {@code from}; only what is before that is gone through. */
    long since(long from) {
      long before = 0;
      for (int i = 0; i < spans.size() && spans.get(i).start() < from; i++) {
        before += Math.min(spans.get(i).end(), from) - spans.get(i).start();
      }
      return total - before;
    }

    void add(Span span) {
      int place = spans.size();
      while (place > 0 && spans.get(place - 1).start() > span.start()) {
        place--;
      }
      spans.add(place, span);
      total += span.length();
    }

    void forget(long until) {
      int old = 0;
      while (old < spans.size() && spans.get(old).end() <= until) {
        total -= spans.get(old++).length();
      }
      spans.subList(0, old).clear();
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
