package dev.fuota.server.network;

import dev.fuota.gateway.port.Timing;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.network.Reception.Hearer;
import dev.fuota.server.port.StoredSession.Radio;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two windows that an uplink opens: RX1 some seconds after its end on a channel that follows
 * from its own, RX2 a second later on the region's.
 *
 * @param delay from the end of the uplink to RX1
 * @param rx1Rate empty if the uplink was no proper one: then there is only RX2
 */
record ReceiveWindows(
    Regional regional,
    Reception uplink,
    Duration delay,
    Optional<DataRate> rx1Rate,
    DataRate rx2Rate) {
  /** Further gateways had a worse signal, and would have to be free when all these are not. */
  private static final int GATEWAYS_MAX = 3;

  /** The windows of a data frame. */
  static ReceiveWindows of(Regional regional, Reception uplink, Radio radio) {
    Duration delay = Duration.ofSeconds(radio.rxDelaySeconds());
    return of(regional, uplink, delay, radio.rx1DrOffset(), radio.rx2Rate());
  }

  /** The windows of a join-request. */
  static ReceiveWindows ofJoin(Regional regional, Reception uplink) {
    int rx2Rate = regional.region().rx2Rate();
    return of(regional, uplink, Region.JOIN_ACCEPT_DELAY1, 0, rx2Rate);
  }

  private static ReceiveWindows of(
      Regional regional, Reception uplink, Duration delay, int offset, int rx2Rate) {
    Optional<DataRate> rx1Rate =
        regional.hasRx1(uplink) ? regional.rx1Rate(uplink, offset) : Optional.empty();
    DataRate rate = regional.region().dataRate(rx2Rate).orElseThrow();
    return new ReceiveWindows(regional, uplink, delay, rx1Rate, rate);
  }

  /** When the second one begins. */
  Instant rx2Start() {
    return uplink.end().plus(delay).plus(Region.RX1_TO_RX2);
  }

  /** Octets of FRMPayload that fit both. */
  int maxPayload() {
    int rx2 = rx2Rate.maxPayload();
    return rx1Rate.map(rate -> Math.min(rate.maxPayload(), rx2)).orElse(rx2);
  }

  /** Where a downlink can go, the best place first: RX1 of each gateway, then RX2 of each. */
  List<Place> places() {
    List<Place> places = new ArrayList<>();
    List<Hearer> best = uplink.hearers().stream().limit(GATEWAYS_MAX).toList();
    if (rx1Rate.isPresent()) {
      int frequencyHz = regional.rx1FrequencyHz(uplink);
      for (Hearer hearer : best) {
        places.add(place(Place.Kind.RX1, hearer, delay, frequencyHz, rx1Rate.get()));
      }
    }
    int frequencyHz = regional.region().rx2FrequencyHz();
    for (Hearer hearer : best) {
      Duration later = delay.plus(Region.RX1_TO_RX2);
      places.add(place(Place.Kind.RX2, hearer, later, frequencyHz, rx2Rate));
    }
    return places;
  }

  private Place place(
      Place.Kind kind, Hearer hearer, Duration later, int frequencyHz, DataRate rate) {
    Timing timing = new Timing.AtCounter(hearer.counter() + (int) (later.toNanos() / 1000));
    return new Place(kind, hearer.gateway(), timing, uplink.end().plus(later), frequencyHz, rate);
  }
}
