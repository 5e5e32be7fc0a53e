package dev.fuota.fleet.air.link;

/**
 * Path loss after M. Hata, "Empirical formula for propagation loss in land mobile radio services",
 * IEEE Trans. Veh. Technol. 29 (1980); made for 150..1500 MHz, 1..20 km, gateways at 30..200 m and
 * devices at 1..10 m.
 *
 * @param sigmaDb standard deviation of the places around it, which Hata does not give
 */
public record OkumuraHata(City city, Environment environment, double sigmaDb) implements PathLoss {

  /** The formula diverges at 0; nearer than this nothing becomes stronger. */
  private static final double METRES_MIN = 10;

  /** How large the city is; decides the correction for the height of the device. */
  public enum City {
    /** Small and medium. */
    SMALL,
    LARGE
  }

  /** What stands around the device. */
  public enum Environment {
    URBAN,
    SUBURBAN,
    OPEN
  }

  @Override
  public double lossDb(Path path) {
    double logMegahertz = Math.log10(path.frequencyHz() / 1e6);
    double logGateway = Math.log10(path.gatewayHeight());
    double logKilometres = Math.log10(Math.max(path.metres(), METRES_MIN) / 1000);
    double urban =
        69.55
            + 26.16 * logMegahertz
            - 13.82 * logGateway
            - deviceGain(logMegahertz, path.deviceHeight())
            + (44.9 - 6.55 * logGateway) * logKilometres;
    return urban - easier(logMegahertz);
  }

  /** Hata's a(hm). */
  private double deviceGain(double logMegahertz, double height) {
    return switch (city) {
      case SMALL -> (1.1 * logMegahertz - 0.7) * height - (1.56 * logMegahertz - 0.8);
      case LARGE ->
          logMegahertz < Math.log10(200)
              ? 8.29 * square(Math.log10(1.54 * height)) - 1.1
              : 3.2 * square(Math.log10(11.75 * height)) - 4.97;
    };
  }

  private double easier(double logMegahertz) {
    return switch (environment) {
      case URBAN -> 0;
      case SUBURBAN -> 2 * square(logMegahertz - Math.log10(28)) + 5.4;
      case OPEN -> 4.78 * square(logMegahertz) - 18.33 * logMegahertz + 40.94;
    };
  }

  @Override
  public double sigmaDb(double metres) {
    return sigmaDb;
  }

  private static double square(double value) {
    return value * value;
  }
}
