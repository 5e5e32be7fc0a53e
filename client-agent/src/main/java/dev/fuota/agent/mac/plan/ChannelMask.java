package dev.fuota.agent.mac.plan;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A set of channels out of at most 72.
 *
 * @param low bit i is channel i, 0..63
 * @param high bit i is channel 64 + i; bits 0..7
 */
record ChannelMask(long low, int high) {
  static final ChannelMask NONE = new ChannelMask(0, 0);

  private static final int COUNT_MAX = 72;

  /** Bits of {@code high}. */
  static final int HIGH = 0xff;

  ChannelMask {
    if ((high & ~HIGH) != 0) {
      throw new IllegalArgumentException("there are no channels above 71");
    }
  }

  /** The eight narrow channels of a sub-band 1..8 out of 72 channels, and its wide one. */
  static ChannelMask ofSubBand(int subBand) {
    return new ChannelMask(0xffL << (8 * (subBand - 1)), 1 << (subBand - 1));
  }

  boolean has(int channel) {
    return channel < Long.SIZE
        ? (low >>> channel & 1) != 0
        : (high >>> (channel - Long.SIZE) & 1) != 0;
  }

  ChannelMask with(int channel) {
    return channel < Long.SIZE
        ? new ChannelMask(low | 1L << channel, high)
        : new ChannelMask(low, high | 1 << (channel - Long.SIZE));
  }

  ChannelMask without(int channel) {
    return channel < Long.SIZE
        ? new ChannelMask(low & ~(1L << channel), high)
        : new ChannelMask(low, high & ~(1 << (channel - Long.SIZE)));
  }

  ChannelMask and(ChannelMask other) {
    return new ChannelMask(low & other.low, high & other.high);
  }

  ChannelMask or(ChannelMask other) {
    return new ChannelMask(low | other.low, high | other.high);
  }

  /** The channels, lowest first. */
  List<Integer> indices() {
    return IntStream.range(0, COUNT_MAX).filter(this::has).boxed().toList();
  }

  /** How many of channels 0..63 are in the set: in a plan of 72 channels the narrow ones. */
  int lowCount() {
    return Long.bitCount(low);
  }
}
