package dev.fuota.server.network;

import dev.fuota.protocol.lorawan.SubBand;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the gateway's one transmitter is taken, and when each sub-band may be used again.
 *
 * <p>After a frame of time on air T in a sub-band of duty cycle d, the sub-band rests for T·(1/d -
 * 1): a strict pace, under which no span of time ever holds more than d of it (and one frame).
 * Places are taken up to two seconds ahead, for receive windows, so a new frame must neither break
 * into a place behind it nor make its sub-band rest over it.
 */
final class TransmitterPlan {

  /** Between two frames: a gateway counts microseconds only, and its radio has to be set anew. */
  private static final Duration SWITCHING = Duration.ofMillis(1);

  /** A place that is taken, to be given back with {@link #release}. */
  interface Taken {}

  /** One frame: it has the transmitter in [start, end), its sub-band rests up to rested. */
  private record Occupied(Optional<SubBand> band, Instant start, Instant end, Instant rested)
      implements Taken {
    static Occupied of(
        Optional<SubBand> band, Instant start, Duration timeOnAir, Duration silence) {
      Instant end = start.plus(timeOnAir);
      return new Occupied(band, start, end.plus(SWITCHING), end.plus(silence));
    }

    /** When {@code later}, which does not go together with this, could be instead; or null. */
    @Nullable Instant conflict(Occupied later) {
      if (band.isPresent()
          && overlap(start, rested, later.start, later.rested)
          && band.equals(later.band)) {
        return rested;
      }
      return overlap(start, end, later.start, later.end) ? end : null;
    }

    private static boolean overlap(
        Instant start, Instant end, Instant otherStart, Instant otherEnd) {
      return start.isBefore(otherEnd) && otherStart.isBefore(end);
    }
  }

  private final Region region;
  private final boolean dutyCycle;
  private final List<Occupied> places = new ArrayList<>();

  TransmitterPlan(Region region, boolean dutyCycle) {
    this.region = region;
    this.dutyCycle = dutyCycle;
  }

  /** Whether a frame can be on air from {@code start}. */
  boolean isFree(Instant start, Duration timeOnAir, int frequencyHz) {
    return earliest(start, timeOnAir, frequencyHz).equals(start);
  }

  /** The first instant, not before {@code from}, at which a frame can start. */
  Instant earliest(Instant from, Duration timeOnAir, int frequencyHz) {
    Optional<SubBand> band = band(frequencyHz);
    Duration silence = silence(band, timeOnAir);
    Instant start = from;
    Instant conflict = conflict(Occupied.of(band, start, timeOnAir, silence));
    while (conflict != null) { // each step leaves a place behind for good
      start = conflict;
      conflict = conflict(Occupied.of(band, start, timeOnAir, silence));
    }
    return start;
  }

  private Optional<SubBand> band(int frequencyHz) {
    return dutyCycle ? region.subBand(frequencyHz) : Optional.empty();
  }

  private static Duration silence(Optional<SubBand> band, Duration timeOnAir) {
    return band.map(it -> it.silenceAfter(timeOnAir)).orElse(Duration.ZERO);
  }

  /** When the first place that is in the way of {@code wanted} is over; null if none is. */
  private @Nullable Instant conflict(Occupied wanted) {
    for (Occupied place : places) { // asked by every device that waits, for every frame
      Instant over = place.conflict(wanted);
      if (over != null) {
        return over;
      }
    }
    return null;
  }

  /**
   * Takes the place of a frame.
   *
   * @param now places whose effect is over by now are forgotten
   * @throws IllegalStateException if it is not free: two frames would overlap
   */
  Taken take(Instant now, Instant start, Duration timeOnAir, int frequencyHz) {
    if (!isFree(start, timeOnAir, frequencyHz)) {
      throw new IllegalStateException("the transmitter is not free at " + start);
    }
    places.removeIf(place -> !place.rested().isAfter(now));
    Optional<SubBand> band = band(frequencyHz);
    Occupied taken = Occupied.of(band, start, timeOnAir, silence(band, timeOnAir));
    places.add(taken);
    return taken;
  }

  /** Nothing was sent there. */
  void release(Taken taken) {
    places.remove(taken);
  }
}
