package dev.fuota.fleet.air;

import java.time.Duration;

/**
 * Losses that no other layer explains, by what they have in common: a frame may be lost for all
 * (the gateway fails), for an area (a jammer, a train), or for one device.
 *
 * @param gateway one chain for each gateway
 * @param cell one chain for each square of the map
 * @param cellMetres side of the squares
 * @param device one chain for each device
 */
public record Bursts(BurstModel gateway, BurstModel cell, double cellMetres, BurstModel device) {
  private static final double CELL_METRES = 500;

  /** None. */
  public static final Bursts NONE =
      new Bursts(BurstModel.NONE, BurstModel.NONE, CELL_METRES, BurstModel.NONE);

  /** About 1 % by frame, two in a row; our choice. */
  public static final BurstLinks BY_FRAME_QUIET = BurstLinks.of(0.005, 0.5, 0, 1);

  /** About 8 % by frame; our choice. */
  public static final BurstLinks BY_FRAME_URBAN = BurstLinks.of(0.02, 0.2, 0.005, 0.8);

  /** About a third by frame, five in a row; our choice. */
  public static final BurstLinks BY_FRAME_HARSH = BurstLinks.of(0.1, 0.2, 0.01, 1);

  /** Rare faults of a gateway, one frame in 500; our choice. */
  public static final BurstLinks GATEWAY_FAULTS = BurstLinks.of(0.001, 0.5, 0, 1);

  /** Small troubles of single devices. */
  public static final Bursts QUIET = of(BurstModel.NONE, BY_FRAME_QUIET);

  /**
   * A part of the town is disturbed for a quarter of a minute now and then, about 8 % of the time.
   */
  public static final Bursts URBAN =
      of(
          new DwellBursts(Duration.ofSeconds(180), Duration.ofSeconds(18), 0.005, 0.8),
          BY_FRAME_QUIET);

  /** A third of all frames, for up to a minute: frames of one device fail in a row. */
  public static final Bursts HARSH =
      of(BurstModel.NONE, new DwellBursts(Duration.ofSeconds(80), Duration.ofSeconds(40), 0.01, 1));

  private static Bursts of(BurstModel cell, BurstModel device) {
    return new Bursts(GATEWAY_FAULTS, cell, CELL_METRES, device);
  }
}
