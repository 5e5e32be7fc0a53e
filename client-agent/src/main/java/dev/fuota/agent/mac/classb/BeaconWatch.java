package dev.fuota.agent.mac.classb;

import dev.fuota.agent.mac.classb.Window.Kind;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.TxParameters;
import dev.fuota.protocol.lorawan.classb.Beacon;
import dev.fuota.protocol.lorawan.classb.BeaconLayout;
import dev.fuota.protocol.lorawan.classb.PingSlots;
import dev.fuota.protocol.lorawan.region.BeaconPlan;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** When and where a region's beacons come, and which of them count. */
final class BeaconWatch {
  /** Beacons start this much behind their second (LoRaWAN 1.0.4, section 15.1). */
  static final Duration START = Duration.ofNanos(1_500);

  private static final long PERIOD_SECONDS = PingSlots.BEACON_PERIOD.toSeconds();

  private final BeaconPlan plan;
  private final BeaconLayout layout;
  private final DataRate rate;
  private final Duration airTime;
  private int movedToHz;

  BeaconWatch(Region region) {
    this.plan = region.beacon();
    this.layout = BeaconLayout.of(plan);
    this.rate = region.dataRate(plan.rate()).orElseThrow();
    this.airTime =
        TimeOnAir.of(
            TxParameters.beacon(rate.spreadingFactor(), rate.bandwidthHz()), layout.length());
  }

  /** 0: as the region has it. */
  void frequency(int hz) {
    movedToHz = hz;
  }

  Duration airTime() {
    return airTime;
  }

  /** Until a beacon must have come by on the channel on which a device waits. */
  Duration blindSearch() {
    int channels = movedToHz == 0 ? plan.frequenciesHz().size() : 1;
    return PingSlots.BEACON_PERIOD.multipliedBy(channels).plus(airTime);
  }

  /** Whatever comes until then, on the first channel. */
  Window blind(Instant deviceNow, Instant until) {
    return new Window(
        Kind.BEACON,
        deviceNow,
        Duration.between(deviceNow, until),
        channel(0),
        Window.ANY_TIME,
        OptionalInt.empty());
  }

  /**
   * The next beacon whose window is not closed.
   *
   * @param last beacon that came, GPS seconds: its window is over, however wide it was
   */
  Window next(NetworkClock clock, Instant deviceNow, long last) {
    Duration from = clock.gpsAt(deviceNow).minus(clock.errorAt(deviceNow)).minus(START);
    long next = beaconAfter(from, last);
    boolean over = clock.isOver(Duration.ofSeconds(next).plus(START), deviceNow);
    return window(clock, over ? next + PERIOD_SECONDS : next).from(deviceNow);
  }

  /** The next beacon that is not over, with all the time that it may take. */
  Window nextWhole(NetworkClock clock, Instant deviceNow, long last) {
    Duration from = clock.gpsAt(deviceNow).minus(clock.errorAt(deviceNow)).minus(airTime);
    return window(clock, beaconAfter(from, last));
  }

  /** The first beacon later than both. */
  private static long beaconAfter(Duration gps, long last) {
    long after = Math.max(last, Math.max(gps.toSeconds(), -1));
    return (Math.floorDiv(after, PERIOD_SECONDS) + 1) * PERIOD_SECONDS;
  }

  private Window window(NetworkClock clock, long gpsSeconds) {
    return Window.around(
        clock,
        Duration.ofSeconds(gpsSeconds).plus(START),
        Kind.BEACON,
        channel(gpsSeconds),
        gpsSeconds,
        OptionalInt.empty());
  }

  private LoraChannel channel(long gpsSeconds) {
    int hz = movedToHz == 0 ? plan.frequencyHz(gpsSeconds) : movedToHz;
    return new LoraChannel(hz, rate.spreadingFactor(), rate.bandwidthHz());
  }

  /**
   * The time of a beacon, GPS seconds, if it is one that this window could hear. Octets that are
   * all zero have right CRCs, and were never a beacon.
   */
  Optional<Long> accept(Window window, Bytes phy) {
    return Beacon.decode(layout, phy)
        .value()
        .filter(heard -> window.kind() == Kind.BEACON)
        .filter(Beacon.Heard::timeValid)
        .map(heard -> heard.beacon().gpsSeconds())
        .filter(time -> time != 0 && time % PERIOD_SECONDS == 0)
        .filter(time -> window.gpsSeconds() == Window.ANY_TIME || time == window.gpsSeconds())
        .filter(time -> channel(time).equals(window.channel()));
  }
}
