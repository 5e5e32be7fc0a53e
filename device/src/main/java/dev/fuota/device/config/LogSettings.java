package dev.fuota.device.config;

/**
 * How a daemon logs.
 *
 * @param level what is less important is left out
 */
public record LogSettings(Level level, Format format) {
  /** Most important first, with their numbers in the journal. */
  public enum Level {
    ERROR(3),
    WARN(4),
    INFO(6),
    DEBUG(7);

    private final int priority;

    Level(int priority) {
      this.priority = priority;
    }

    /** As syslog counts: {@code <3>} at the beginning of a line for the journal. */
    public int priority() {
      return priority;
    }
  }

  /** How a line looks. */
  public enum Format {
    /** Text on a terminal, journal under systemd. */
    AUTO,
    TEXT,
    JOURNAL,
    JSON
  }
}
