package dev.fuota.server.network;

import dev.fuota.protocol.lorawan.Eu868;
import dev.fuota.protocol.lorawan.SubBand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When the gateway's one transmitter is taken, and when each sub-band may be used again.
 *
 * <p>After a frame of time on air T in a sub-band of duty cycle d, the sub-band rests for T·(1/d -
 * 1): a strict pace, under which no span of time ever holds more than d of it (and one frame).
 * Places are taken up to two seconds ahead, for receive windows, so a new frame must neither break
 * into a place behind it nor make its sub-band rest over it.
 */
final class TransmitterPlan {

  /** One frame: on air in [start, end), its sub-band at rest in [end, rested). */
  private record Place(SubBand band, Instant start, Instant end, Instant rested) {
    static Place of(Instant start, Duration timeOnAir, int frequencyHz) {
      SubBand band = bandOf(frequencyHz);
      Instant end = start.plus(timeOnAir);
      return new Place(band, start, end, end.plus(band.silenceAfter(timeOnAir)));
    }

    private static SubBand bandOf(int frequencyHz) {
      return Eu868.subBand(frequencyHz)
          .orElseThrow(() -> new IllegalArgumentException("no sub-band at " + frequencyHz + " Hz"));
    }

    /** When {@code later}, which does not go together with this, could be instead. */
    Optional<Instant> conflict(Place later) {
      if (band.equals(later.band) && overlap(start, rested, later.start, later.rested)) {
        return Optional.of(rested);
      }
      return overlap(start, end, later.start, later.end) ? Optional.of(end) : Optional.empty();
    }

    private static boolean overlap(
        Instant start, Instant end, Instant otherStart, Instant otherEnd) {
      return start.isBefore(otherEnd) && otherStart.isBefore(end);
    }
  }

  private final List<Place> places = new ArrayList<>();

  /** Whether a frame can be on air from {@code start}. */
  boolean isFree(Instant start, Duration timeOnAir, int frequencyHz) {
    return earliest(start, timeOnAir, frequencyHz).equals(start);
  }

  /** The first instant, not before {@code from}, at which a frame can start. */
  Instant earliest(Instant from, Duration timeOnAir, int frequencyHz) {
    Instant start = from;
    Optional<Instant> conflict = conflict(Place.of(start, timeOnAir, frequencyHz));
    while (conflict.isPresent()) { // each step leaves a place behind for good
      start = conflict.get();
      conflict = conflict(Place.of(start, timeOnAir, frequencyHz));
    }
    return start;
  }

  private Optional<Instant> conflict(Place wanted) {
    return places.stream().flatMap(place -> place.conflict(wanted).stream()).findFirst();
  }

  /**
   * Takes the place of a frame.
   *
   * @param now places whose effect is over by now are forgotten
   * @throws IllegalStateException if it is not free: two frames would overlap
   */
  void take(Instant now, Instant start, Duration timeOnAir, int frequencyHz) {
    if (!isFree(start, timeOnAir, frequencyHz)) {
      throw new IllegalStateException("the transmitter is not free at " + start);
    }
    places.removeIf(place -> !place.rested().isAfter(now));
    places.add(Place.of(start, timeOnAir, frequencyHz));
  }
}
