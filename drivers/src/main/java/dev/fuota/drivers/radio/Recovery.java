package dev.fuota.drivers.radio;

import java.time.Duration;

/**
 * When a chip that failed is tried again, and what is told about it: the same sentence once,
 * however often it is tried.
 */
public final class Recovery {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** A chip that works for so long has recovered; the next failure is a new one. */
  private static final Duration STEADY = Duration.ofSeconds(60);

  private final RadioHealth health;
  private Duration next = FIRST;
  private String told = "";

  public Recovery(RadioHealth health) {
    this.health = health;
  }

  /** The chip failed. */
  public void failed(String sentence) {
    if (!sentence.equals(told)) {
      told = sentence;
      health.onTrouble(sentence);
    }
  }

  /** How long to wait before the next try: 1 s at first, twice as long each time, 60 s at most. */
  public Duration delay() {
    Duration now = next;
    next = now.multipliedBy(2).compareTo(LONGEST) < 0 ? now.multipliedBy(2) : LONGEST;
    return now;
  }

  /** The chip works. */
  public void ready(String chip) {
    told = "";
    health.onReady(chip);
  }

  /**
   * The chip failed after it had worked.
   *
   * @param worked for how long
   */
  public void worked(Duration worked) {
    if (worked.compareTo(STEADY) >= 0) {
      next = FIRST;
    }
  }
}
