package dev.fuota.boot.torture;

/**
 * A run in which a rule was broken.
 *
 * @param key replays it
 * @param shortest replays the same breach with as little as was found to do
 * @param detail one line
 */
public record Failure(Violation violation, String detail, Key key, Key shortest) {
  @Override
  public String toString() {
    return shortest + ": " + violation.words() + (detail.isEmpty() ? "" : " (" + detail + ")");
  }
}
