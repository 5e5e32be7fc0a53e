package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.lorawan.region.Channel;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The channels of a device: those of the region, those that a network added, and which are on. */
final class Channels {
  private final Region region;
  private final OptionalInt subBand;

  /** By their numbers, null where there is none; at first the very list that all devices have. */
  private List<@Nullable Channel> defined;

  private Map<Integer, Integer> downlinkHz = Map.of();
  private ChannelMask enabled;

  /**
   * The channels of a device that nobody told anything.
   *
   * @param subBand 1..8: of 72 fixed channels only these eight narrow ones and their wide one are
   *     on by themselves; empty: all
   */
  Channels(Region region, OptionalInt subBand) {
    this.region = region;
    this.subBand = subBand;
    this.defined = region.defaultChannels();
    this.enabled = own();
  }

  /** The sub-band in which the device stays by itself; empty: none. */
  OptionalInt subBand() {
    return subBand;
  }

  /** Back to what every device has. */
  void reset() {
    defined = region.defaultChannels();
    downlinkHz = Map.of();
    enabled = own();
  }

  /** Those that are on without the network's word. */
  private ChannelMask own() {
    return subBand.isPresent()
        ? ChannelMask.ofSubBand(subBand.getAsInt())
        : Defaults.of(region).channels();
  }

  Optional<Channel> channel(int index) {
    return index < defined.size() ? Optional.ofNullable(defined.get(index)) : Optional.empty();
  }

  /** Makes or changes a channel, with RX1 where the region has it, and switches it on. */
  void define(int index, Channel channel) {
    set(index, channel);
    enabled = enabled.with(index);
  }

  void remove(int index) {
    set(index, null);
    enabled = enabled.without(index);
  }

  private void set(int index, @Nullable Channel channel) {
    List<@Nullable Channel> changed = new ArrayList<>(defined);
    while (changed.size() <= index) {
      changed.add(null);
    }
    changed.set(index, channel);
    defined = changed;
    moveRx1(index, 0);
  }

  boolean isDefault(int index) {
    return index < region.defaultChannels().size();
  }

  /** All channels that there are. */
  ChannelMask defined() {
    return numbers().boxed().reduce(ChannelMask.NONE, ChannelMask::with, ChannelMask::or);
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
    return numbers()
        .filter(index -> mask.has(index) && channel(index).orElseThrow().allows(rate))
        .boxed()
        .toList();
  }

  private IntStream numbers() {
    return IntStream.range(0, defined.size()).filter(index -> defined.get(index) != null);
  }

  /** The frequency of RX1 behind an uplink on a channel. */
  int rx1FrequencyHz(int index, int uplinkFrequencyHz) {
    return Optional.ofNullable(downlinkHz.get(index))
        .orElseGet(() -> region.rx1FrequencyHz(index, uplinkFrequencyHz));
  }

  /** From now on RX1 behind a channel is there; 0: where the region has it. */
  void moveRx1(int index, int frequencyHz) {
    Map<Integer, Integer> moved = new TreeMap<>(downlinkHz);
    if (frequencyHz == 0) {
      moved.remove(index);
    } else {
      moved.put(index, frequencyHz);
    }
    downlinkHz = moved;
  }

  /** The frequency to which the network moved RX1 of a channel; 0 if it did not. */
  int movedRx1Hz(int index) {
    return downlinkHz.getOrDefault(index, 0);
  }
}
