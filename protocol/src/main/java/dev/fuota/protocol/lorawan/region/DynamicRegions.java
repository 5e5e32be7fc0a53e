package dev.fuota.protocol.lorawan.region;

import static dev.fuota.protocol.lorawan.region.RateRow.both;

import dev.fuota.protocol.lorawan.SubBand;
import dev.fuota.protocol.lorawan.region.RegionTable.Channels;
import dev.fuota.protocol.lorawan.region.RegionTable.Downlinks;
import dev.fuota.protocol.lorawan.region.RegionTable.Dwell;
import dev.fuota.protocol.lorawan.region.RegionTable.Power;
import dev.fuota.protocol.lorawan.region.RegionTable.Rx2;
import java.util.List;
import java.util.stream.IntStream;

/** The regions with up to 16 channels that the network adds and removes (RP002-1.0.4). */
final class DynamicRegions {
  private static final int ANY_STEP = 100; // the unit of frequencies in commands, Hz
  private static final int HIGHEST_RATE = 5; // of default channels

  private DynamicRegions() {}

  /** RX1 falls by one data rate with each offset, and stops at the lowest. */
  static RegionTable eu868() {
    return new RegionTable(
        "EU868",
        channels(868_100_000, 868_300_000, 868_500_000),
        List.of(
            both(0, 12, 125, 51, List.of(0, 0, 0, 0, 0, 0)),
            both(1, 11, 125, 51, List.of(1, 0, 0, 0, 0, 0)),
            both(2, 10, 125, 51, List.of(2, 1, 0, 0, 0, 0)),
            both(3, 9, 125, 115, List.of(3, 2, 1, 0, 0, 0)),
            both(4, 8, 125, 242, List.of(4, 3, 2, 1, 0, 0)),
            both(5, 7, 125, 242, List.of(5, 4, 3, 2, 1, 0)),
            both(6, 7, 250, 242, List.of(6, 5, 4, 3, 2, 1)),
            both(7, 0, 50, 242, List.of(7, 6, 5, 4, 3, 2))),
        new Downlinks(863_000_000, 870_000_000, ANY_STEP),
        new Rx2(869_525_000, 0),
        new JoinRates(0, 5),
        0,
        new Power(16, 7),
        new Dwell(false, false),
        List.of(
            new SubBand(863_000_000, 864_999_999, 1),
            new SubBand(865_000_000, 867_999_999, 10),
            new SubBand(868_000_000, 868_600_000, 10),
            new SubBand(868_700_000, 869_200_000, 1),
            new SubBand(869_400_000, 869_650_000, 100),
            new SubBand(869_700_000, 870_000_000, 10)),
        new BeaconPlan(3, 17, 1, 0, List.of(869_525_000)));
  }

  /**
   * A group of AS923.
   *
   * @param group 1..4
   * @param offsetHz between every frequency of the group and that of group 1
   */
  static RegionTable as923(int group, int offsetHz) {
    return new RegionTable(
        "AS923-" + group,
        channels(923_200_000 + offsetHz, 923_400_000 + offsetHz),
        as923Rates(),
        group == 4
            ? new Downlinks(917_000_000, 920_000_000, ANY_STEP)
            : new Downlinks(915_000_000, 928_000_000, ANY_STEP),
        new Rx2(923_200_000 + offsetHz, 2),
        new JoinRates(2, 5),
        2,
        new Power(16, 7),
        new Dwell(true, true),
        List.of(),
        new BeaconPlan(3, 17, 1, 0, List.of(923_400_000 + offsetHz)));
  }

  /** Offsets 6 and 7 raise the data rate of RX1. */
  private static List<RateRow> as923Rates() {
    return List.of(
        both(0, 12, 125, 51, 0, List.of(0, 0, 0, 0, 0, 0, 1, 2), List.of(2, 2, 2, 2, 2, 2, 2, 2)),
        both(1, 11, 125, 51, 0, List.of(1, 0, 0, 0, 0, 0, 2, 3), List.of(2, 2, 2, 2, 2, 2, 2, 3)),
        both(2, 10, 125, 115, 11, List.of(2, 1, 0, 0, 0, 0, 3, 4), List.of(2, 2, 2, 2, 2, 2, 3, 4)),
        both(3, 9, 125, 115, 53, List.of(3, 2, 1, 0, 0, 0, 4, 5), List.of(3, 2, 2, 2, 2, 2, 4, 5)),
        both(4, 8, 125, 242, 125, List.of(4, 3, 2, 1, 0, 0, 5, 6), List.of(4, 3, 2, 2, 2, 2, 5, 6)),
        both(5, 7, 125, 242, 242, List.of(5, 4, 3, 2, 1, 0, 6, 7), List.of(5, 4, 3, 2, 2, 2, 6, 7)),
        both(6, 7, 250, 242, 242, List.of(6, 5, 4, 3, 2, 1, 7, 7), List.of(6, 5, 4, 3, 2, 2, 7, 7)),
        both(7, 0, 50, 242, 242, List.of(7, 6, 5, 4, 3, 2, 7, 7), List.of(7, 6, 5, 4, 3, 2, 7, 7)));
  }

  /**
   * DR6 does not exist. Implementations differ at offsets 6 and 7 of DR4 and above, and at DR7:
   * networks do well not to use those.
   */
  static RegionTable in865() {
    return new RegionTable(
        "IN865",
        channels(865_062_500, 865_402_500, 865_985_000),
        List.of(
            both(0, 12, 125, 51, List.of(0, 0, 0, 0, 0, 0, 1, 2)),
            both(1, 11, 125, 51, List.of(1, 0, 0, 0, 0, 0, 2, 3)),
            both(2, 10, 125, 51, List.of(2, 1, 0, 0, 0, 0, 3, 4)),
            both(3, 9, 125, 115, List.of(3, 2, 1, 0, 0, 0, 4, 5)),
            both(4, 8, 125, 242, List.of(4, 3, 2, 1, 0, 0, 5, 5)),
            both(5, 7, 125, 242, List.of(5, 4, 3, 2, 1, 0, 5, 7)),
            both(7, 0, 50, 242, List.of(7, 5, 5, 4, 3, 2, 7, 7))),
        new Downlinks(865_000_000, 867_000_000, ANY_STEP),
        new Rx2(866_550_000, 2),
        new JoinRates(0, 5),
        0,
        new Power(30, 10),
        new Dwell(false, false),
        List.of(),
        new BeaconPlan(4, 19, 0, 3, List.of(866_550_000)));
  }

  private static Channels channels(int... frequenciesHz) {
    return new Channels(
        false,
        IntStream.of(frequenciesHz).mapToObj(hz -> new Channel(hz, 0, HIGHEST_RATE)).toList());
  }
}
