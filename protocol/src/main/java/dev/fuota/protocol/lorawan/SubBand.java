package dev.fuota.protocol.lorawan;

import java.time.Duration;

/**
 * A range of frequencies with a limit on the share of time that one sender may use it.
 *
 * @param lowHz first frequency in it
 * @param highHz last frequency in it
 * @param dutyCyclePermille 1..1000
 */
public record SubBand(int lowHz, int highHz, int dutyCyclePermille) {

  private static final long PERMILLE = 1000;

  /** Whether a frequency is in the range. */
  public boolean contains(int frequencyHz) {
    return lowHz <= frequencyHz && frequencyHz <= highHz;
  }

  /** How long the sender is silent in this sub-band behind a transmission of {@code airTime}. */
  public Duration silenceAfter(Duration airTime) {
    long nanos = airTime.toNanos(); // Duration divides decimal numbers, which takes its time
    return Duration.ofNanos(Math.multiplyExact(nanos, PERMILLE) / dutyCyclePermille - nanos);
  }
}
