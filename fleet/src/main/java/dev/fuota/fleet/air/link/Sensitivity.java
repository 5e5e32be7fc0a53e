package dev.fuota.fleet.air.link;

import dev.fuota.hal.radio.LoraChannel;
import java.util.List;

/** Published powers from which on a simulator lets a receiver hear, dBm, for SF7..SF12. */
public enum Sensitivity implements Demodulation {
  /** M. Bor et al., MSWiM 2016: measured. */
  LORASIM(
      List.of(-126.5, -127.25, -131.25, -132.75, -134.5, -133.25),
      List.of(-124.25, -126.75, -128.25, -130.25, -132.75, -132.25),
      List.of(-120.75, -124.0, -127.5, -128.75, -128.75, -132.25)),
  /** End devices of the lorawan module of ns-3. */
  NS3_DEVICE(List.of(-124.0, -127.0, -130.0, -133.0, -135.0, -137.0)),
  /** Gateways of the lorawan module of ns-3. */
  NS3_GATEWAY(List.of(-130.0, -132.5, -135.0, -137.5, -140.0, -142.5)),
  /** K. Abdelfadeel et al., WoWMoM 2020. */
  FUOTASIM(List.of(-123.0, -126.0, -129.0, -132.0, -134.0, -137.0));

  private final List<Double> narrow;
  private final List<Double> middle;
  private final List<Double> wide;

  /** Twice the bandwidth has twice the noise. */
  Sensitivity(List<Double> narrow) {
    this(narrow, raised(narrow, 2), raised(narrow, 4));
  }

  Sensitivity(List<Double> narrow, List<Double> middle, List<Double> wide) {
    this.narrow = narrow;
    this.middle = middle;
    this.wide = wide;
  }

  private static List<Double> raised(List<Double> table, int factor) {
    double db = 10 * Math.log10(factor);
    return table.stream().map(dbm -> dbm + db).toList();
  }

  /** What is not in the table is not heard. */
  @Override
  public double probability(LoraChannel channel, double powerDbm, double snrDb) {
    int row = channel.spreadingFactor() - 7;
    List<Double> table = table(channel.bandwidthHz());
    return row >= 0 && row < table.size() && powerDbm >= table.get(row) ? 1 : 0;
  }

  private List<Double> table(int bandwidthHz) {
    return switch (bandwidthHz) {
      case 125_000 -> narrow;
      case 250_000 -> middle;
      case 500_000 -> wide;
      default -> List.of();
    };
  }
}
