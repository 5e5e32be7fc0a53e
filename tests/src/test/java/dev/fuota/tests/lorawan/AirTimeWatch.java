package dev.fuota.tests.lorawan;

import static dev.fuota.tests.lorawan.Promise.require;

import dev.fuota.protocol.lorawan.SubBand;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * One transmitter, measured on the air: one frame at a time, and no more of an hour than allowed.
 */
final class AirTimeWatch {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Clocks are not all right: 20 ppm of 25 minutes, and roundings. */
  private static final Duration SLACK = Duration.ofMillis(50);

  private record Span(Instant start, Duration length) {
    Instant end() {
      return start.plus(length);
    }
  }

  private final Object who;
  private final Region region;
  private final boolean silences;
  private final Map<SubBand, Deque<Span>> sent = new HashMap<>();
  private Instant busyUntil = Instant.MIN;

  /**
   * A transmitter that was never on.
   *
   * @param silences whether it has to be silent behind each frame, as devices do; else what counts
   *     is its share of any hour
   */
  AirTimeWatch(Object who, Region region, boolean silences) {
    this.who = who;
    this.region = region;
    this.silences = silences;
  }

  /** It lost its memory, or broke off. */
  void forget() {
    sent.clear();
    busyUntil = Instant.MIN;
  }

  void sends(int frequencyHz, Instant start, Duration length) {
    require(!start.isBefore(busyUntil), "%s sends two frames at once", who);
    busyUntil = start.plus(length);
    region.subBand(frequencyHz).ifPresent(band -> counts(band, new Span(start, length)));
  }

  private void counts(SubBand band, Span span) {
    Deque<Span> spans = sent.computeIfAbsent(band, any -> new ArrayDeque<>());
    if (silences) {
      Span last = spans.pollLast();
      Instant free = last == null ? Instant.MIN : last.end().plus(band.silenceAfter(last.length()));
      require(
          !span.start().plus(SLACK).isBefore(free), "%s sends in %s before %s", who, band, free);
      spans.add(span);
      return;
    }
    spans.add(span);
    Instant begin = span.end().minus(HOUR);
    spans.removeIf(old -> !old.end().isAfter(begin));
    long used = spans.stream().mapToLong(it -> it.length().toMillis()).sum();
    long limit = HOUR.toMillis() * band.dutyCyclePermille() / 1000;
    // The oldest one may lie in the hour with its end only.
    long spare = spans.isEmpty() ? 0 : spans.getFirst().length().toMillis();
    require(used <= limit + spare, "%s sends %d ms of an hour in %s", who, used, band);
  }
}
