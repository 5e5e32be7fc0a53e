package dev.fuota.fleet.air;

import dev.fuota.fleet.air.link.BuildingEntry;
import dev.fuota.fleet.air.link.Demodulation;
import dev.fuota.fleet.air.link.Fading;
import dev.fuota.fleet.air.link.Interference;
import dev.fuota.fleet.air.link.PathLoss;
import dev.fuota.fleet.air.link.SlowChange;

/**
 * How signals reach their receivers, in layers; each can be switched off, and each has dice of its
 * own, so that one layer changes nothing in what the others draw.
 *
 * @param pathLoss by distance; says also how far places scatter around it
 * @param shadowMetres how far shadows reach: distance at which their correlation is 1/e; 0 for no
 *     shadows
 * @param buildings what walls cost
 * @param slowChange by hours
 * @param fading by frame
 * @param deviceNoiseDb noise figure of the devices' receivers
 * @param uplink what gateways can make out
 * @param downlink what devices can make out
 * @param interference which frames destroy each other
 * @param bursts losses that nothing of this explains
 */
public record LinkModel(
    PathLoss pathLoss,
    double shadowMetres,
    BuildingEntry buildings,
    SlowChange slowChange,
    Fading fading,
    double deviceNoiseDb,
    Demodulation uplink,
    Demodulation downlink,
    Interference interference,
    Bursts bursts) {

  /** The lorawan module of ns-3 (D. Magrin et al., ICC 2017). */
  public static final double SHADOW_METRES = 110;

  /** What Semtech's and others' budgets assume. */
  public static final double NOISE_FIGURE_DB = 6;

  private static final double STRONG_DB = 94;

  /**
   * No physics: every frame arrives with full strength, and every overlap of two frames on one
   * channel destroys both.
   */
  public static final LinkModel IDEAL = plain(PathLoss.fixed(STRONG_DB));

  /** Path loss and nothing else: what overlaps on one channel is destroyed. */
  public static LinkModel plain(PathLoss pathLoss) {
    return new LinkModel(
        pathLoss,
        0,
        BuildingEntry.OUTSIDE,
        SlowChange.NONE,
        Fading.NONE,
        NOISE_FIGURE_DB,
        Demodulation.ALWAYS,
        Demodulation.ALWAYS,
        Interference.WITHOUT_CAPTURE,
        Bursts.NONE);
  }

  /** With shadows of what scatters around {@link #pathLoss}. */
  public LinkModel withShadows(double metres) {
    return new LinkModel(
        pathLoss,
        metres,
        buildings,
        slowChange,
        fading,
        deviceNoiseDb,
        uplink,
        downlink,
        interference,
        bursts);
  }

  public LinkModel withBuildings(BuildingEntry next) {
    return new LinkModel(
        pathLoss,
        shadowMetres,
        next,
        slowChange,
        fading,
        deviceNoiseDb,
        uplink,
        downlink,
        interference,
        bursts);
  }

  public LinkModel withFading(SlowChange slow, Fading fast) {
    return new LinkModel(
        pathLoss,
        shadowMetres,
        buildings,
        slow,
        fast,
        deviceNoiseDb,
        uplink,
        downlink,
        interference,
        bursts);
  }

  public LinkModel withDemodulation(Demodulation up, Demodulation down) {
    return new LinkModel(
        pathLoss,
        shadowMetres,
        buildings,
        slowChange,
        fading,
        deviceNoiseDb,
        up,
        down,
        interference,
        bursts);
  }

  public LinkModel withInterference(Interference next) {
    return new LinkModel(
        pathLoss,
        shadowMetres,
        buildings,
        slowChange,
        fading,
        deviceNoiseDb,
        uplink,
        downlink,
        next,
        bursts);
  }

  public LinkModel withBursts(Bursts next) {
    return new LinkModel(
        pathLoss,
        shadowMetres,
        buildings,
        slowChange,
        fading,
        deviceNoiseDb,
        uplink,
        downlink,
        interference,
        next);
  }
}
