package dev.fuota.fleet.air.link;

import dev.fuota.hal.radio.LoraChannel;
import java.util.List;

/**
 * Powers from which on a receiver hears, for SF7..SF12.
 *
 * @param narrow dBm in 125 kHz
 * @param middle dBm in 250 kHz
 * @param wide dBm in 500 kHz
 */
public record Sensitivity(List<Double> narrow, List<Double> middle, List<Double> wide)
    implements Demodulation {

  /** M. Bor et al., MSWiM 2016: measured. */
  public static final Sensitivity LORASIM =
      new Sensitivity(
          List.of(-126.5, -127.25, -131.25, -132.75, -134.5, -133.25),
          List.of(-124.25, -126.75, -128.25, -130.25, -132.75, -132.25),
          List.of(-120.75, -124.0, -127.5, -128.75, -128.75, -132.25));

  /** End devices of the lorawan module of ns-3. */
  public static final Sensitivity NS3_DEVICE =
      of(List.of(-124.0, -127.0, -130.0, -133.0, -135.0, -137.0));

  /** Gateways of the lorawan module of ns-3. */
  public static final Sensitivity NS3_GATEWAY =
      of(List.of(-130.0, -132.5, -135.0, -137.5, -140.0, -142.5));

  /** K. Abdelfadeel et al., WoWMoM 2020. */
  public static final Sensitivity FUOTASIM =
      of(List.of(-123.0, -126.0, -129.0, -132.0, -134.0, -137.0));

  public Sensitivity {
    narrow = List.copyOf(narrow);
    middle = List.copyOf(middle);
    wide = List.copyOf(wide);
  }

  /** Twice the bandwidth has twice the noise. */
  private static Sensitivity of(List<Double> narrow) {
    return new Sensitivity(narrow, raised(narrow, 2), raised(narrow, 4));
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
