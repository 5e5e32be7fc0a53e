package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * All settings of a device that a network can change. Whatever it does, {@link #settle} leaves at
 * least one channel on which the data rate is allowed.
 */
final class PlanState {
  private static final int RATES = 15; // 15 means: the one that is

  final Region region;
  private final LorawanVersion version;
  final boolean adr;
  final int ownRate;
  final Channels channels;
  final AdrBackoff backoff = new AdrBackoff();
  Sending sending;
  Receiving receiving;
  Limits limits;
  ClassBSettings classB;
  RejoinSettings rejoin = RejoinSettings.DEFAULT;

  /** Whether the session has the rules of 1.1: a network can make a device fall back to 1.0. */
  boolean v11;

  PlanState(Region region, LorawanVersion version, boolean adr, int ownRate, OptionalInt subBand) {
    this.region = region;
    this.version = version;
    this.adr = adr;
    this.ownRate = ownRate;
    this.channels = new Channels(region, subBand);
    this.sending = Sending.initial(ownRate);
    this.receiving = Defaults.of(region).receiving();
    this.limits = Defaults.of(region).limits();
    this.classB = Defaults.of(region).classB();
    this.v11 = version == LorawanVersion.V1_1;
    settle();
  }

  /** Back to what the region has; the data rate is the device's own again. */
  void reset() {
    channels.reset();
    v11 = version == LorawanVersion.V1_1;
    sending = Sending.initial(ownRate);
    receiving = Defaults.of(region).receiving();
    limits = Defaults.of(region).limits();
    classB = Defaults.of(region).classB();
    rejoin = RejoinSettings.DEFAULT;
    backoff.configure(AdrBackoff.LIMIT_EXPONENT, AdrBackoff.DELAY_EXPONENT);
    backoff.downlink();
    settle();
  }

  /** Whether a device can send with a data rate on one of the channels of a mask. */
  boolean canSend(ChannelMask mask, int rate) { // MAC-090
    return region.uplinkRate(rate).isPresent()
        && region.maxPayload(rate, limits.uplinkDwell()) > 0
        && !channels.allowing(mask, rate).isEmpty();
  }

  /** Whether a gateway can send with a data rate. */
  boolean isDownlinkRate(int rate) {
    return region.downlinkRate(rate).isPresent()
        && region.maxPayload(rate, limits.downlinkDwell()) > 0;
  }

  /** The data rates with which a device can send now, lowest first. */
  List<Integer> usableRates() {
    return IntStream.range(0, RATES)
        .filter(rate -> canSend(channels.enabled(), rate))
        .boxed()
        .toList();
  }

  /**
   * Makes a working configuration of one that a command broke: the channels of the region come back
   * if there is none left, and the data rate goes to the next one that there is, rather a lower
   * one.
   */
  void settle() {
    if (usableRates().isEmpty()) {
      channels.enableDefaults();
    }
    if (!canSend(channels.enabled(), sending.rate())) {
      List<Integer> rates = usableRates();
      int lower = (int) rates.stream().filter(rate -> rate < sending.rate()).count();
      sending = sending.withRate(rates.get(Math.max(0, lower - 1)));
    }
  }
}
