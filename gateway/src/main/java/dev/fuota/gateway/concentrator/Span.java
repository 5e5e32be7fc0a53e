package dev.fuota.gateway.concentrator;

/**
 * A stretch of time on the concentrator's clock.
 *
 * @param start first microsecond
 * @param end first microsecond behind it
 */
record Span(long start, long end) {
  long length() {
    return end - start;
  }

  boolean overlaps(Span other) {
    return start < other.end && other.start < end;
  }

  /** The same length from {@code newStart} on. */
  Span movedTo(long newStart) {
    return new Span(newStart, newStart + length());
  }
}
