package dev.fuota.server.network;

import dev.fuota.gateway.port.Timing;
import dev.fuota.protocol.lorawan.Eu868;
import dev.fuota.server.network.Reception.Copy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The two Class A windows that an uplink opens: RX1 1 s after its end on its own channel, RX2 2 s
 * after its end on the region's.
 */
record ReceiveWindows(Reception uplink) {
  /** Further gateways had a worse signal, and would have to be free when all these are not. */
  private static final int GATEWAYS_MAX = 3;

  Instant uplinkEnd() {
    return uplink.end();
  }

  /** Where a downlink can go, the best place first: RX1 of each gateway, then RX2 of each. */
  List<Place> places() {
    List<Place> places = new ArrayList<>();
    List<Copy> copies = uplink.copies().subList(0, Math.min(GATEWAYS_MAX, uplink.copies().size()));
    copies.forEach(copy -> places.add(rx1(copy)));
    copies.forEach(copy -> places.add(rx2(copy)));
    return places;
  }

  private Place rx1(Copy copy) {
    Duration delay = Eu868.RECEIVE_DELAY1;
    return new Place(
        Place.Kind.RX1,
        copy.gateway(),
        at(copy, delay),
        uplink.end().plus(delay),
        uplink.frequencyHz(),
        uplink.dataRate());
  }

  private Place rx2(Copy copy) {
    Duration delay = Eu868.RECEIVE_DELAY2;
    return new Place(
        Place.Kind.RX2,
        copy.gateway(),
        at(copy, delay),
        uplink.end().plus(delay),
        Eu868.RX2_FREQUENCY_HZ,
        Eu868.RX2_DATA_RATE);
  }

  private static Timing at(Copy copy, Duration delay) {
    return new Timing.AtCounter(copy.heard().counter() + (int) (delay.toNanos() / 1000));
  }
}
