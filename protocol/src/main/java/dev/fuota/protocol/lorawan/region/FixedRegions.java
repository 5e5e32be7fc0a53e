package dev.fuota.protocol.lorawan.region;

import static dev.fuota.protocol.lorawan.region.RateRow.down;
import static dev.fuota.protocol.lorawan.region.RateRow.up;

import dev.fuota.protocol.lorawan.region.RegionTable.Channels;
import dev.fuota.protocol.lorawan.region.RegionTable.Downlinks;
import dev.fuota.protocol.lorawan.region.RegionTable.Dwell;
import dev.fuota.protocol.lorawan.region.RegionTable.Power;
import dev.fuota.protocol.lorawan.region.RegionTable.Rx2;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The regions with 72 fixed uplink channels, 64 of 125 kHz and 8 of 500 kHz, and 8 downlink
 * channels of 500 kHz (RP002-1.0.4).
 */
final class FixedRegions {
  private static final int NARROW = 64;
  private static final int NARROW_STEP_HZ = 200_000;
  private static final int WIDE = 8;
  private static final int WIDE_STEP_HZ = 1_600_000;

  private static final int DOWNLINKS = 8;
  private static final int DOWNLINK_HZ = 923_300_000;
  private static final int DOWNLINK_STEP_HZ = 600_000;

  private FixedRegions() {}

  static RegionTable us915() {
    return region(
        "US915",
        channels(902_300_000, 3, 903_000_000, 4),
        List.of(
            up(0, 10, 125, 11, 11, List.of(10, 9, 8, 8)),
            up(1, 9, 125, 53, 53, List.of(11, 10, 9, 8)),
            up(2, 8, 125, 125, 125, List.of(12, 11, 10, 9)),
            up(3, 7, 125, 242, 242, List.of(13, 12, 11, 10)),
            up(4, 8, 500, 242, 242, List.of(13, 13, 12, 11))),
        new JoinRates(0, 4),
        0,
        new Dwell(false, false));
  }

  static RegionTable au915() {
    return region(
        "AU915",
        channels(915_200_000, 5, 915_900_000, 6),
        List.of(
            up(0, 12, 125, 51, 0, List.of(8, 8, 8, 8, 8, 8)),
            up(1, 11, 125, 51, 0, List.of(9, 8, 8, 8, 8, 8)),
            up(2, 10, 125, 51, 11, List.of(10, 9, 8, 8, 8, 8)),
            up(3, 9, 125, 115, 53, List.of(11, 10, 9, 8, 8, 8)),
            up(4, 8, 125, 242, 125, List.of(12, 11, 10, 9, 8, 8)),
            up(5, 7, 125, 242, 242, List.of(13, 12, 11, 10, 9, 8)),
            up(6, 8, 500, 242, 242, List.of(13, 13, 12, 11, 10, 9))),
        new JoinRates(2, 6),
        2,
        new Dwell(true, true));
  }

  /** Both regions send downlinks with these. */
  private static List<RateRow> downlinkRates() {
    return List.of(
        down(8, 12, 500, 53),
        down(9, 11, 500, 129),
        down(10, 10, 500, 242),
        down(11, 9, 500, 242),
        down(12, 8, 500, 242),
        down(13, 7, 500, 242));
  }

  private static RegionTable region(
      String name,
      Channels channels,
      List<RateRow> uplinkRates,
      JoinRates joinRates,
      int defaultRate,
      Dwell dwell) {
    List<RateRow> rates = new ArrayList<>(uplinkRates);
    rates.addAll(downlinkRates());
    return new RegionTable(
        name,
        channels,
        List.copyOf(rates),
        new Downlinks(DOWNLINK_HZ, downlinkHz(DOWNLINKS - 1), DOWNLINK_STEP_HZ),
        new Rx2(DOWNLINK_HZ, 8),
        joinRates,
        defaultRate,
        new Power(30, 14),
        dwell,
        List.of(),
        new BeaconPlan(
            8,
            23,
            4,
            3,
            IntStream.range(0, DOWNLINKS).mapToObj(FixedRegions::downlinkHz).toList()));
  }

  private static Channels channels(int narrowHz, int narrowMaxRate, int wideHz, int wideRate) {
    Stream<Channel> narrow =
        IntStream.range(0, NARROW)
            .mapToObj(n -> new Channel(narrowHz + n * NARROW_STEP_HZ, 0, narrowMaxRate));
    Stream<Channel> wide =
        IntStream.range(0, WIDE)
            .mapToObj(n -> new Channel(wideHz + n * WIDE_STEP_HZ, wideRate, wideRate));
    return new Channels(true, Stream.concat(narrow, wide).toList());
  }

  /** The downlink channel that answers an uplink channel. */
  static int downlinkHz(int channelIndex) {
    return DOWNLINK_HZ + channelIndex % DOWNLINKS * DOWNLINK_STEP_HZ;
  }
}
