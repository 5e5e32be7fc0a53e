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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Places and link models that belong together. */
public enum LinkPreset {
  /** For tests of protocols. */
  IDEAL(0, List.of(Position.ORIGIN), LinkModel.IDEAL),

  /**
   * One gateway in a disc, as M. Bor et al. 2016 simulate: what it can hear at SF12, no shadows.
   */
  LORASIM(
      322,
      List.of(Position.ORIGIN),
      LinkModel.plain(LogDistance.LORASIM)
          .withDemodulation(Sensitivity.LORASIM, Sensitivity.LORASIM)
          .withInterference(Capture.LORASIM)),

  /** One gateway on a mast, a third of the devices inside. */
  SUBURBAN(
      3_000,
      List.of(new Position(0, 0, 30)),
      real(new OkumuraHata(City.SMALL, Environment.SUBURBAN, 4), 1.0 / 3, Bursts.QUIET)),

  /** Three gateways on roofs, two thirds of the devices inside. */
  URBAN(
      2_000,
      List.of(
          new Position(0, 1_000, 30), new Position(866, -500, 30), new Position(-866, -500, 30)),
      real(new OkumuraHata(City.SMALL, Environment.URBAN, 7.8), 2.0 / 3, Bursts.URBAN)),

  /** One gateway for a wide land: many devices at the edge of what it reaches. */
  RURAL_EDGE(10_000, List.of(new Position(0, 0, 30)), real(LogDistance.OULU, 0, Bursts.HARSH)),

  /**
   * One gateway, as K. Abdelfadeel et al. 2020 simulate; it sends with 14 dBm and 8 dB of antenna.
   * A comment in the tool speaks of 1322 m, but what it computes and uses are 239 m.
   */
  FUOTASIM(
      239.3,
      List.of(Position.ORIGIN),
      LinkModel.plain(TwoSlopes.FUOTASIM_AS_RUN)
          .withFading(SlowChange.NONE, Fading.gaussian(8.72))
          .withDemodulation(Sensitivity.FUOTASIM, Sensitivity.FUOTASIM)
          .withInterference(EnergyMatrix.CROCE));

  private static final double DEVICE_HEIGHT = 1.5;

  private final double radiusMetres;
  private final List<Position> gateways;
  private final LinkModel model;

  LinkPreset(double radiusMetres, List<Position> gateways, LinkModel model) {
    this.radiusMetres = radiusMetres;
    this.gateways = gateways;
    this.model = model;
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
    return Arrays.stream(values()).filter(preset -> preset.toString().equals(name)).findFirst();
  }

  /** Radius of the disc in which the devices stand. */
  public double radiusMetres() {
    return radiusMetres;
  }

  /** Where the gateways stand. */
  public List<Position> gateways() {
    return gateways;
  }

  public LinkModel model() {
    return model;
  }

  /** Where the next device stands: anywhere in the disc. */
  public Position place(RandomGenerator random) {
    return Position.inDisc(radiusMetres, DEVICE_HEIGHT, random);
  }

  /** Lower case with hyphens, as files and command lines name it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
