package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.lorawan.region.Region;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What all devices of a region have until a network tells one of them something else.
 *
 * @param channels those that are on
 */
record Defaults(Receiving receiving, Limits limits, ClassBSettings classB, ChannelMask channels) {
  private static final Map<Region, Defaults> ALL =
      Region.ALL.stream().collect(Collectors.toMap(Function.identity(), Defaults::make));

  static Defaults of(Region region) {
    return Objects.requireNonNull(ALL.get(region));
  }

  private static Defaults make(Region region) {
    return new Defaults(
        new Receiving(
            0, region.rx2FrequencyHz(), region.rx2Rate(), (int) Region.RECEIVE_DELAY1.toSeconds()),
        new Limits(region.uplinkDwellByDefault(), false, region.maxEirpDbm(), 0),
        new ClassBSettings(0, region.beacon().pingRate(), 0),
        IntStream.range(0, region.defaultChannels().size())
            .boxed()
            .reduce(ChannelMask.NONE, ChannelMask::with, ChannelMask::or));
  }
}
