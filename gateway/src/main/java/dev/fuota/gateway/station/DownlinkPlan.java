package dev.fuota.gateway.station;

import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.station.LnsDownlink.Channel;
import dev.fuota.gateway.station.LnsMessage.RouterConfig;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The chances that a downlink has, the first one first. */
final class DownlinkPlan {
  private static final long SECOND = 1_000_000;

  /** As far ahead as a counter of 32 bits is sure to tell. */
  private static final long FAR = Duration.ofMinutes(10).toMillis() * 1000;

  private final RouterConfig config;
  private final Region region;
  private final StationTime time;

  DownlinkPlan(RouterConfig config, Region region, StationTime time) {
    this.config = config;
    this.region = region;
    this.time = time;
  }

  List<Transmission> of(LnsDownlink downlink) {
    List<Transmission> chances = new ArrayList<>();
    switch (downlink.deviceClass()) {
      case A -> {
        addWindow(chances, downlink, downlink.rx1(), 0);
        addWindow(chances, downlink, downlink.rx2(), SECOND);
      }
      case B -> addSlot(chances, downlink);
      case C -> {
        addWindow(chances, downlink, downlink.rx1(), 0);
        add(chances, downlink, downlink.rx2(), new Timing.Immediately());
      }
    }
    return chances;
  }

  private void addWindow(
      List<Transmission> chances, LnsDownlink downlink, Optional<Channel> channel, long later) {
    if (downlink.xtime().isPresent()) {
      OptionalLong uplink = time.micros(downlink.xtime().getAsLong());
      uplink.ifPresent(
          micros ->
              addAt(
                  chances, downlink, channel, micros + downlink.rxDelaySeconds() * SECOND + later));
    }
  }

  private void addSlot(List<Transmission> chances, LnsDownlink downlink) {
    downlink.gpsMicros().stream()
        .mapToObj(time::microsOfGps)
        .flatMapToLong(OptionalLong::stream)
        .forEach(micros -> addAt(chances, downlink, downlink.ping(), micros));
  }

  private void addAt(
      List<Transmission> chances, LnsDownlink downlink, Optional<Channel> channel, long micros) {
    if (Math.abs(micros - time.now()) < FAR) {
      add(chances, downlink, channel, new Timing.AtCounter((int) micros));
    }
  }

  private void add(
      List<Transmission> chances, LnsDownlink downlink, Optional<Channel> channel, Timing timing) {
    channel.ifPresent(
        where ->
            config
                .modulation(where.rate())
                .ifPresent(
                    modulation ->
                        chances.add(
                            new Transmission(
                                downlink.pdu(),
                                where.frequencyHz(),
                                modulation,
                                region.gatewayEirpDbm(where.frequencyHz()),
                                true,
                                timing))));
  }
}
