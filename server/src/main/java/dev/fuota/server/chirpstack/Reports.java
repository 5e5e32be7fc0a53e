package dev.fuota.server.chirpstack;

import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.chirpstack.DeviceEvent.LoraRate;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Uplink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes of ChirpStack's events what the port promises. ChirpStack does not tell the length of a
 * frame on air, so it counts as one without MAC commands. The time of a sent report is when the
 * news came, by our clock.
 */
final class Reports {
  /** MHDR, DevAddr, FCtrl, FCnt, FPort and MIC (LoRaWAN 1.0.4, section 4). */
  private static final int FRAME_OVERHEAD = 13;

  /** A gateway's clock that is farther off than this is not believed. */
  private static final Duration OLD_MAX = Duration.ofSeconds(10);

  private static final Duration AHEAD_MAX = Duration.ofSeconds(2);

  private final InstantSource clock;
  private final Region region;

  Reports(InstantSource clock, Region region) {
    this.clock = clock;
    this.region = region;
  }

  Instant now() {
    return clock.instant();
  }

  Sent unicast(Item item, Optional<LoraRate> rate) {
    int octets = FRAME_OVERHEAD + item.downlink().payload().length();
    return new Sent(clock.instant(), onAir(rate, octets, false), octets);
  }

  Sent multicast(Item item, int rate) {
    int octets = FRAME_OVERHEAD + item.downlink().payload().length();
    Duration onAir =
        region.dataRate(rate).map(r -> TimeOnAir.of(r, octets, false)).orElse(Duration.ZERO);
    return new Sent(clock.instant(), onAir, octets);
  }

  Uplink uplink(DeviceEvent.Up up) {
    Instant now = clock.instant();
    boolean isOld = up.at().isBefore(now.minus(OLD_MAX));
    boolean isAhead = up.at().isAfter(now.plus(AHEAD_MAX));
    Instant received = isOld || isAhead ? now : up.at();
    int octets = FRAME_OVERHEAD + up.payload().length();
    Instant started = received.minus(onAir(up.rate(), octets, true));
    int fPort = up.fPort() == 0 ? -1 : up.fPort();
    return new Uplink(up.device(), fPort, up.payload(), started, received);
  }

  private static Duration onAir(Optional<LoraRate> rate, int octets, boolean crc) {
    return rate.map(r -> TimeOnAir.of(r.spreadingFactor(), r.bandwidthHz(), octets, crc))
        .orElseGet(() -> TimeOnAir.ofFsk(octets));
  }
}
