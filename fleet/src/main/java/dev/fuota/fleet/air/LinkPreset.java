package dev.fuota.fleet.air;

import dev.fuota.fleet.air.link.BuildingEntry;
import dev.fuota.fleet.air.link.Capture;
import dev.fuota.fleet.air.link.Demodulation;
import dev.fuota.fleet.air.link.EnergyMatrix;
import dev.fuota.fleet.air.link.Fading;
import dev.fuota.fleet.air.link.LogDistance;
import dev.fuota.fleet.air.link.OkumuraHata;
import dev.fuota.fleet.air.link.OkumuraHata.City;
import dev.fuota.fleet.air.link.OkumuraHata.Environment;
import dev.fuota.fleet.air.link.PathLoss;
import dev.fuota.fleet.air.link.Sensitivity;
import dev.fuota.fleet.air.link.SlowChange;
import dev.fuota.fleet.air.link.TwoSlopes;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Places and link models that belong together.
 *
 * @param name as files and command lines name it
 * @param radiusMetres of the disc in which the devices stand
 * @param gateways where the gateways stand
 */
public record LinkPreset(
    String name, double radiusMetres, List<Position> gateways, LinkModel model) {

  /** For tests of protocols. */
  public static final LinkPreset IDEAL =
      new LinkPreset("ideal", 0, List.of(Position.ORIGIN), LinkModel.IDEAL);

  /**
   * One gateway in a disc, as M. Bor et al. 2016 simulate: what it can hear at SF12, no shadows.
   */
  public static final LinkPreset LORASIM =
      new LinkPreset(
          "lorasim",
          322,
          List.of(Position.ORIGIN),
          LinkModel.plain(LogDistance.LORASIM)
              .withDemodulation(Sensitivity.LORASIM, Sensitivity.LORASIM)
              .withInterference(Capture.LORASIM));

  /** One gateway on a mast, a third of the devices inside. */
  public static final LinkPreset SUBURBAN =
      new LinkPreset(
          "suburban",
          3_000,
          List.of(new Position(0, 0, 30)),
          real(new OkumuraHata(City.SMALL, Environment.SUBURBAN, 4), 1.0 / 3, Bursts.QUIET));

  /** Three gateways on roofs, two thirds of the devices inside. */
  public static final LinkPreset URBAN =
      new LinkPreset(
          "urban",
          2_000,
          List.of(
              new Position(0, 1_000, 30),
              new Position(866, -500, 30),
              new Position(-866, -500, 30)),
          real(new OkumuraHata(City.SMALL, Environment.URBAN, 7.8), 2.0 / 3, Bursts.URBAN));

  /** One gateway for a wide land: many devices at the edge of what it reaches. */
  public static final LinkPreset RURAL_EDGE =
      new LinkPreset(
          "rural-edge",
          10_000,
          List.of(new Position(0, 0, 30)),
          real(LogDistance.OULU, 0, Bursts.HARSH));

  /**
   * One gateway, as K. Abdelfadeel et al. 2020 simulate; it sends with 14 dBm and 8 dB of antenna.
   * A comment in the tool speaks of 1322 m, but what it computes and uses are 239 m.
   */
  public static final LinkPreset FUOTASIM =
      new LinkPreset(
          "fuotasim",
          239.3,
          List.of(Position.ORIGIN),
          LinkModel.plain(TwoSlopes.FUOTASIM_AS_RUN)
              .withFading(SlowChange.NONE, Fading.gaussian(8.72))
              .withDemodulation(Sensitivity.FUOTASIM, Sensitivity.FUOTASIM)
              .withInterference(EnergyMatrix.CROCE));

  /** All of them. */
  public static final List<LinkPreset> ALL =
      List.of(IDEAL, LORASIM, SUBURBAN, URBAN, RURAL_EDGE, FUOTASIM);

  private static final double DEVICE_HEIGHT = 1.5;

  public LinkPreset {
    gateways = List.copyOf(gateways);
  }

  private static LinkModel real(PathLoss pathLoss, double indoors, Bursts bursts) {
    return LinkModel.plain(pathLoss)
        .withShadows(LinkModel.SHADOW_METRES)
        .withBuildings(BuildingEntry.indoors(indoors))
        .withFading(SlowChange.NONE, Fading.gaussian(1.5))
        .withDemodulation(Demodulation.LOGISTIC, Demodulation.LOGISTIC)
        .withInterference(EnergyMatrix.GOURSAUD)
        .withBursts(bursts);
  }

  /** The preset of this name, such as {@code rural-edge}; empty if there is none. */
  public static Optional<LinkPreset> of(String name) {
    return ALL.stream().filter(preset -> preset.name().equals(name)).findFirst();
  }

  /** Where the next device stands: anywhere in the disc. */
  public Position place(RandomGenerator random) {
    return Position.inDisc(radiusMetres, DEVICE_HEIGHT, random);
  }
}
