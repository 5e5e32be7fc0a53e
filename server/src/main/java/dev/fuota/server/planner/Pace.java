package dev.fuota.server.planner;

import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.SubBand;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.classb.PingSlots;
import dev.fuota.protocol.lorawan.region.BeaconPlan;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.port.DownlinkChannel;
import java.time.Duration;
import java.util.Optional;

/**
 * How fragments follow each other.
 *
 * @param timeOnAir of one
 * @param interval from the start of one to the start of the next; in class B the mean
 * @param listening how long a device listens in one interval: in class C all the time
 */
record Pace(Duration timeOnAir, Duration interval, Duration listening) {
  /** A receiver that finds no preamble in an empty slot gives up after so many symbols. */
  private static final int EMPTY_SLOT_SYMBOLS = 8;

  static Pace of(PlanInput input, int fragSize) {
    DownlinkChannel channel = input.channel();
    int length = DataFrame.OVERHEAD + DataFragment.OVERHEAD + fragSize;
    Duration timeOnAir = TimeOnAir.of(channel.dataRate(), length, false);
    Duration silence = band(input).map(band -> band.silenceAfter(timeOnAir)).orElse(Duration.ZERO);
    Duration apart = longer(timeOnAir.plus(silence), input.mcastMsgDelay());
    return channel.pingPeriodicity().isPresent()
        ? inPingSlots(input, timeOnAir, apart)
        : new Pace(timeOnAir, apart, apart);
  }

  /** In class B a frequency of 0 stands for where the region puts ping slots. */
  private static Optional<SubBand> band(PlanInput input) {
    Region region = input.region();
    int frequency = input.channel().frequencyHz();
    return region.subBand(frequency == 0 ? region.beacon().pingFrequencyHz(0, 0) : frequency);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Each in the next slot that is far enough from the last; slots are 1 to 128 in 128 s. */
  private static Pace inPingSlots(PlanInput input, Duration timeOnAir, Duration apart) {
    int periodicity = input.channel().pingPeriodicity().getAsInt();
    long slotNanos = PingSlots.SLOT.toNanos() * PingSlots.period(periodicity);
    long slots = Math.max(1, (apart.toNanos() + slotNanos - 1) / slotNanos);
    double each = (double) PingSlots.BEACON_PERIOD.toNanos() / PingSlots.count(periodicity);
    Duration interval = Duration.ofNanos(Math.round(each * slots));
    DataRate rate = input.channel().dataRate();
    Duration empty = symbols(rate, EMPTY_SLOT_SYMBOLS);
    double beacons = (double) interval.toNanos() / PingSlots.BEACON_PERIOD.toNanos();
    long listening =
        timeOnAir.toNanos()
            + empty.toNanos() * (slots - 1)
            + Math.round(beacons * beacon(input.region()).toNanos());
    return new Pace(timeOnAir, interval, Duration.ofNanos(listening));
  }

  private static Duration symbols(DataRate rate, int count) {
    return rate.isFsk()
        ? PingSlots.SLOT
        : Duration.ofNanos(
            1_000_000_000L * count * (1L << rate.spreadingFactor()) / rate.bandwidthHz());
  }

  private static Duration beacon(Region region) {
    BeaconPlan plan = region.beacon();
    return region
        .dataRate(plan.rate())
        .map(rate -> TimeOnAir.of(rate, plan.length(), false))
        .orElse(Duration.ZERO);
  }

  /** Of all fragments together. */
  Duration airTime(int fragments) {
    return timeOnAir.multipliedBy(fragments);
  }

  /** From the start of the first to the end of the last. */
  Duration duration(int fragments) {
    return interval.multipliedBy(fragments - 1L).plus(timeOnAir);
  }

  /** What a radio does in that time. */
  RadioTimes radio(int fragments) {
    Duration all = duration(fragments);
    Duration most = listening.multipliedBy(fragments);
    return new RadioTimes(Duration.ZERO, most.compareTo(all) < 0 ? most : all);
  }
}
