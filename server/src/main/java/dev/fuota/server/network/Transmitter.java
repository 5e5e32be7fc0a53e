package dev.fuota.server.network;

import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.network.TransmitterPlan.Taken;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives frames to gateways at free places. A gateway that refuses one is not the end of it: the
 * next place is tried, with the same frame. A gateway that answers nothing has perhaps sent it, so
 * nothing is tried then, and nothing reported.
 */
final class Transmitter { // MAC-094

  /** What becomes of a frame. */
  interface Outcome {
    /** It was on air; called at its end. */
    default void onSent(Sent sent) {}

    /** Every gateway that could have sent it refused. */
    default void onRefused(TxStatus last) {}
  }

  static final Outcome NOBODY = new Outcome() {};

  private final InstantSource clock;
  private final Timers timers;
  private final Region region;
  private final Map<Place.Kind, Long> frames = new EnumMap<>(Place.Kind.class);
  private Duration timeOnAir = Duration.ZERO;
  private long refusals;

  Transmitter(Region region, InstantSource clock, Timers timers) {
    this.clock = clock;
    this.timers = timers;
    this.region = region;
  }

  /** Of all frames that gateways took, or said nothing about. */
  Duration timeOnAir() {
    return timeOnAir;
  }

  /** Frames given to gateways and not refused. */
  long frames(Place.Kind kind) {
    return frames.getOrDefault(kind, 0L);
  }

  long refusals() {
    return refusals;
  }

  /** Whether a frame can be sent there: connected, still ahead, transmitter and sub-band free. */
  boolean isFree(Place place, int phyLength) {
    return place.gateway().link().isPresent()
        && !place.start().isBefore(clock.instant())
        && region.isFrequency(place.frequencyHz())
        && place
            .gateway()
            .plan()
            .isFree(place.start(), place.timeOnAir(phyLength), place.frequencyHz());
  }

  /**
   * Sends a frame at the first of {@code places} that is free.
   *
   * @return false if none is
   */
  boolean send(Bytes phyPayload, List<Place> places, Outcome outcome) {
    return new Sending(phyPayload, places.iterator(), outcome).next(null);
  }

  /** One frame on its way through its places. */
  private final class Sending {
    private final Bytes phyPayload;
    private final Iterator<Place> places;
    private final Outcome outcome;

    Sending(Bytes phyPayload, Iterator<Place> places, Outcome outcome) {
      this.phyPayload = phyPayload;
      this.places = places;
      this.outcome = outcome;
    }

    boolean next(@Nullable TxStatus refusal) {
      while (places.hasNext()) {
        Place place = places.next();
        Optional<GatewayLink> link = place.gateway().link();
        if (link.isPresent() && isFree(place, phyPayload.length())) {
          give(link.get(), place);
          return true;
        }
      }
      if (refusal != null) {
        outcome.onRefused(refusal);
      }
      return false;
    }

    private void give(GatewayLink link, Place place) {
      Duration length = place.timeOnAir(phyPayload.length());
      Taken taken =
          place.gateway().plan().take(clock.instant(), place.start(), length, place.frequencyHz());
      count(place, length, 1);
      Transmission transmission =
          new Transmission(
              phyPayload,
              place.frequencyHz(),
              place.modulation(),
              region.gatewayEirpDbm(place.frequencyHz()),
              true,
              place.timing());
      link.send(transmission, new Answer(place, taken, length)::on);
    }

    /** Waits for what a gateway answers, and believes it once. */
    private final class Answer {
      private final Place place;
      private final Taken taken;
      private final Duration length;
      private boolean answered;

      Answer(Place place, Taken taken, Duration length) {
        this.place = place;
        this.taken = taken;
        this.length = length;
      }

      void on(TxStatus status) {
        if (answered) {
          return;
        }
        answered = true;
        if (status == TxStatus.OK) {
          Instant end = place.start().plus(length);
          Duration rest = Duration.between(clock.instant(), end);
          Sent sent = new Sent(place.start(), length, phyPayload.length());
          timers.after(rest.isNegative() ? Duration.ZERO : rest, () -> outcome.onSent(sent));
        } else {
          refusals++;
          count(place, length.negated(), -1);
          place.gateway().plan().release(taken);
          next(status);
        }
      }
    }
  }

  private void count(Place place, Duration length, long by) {
    timeOnAir = timeOnAir.plus(length);
    frames.merge(place.kind(), by, Long::sum);
  }
}
