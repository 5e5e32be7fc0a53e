package dev.fuota.drivers.rui3;

import dev.fuota.hal.time.Scheduler;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the module's clock after the network has set it. {@code AT+LTIME=?} has whole seconds only
 * ({@code 12h34m56s on 07/31/2026}, UTC with the 18 leap seconds of 2017), so it is read until the
 * second turns: the network's time is wanted to 0.1 s.
 */
final class ClockReader {
  private static final Pattern TIME =
      Pattern.compile("(\\d\\d)h(\\d\\d)m(\\d\\d)s on (\\d\\d)/(\\d\\d)/(\\d{4})");
  private static final Duration AGAIN = Duration.ofMillis(100);
  private static final int READS_MAX = 15;

  private final Console console;
  private final Scheduler scheduler;
  private final Consumer<Instant> found;

  /** Grows with each question: an older one ends then. */
  private int question;

  ClockReader(Console console, Scheduler scheduler, Consumer<Instant> found) {
    this.console = console;
    this.scheduler = scheduler;
    this.found = found;
  }

  void begin() {
    question++;
    read(question, Optional.empty(), 0);
  }

  void stop() {
    question++;
  }

  private void read(int mine, Optional<Instant> first, int reads) {
    if (mine == question) {
      console.read("LTIME", read -> onRead(mine, first, reads, parse(read.value())));
    }
  }

  private void onRead(int mine, Optional<Instant> first, int reads, Optional<Instant> now) {
    if (mine != question || now.isEmpty()) {
      return;
    }
    if (first.isPresent() && !first.equals(now)) {
      found.accept(now.get());
    } else if (reads < READS_MAX) {
      scheduler.after(AGAIN, () -> read(mine, now, reads + 1));
    } // else it stands still
  }

  static Optional<Instant> parse(String text) {
    Matcher matcher = TIME.matcher(text);
    try {
      return matcher.find() ? Optional.of(instant(matcher)) : Optional.empty();
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  private static Instant instant(Matcher time) {
    return LocalDateTime.of(
            number(time, 6),
            number(time, 4),
            number(time, 5),
            number(time, 1),
            number(time, 2),
            number(time, 3))
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
