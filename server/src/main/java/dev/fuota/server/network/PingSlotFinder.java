package dev.fuota.server.network;

import dev.fuota.gateway.port.Timing;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.classb.PingSlots;
import dev.fuota.protocol.lorawan.region.BeaconPlan;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Finds the ping slots (class B) in which gateways can send. */
final class PingSlotFinder { // MAC-097
  /** Slots that are looked at: a busy network tries again later. */
  private static final int SLOTS_MAX = 128;

  private final NetworkSettings settings;
  private final BeaconPlan beacon;
  private final InstantSource clock;
  private final Transmitter transmitter;

  PingSlotFinder(NetworkSettings settings, InstantSource clock, Transmitter transmitter) {
    this.settings = settings;
    this.beacon = settings.region().beacon();
    this.clock = clock;
    this.transmitter = transmitter;
  }

  /** The data rate of ping slots. */
  DataRate rate() {
    return settings.region().dataRate(beacon.pingRate()).orElseThrow();
  }

  /** The places of a unicast frame, on the region's channel and with its data rate. */
  List<Place> places(
      List<KnownGateway> gateways, DevAddr address, int periodicity, Instant after, int length) {
    return places(gateways, address, periodicity, after, length, 0, rate(), false);
  }

  /**
   * The first slot behind {@code after}, and far enough ahead, in which one of {@code gateways} can
   * send, or all of them.
   *
   * @param frequencyHz 0 for the region's
   * @param all whether one is not enough
   * @return the same slot for each gateway that is free in it
   */
  List<Place> places(
      List<KnownGateway> gateways,
      DevAddr address,
      int periodicity,
      Instant after,
      int length,
      int frequencyHz,
      DataRate rate,
      boolean all) {
    Instant now = clock.instant();
    Instant earliest = now.plus(settings.lead());
    long slot = GpsTime.sinceEpoch(earliest.isAfter(after) ? earliest : after).toMillis();
    for (int i = 0; i < SLOTS_MAX && !gateways.isEmpty(); i++) {
      slot = PingSlots.nextSlotGpsMillis(slot, address, periodicity);
      Slot candidate =
          new Slot(
              slot,
              GpsTime.instant(Duration.ofMillis(slot)),
              frequencyHz(frequencyHz, address, slot),
              rate);
      List<Place> free =
          gateways.stream()
              .map(candidate::of)
              .filter(place -> endsBeforeBeacon(place, candidate.gpsMillis(), length))
              .filter(place -> transmitter.isFree(place, length))
              .toList();
      if (all ? free.size() == gateways.size() : !free.isEmpty()) {
        return free;
      }
    }
    return List.of();
  }

  private int frequencyHz(int wanted, DevAddr address, long slot) {
    return wanted != 0
        ? wanted
        : beacon.pingFrequencyHz(address.value(), PingSlots.beaconBefore(slot));
  }

  private record Slot(long gpsMillis, Instant start, int frequencyHz, DataRate rate) {
    Place of(KnownGateway gateway) {
      Timing timing = new Timing.AtGps(gpsMillis);
      return new Place(Place.Kind.PING_SLOT, gateway, timing, start, frequencyHz, rate);
    }
  }

  /** A frame that would run into the time before the next beacon is not begun. */
  private static boolean endsBeforeBeacon(Place place, long gpsMillis, int length) {
    long next = 1000 * PingSlots.beaconBefore(gpsMillis) + PingSlots.BEACON_PERIOD.toMillis();
    long end = gpsMillis + place.timeOnAir(length).plusNanos(999_999).toMillis();
    return end <= next - PingSlots.BEACON_GUARD.toMillis();
  }
}
