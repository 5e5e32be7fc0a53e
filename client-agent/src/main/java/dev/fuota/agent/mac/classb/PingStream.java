package dev.fuota.agent.mac.classb;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.classb.PingSlots;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.Comparator;
import java.util.OptionalInt;

/** The ping slots of the device itself, or of a multicast group. */
final class PingStream {
  /**
   * Who has a slot that several want (LoRaWAN 1.0.4, section 14.2): whose last frame announced
   * another one, then multicast, then the higher address.
   */
  static final Comparator<PingStream> PRIORITY =
      Comparator.comparing((PingStream it) -> it.pending)
          .thenComparing(it -> it.groupId.isPresent())
          .thenComparing((a, b) -> Integer.compareUnsigned(a.address.value(), b.address.value()));

  private final Region region;
  private final DevAddr address;
  private final OptionalInt groupId;
  private final int periodicity;
  private final Duration begins;
  private final int frequencyHz;
  private final DataRate rate;
  private boolean pending;

  PingStream(
      Region region,
      DevAddr address,
      OptionalInt groupId,
      int periodicity,
      PingChannel channel,
      Duration begins) {
    this.region = region;
    this.address = address;
    this.groupId = groupId;
    this.periodicity = periodicity;
    this.begins = begins;
    this.frequencyHz = channel.frequencyHz();
    this.rate =
        region
            .dataRate(channel.rate())
            .orElseThrow(() -> new IllegalArgumentException("no such data rate: " + channel));
  }

  OptionalInt groupId() {
    return groupId;
  }

  /** The last frame said whether there is another one. */
  void pending(boolean more) {
    pending = more;
  }

  /** The first slot that begins later than a GPS time, which is not negative. */
  Duration next(Duration after) {
    long millis = Math.max(after.toMillis(), begins.toMillis());
    return Duration.ofMillis(PingSlots.nextSlotGpsMillis(millis, address, periodicity));
  }

  LoraChannel channel(long beaconGpsSeconds) {
    int hz =
        frequencyHz == 0
            ? region.beacon().pingFrequencyHz(address.value(), beaconGpsSeconds)
            : frequencyHz;
    return new LoraChannel(hz, rate.spreadingFactor(), rate.bandwidthHz());
  }
}
