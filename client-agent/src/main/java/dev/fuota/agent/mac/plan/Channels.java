package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.lorawan.region.Channel;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The channels of a device: those of the region, those that a network added, and which are on. */
final class Channels {
  private final Region region;
  private final OptionalInt subBand;
  private final NavigableMap<Integer, Channel> defined = new TreeMap<>();
  private final NavigableMap<Integer, Integer> downlinkHz = new TreeMap<>();
  private ChannelMask enabled = ChannelMask.NONE;

  /**
   * The channels of a device that nobody told anything.
   *
   * @param subBand 1..8: of 72 fixed channels only these eight narrow ones and their wide one are
   *     on by themselves; empty: all
   */
  Channels(Region region, OptionalInt subBand) {
    this.region = region;
    this.subBand = subBand;
    reset();
  }

  /** Back to what every device has. */
  void reset() {
    defined.clear();
    downlinkHz.clear();
    List<Channel> defaults = region.defaultChannels();
    for (int index = 0; index < defaults.size(); index++) {
      defined.put(index, defaults.get(index));
    }
    enabled = own();
  }

  /** Those that are on without the network's word. */
  private ChannelMask own() {
    return subBand.isPresent() ? ChannelMask.ofSubBand(subBand.getAsInt()) : defaults();
  }

  private ChannelMask defaults() {
    return IntStream.range(0, region.defaultChannels().size())
        .boxed()
        .reduce(ChannelMask.NONE, ChannelMask::with, ChannelMask::or);
  }

  Optional<Channel> channel(int index) {
    return Optional.ofNullable(defined.get(index));
  }

  /** Makes or changes a channel, with RX1 where the region has it, and switches it on. */
  void define(int index, Channel channel) {
    defined.put(index, channel);
    downlinkHz.remove(index);
    enabled = enabled.with(index);
  }

  void remove(int index) {
    defined.remove(index);
    downlinkHz.remove(index);
    enabled = enabled.without(index);
  }

  boolean isDefault(int index) {
    return index < region.defaultChannels().size();
  }

  /** All channels that there are. */
  ChannelMask defined() {
    return defined.keySet().stream().reduce(ChannelMask.NONE, ChannelMask::with, ChannelMask::or);
  }

  ChannelMask enabled() {
    return enabled;
  }

  void enable(ChannelMask mask) {
    enabled = mask;
  }

  void enableDefaults() {
    enabled = enabled.or(own());
  }

  /** The channels out of {@code mask} on which a data rate is allowed. */
  List<Integer> allowing(ChannelMask mask, int rate) {
    return defined.entrySet().stream()
        .filter(entry -> mask.has(entry.getKey()) && entry.getValue().allows(rate))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The frequency of RX1 behind an uplink on a channel. */
  int rx1FrequencyHz(int index, int uplinkFrequencyHz) {
    return Optional.ofNullable(downlinkHz.get(index))
        .orElseGet(() -> region.rx1FrequencyHz(index, uplinkFrequencyHz));
  }

  void moveRx1(int index, int frequencyHz) {
    downlinkHz.put(index, frequencyHz);
  }

  /** The frequency to which the network moved RX1 of a channel; 0 if it did not. */
  int movedRx1Hz(int index) {
    return downlinkHz.getOrDefault(index, 0);
  }
}
