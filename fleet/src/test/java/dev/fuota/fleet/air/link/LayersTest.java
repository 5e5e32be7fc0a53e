package dev.fuota.fleet.air.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fuota.hal.radio.LoraChannel;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LayersTest {
  private static final int DRAWS = 20_000;
  private static final LoraChannel SF7 = new LoraChannel(868_100_000, 7, 125_000);
  private static final LoraChannel SF12 = new LoraChannel(868_100_000, 12, 125_000);

  private final SplittableRandom random = new SplittableRandom(1);

  private static double mean(DoubleSupplier draw) {
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
      sum += draw.getAsDouble();
    }
    return sum / DRAWS;
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "30, 0.761", "110, 0.368", "300, 0.065"}) // exp(-distance / 110 m)
  void shadowsAreCorrelatedByDistance(double metres, double correlation) {
    double mean =
        mean(
            () -> {
              ShadowField field = new ShadowField(110, random);
              double angle = random.nextDouble() * 2 * Math.PI;
              return field.at(500, -200)
                  * field.at(500 + metres * Math.cos(angle), -200 + metres * Math.sin(angle));
            });
    assertThat(mean).isCloseTo(correlation, within(0.03));
  }

  @Test
  void shadowsHaveNoMean() {
    assertThat(mean(() -> new ShadowField(110, random).at(17, 4))).isCloseTo(0, within(0.03));
  }

  @Test
  void aThirdInsideMeansASixthBehindEachKindOfWall() {
    BuildingEntry entry = BuildingEntry.indoors(1.0 / 3);
    assertThat(mean(() -> entry.draw(random))).isCloseTo((8 + 17) / 6.0, within(0.1));
    assertThat(BuildingEntry.OUTSIDE.draw(random)).isZero();
  }

  @Test
  void sharesOfBuildingsAreOneTogether() {
    List<BuildingEntry.Wall> half = List.of(new BuildingEntry.Wall(0.5, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new BuildingEntry(half));
  }

  @Test
  void gaussianFadingHasItsDeviationAndRayleighItsMeanPower() {
    Fading gaussian = Fading.gaussian(2);
    assertThat(mean(() -> Math.pow(gaussian.draw(random), 2))).isCloseTo(4, within(0.15));
    assertThat(mean(() -> Decibels.milliwatts(-Fading.RAYLEIGH.draw(random))))
        .isCloseTo(1, within(0.03));
  }

  @Test
  void slowChangeForgetsWithItsTimeConstant() {
    SlowChange change = new SlowChange(3, Duration.ofHours(2));
    long constant = Duration.ofHours(2).toNanos();
    double[] sums = new double[2];
    double value = change.first(random);
    for (int i = 0; i < DRAWS; i++) {
      double next = change.next(value, constant, random);
      sums[0] += value * value;
      sums[1] += value * next;
      value = next;
    }
    assertThat(sums[0] / DRAWS).isCloseTo(9, within(0.4));
    assertThat(sums[1] / sums[0]).isCloseTo(Math.exp(-1), within(0.03));
    assertThat(change.next(5, 0, random)).isEqualTo(5);
    assertThat(SlowChange.NONE.next(0, constant, random)).isZero();
  }

  @Test
  void noiseOfTheBandwidths() {
    assertThat(Decibels.noiseDbm(125_000, 6)).isCloseTo(-117.0, within(0.05));
    assertThat(Decibels.noiseDbm(250_000, 6)).isCloseTo(-114.0, within(0.05));
    assertThat(Decibels.noiseDbm(500_000, 6)).isCloseTo(-111.0, within(0.05));
  }

  @ParameterizedTest
  @CsvSource({"6, -5", "7, -7.5", "8, -10", "9, -12.5", "10, -15", "11, -17.5", "12, -20"})
  void requiredRatios(int spreadingFactor, double snr) {
    LoraChannel channel = new LoraChannel(868_100_000, spreadingFactor, 125_000);
    assertThat(RequiredSnr.of(channel)).isEqualTo(snr);
    assertThat(Demodulation.THRESHOLD.probability(channel, 0, snr)).isEqualTo(1);
    assertThat(Demodulation.THRESHOLD.probability(channel, 0, snr - 0.01)).isZero();
    assertThat(Demodulation.LOGISTIC.probability(channel, 0, snr + 0.5)).isEqualTo(0.5);
  }

  @Test
  void theSoftThresholdGoesFromTenToNinetyPercentInTwoAndAHalfDecibels() {
    assertThat(Demodulation.LOGISTIC.probability(SF7, 0, -7 - 1.32)).isCloseTo(0.1, within(0.01));
    assertThat(Demodulation.LOGISTIC.probability(SF7, 0, -7 + 1.32)).isCloseTo(0.9, within(0.01));
  }

  static Stream<Arguments> sensitivities() {
    return Stream.of(
        Arguments.of(Sensitivity.LORASIM, 12, 125_000, -133.25),
        Arguments.of(Sensitivity.LORASIM, 8, 250_000, -126.75),
        Arguments.of(Sensitivity.LORASIM, 7, 500_000, -120.75),
        Arguments.of(Sensitivity.NS3_DEVICE, 7, 125_000, -124.0),
        Arguments.of(Sensitivity.NS3_GATEWAY, 12, 125_000, -142.5),
        Arguments.of(Sensitivity.FUOTASIM, 11, 125_000, -134.0));
  }

  @ParameterizedTest
  @MethodSource("sensitivities")
  void publishedSensitivities(Sensitivity table, int spreadingFactor, int bandwidth, double dbm) {
    LoraChannel channel = new LoraChannel(868_100_000, spreadingFactor, bandwidth);
    assertThat(table.probability(channel, dbm, 0)).isEqualTo(1);
    assertThat(table.probability(channel, dbm - 0.01, 0)).isZero();
  }

  @Test
  void whatASensitivityTableDoesNotNameIsNotHeard() {
    LoraChannel fsk = new LoraChannel(868_800_000, LoraChannel.FSK, 50_000);
    assertThat(Sensitivity.LORASIM.probability(fsk, 0, 99)).isZero();
    assertThat(Sensitivity.LORASIM.probability(new LoraChannel(1, 13, 125_000), 0, 99)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "125000, 29999, true",
    "125000, 30000, false",
    "250000, 59999, true",
    "250000, 60000, false",
    "500000, 119999, true",
    "500000, 120000, false",
  })
  void channelsMeetWithinAQuarterOfTheirBandwidth(int bandwidth, int distance, boolean meet) {
    LoraChannel one = new LoraChannel(903_000_000, 8, bandwidth);
    LoraChannel other = new LoraChannel(903_000_000 + distance, 8, 125_000);
    assertThat(Interference.meet(one, other)).isEqualTo(meet);
    assertThat(Interference.meet(other, one)).isEqualTo(meet);
  }

  /** The last five symbols of a preamble of eight are critical: from 3 * 1.024 ms on. */
  @ParameterizedTest
  @CsvSource({"3072000, false", "3072001, true"})
  void whatEndsBeforeTheCriticalPartOfThePreambleDoesNoHarm(long end, boolean destroyed) {
    Arrival wanted = new Arrival(SF7, 0, 50_000_000, -100);
    Arrival other = new Arrival(SF7, -40_000_000, end, -100);
    assertThat(Capture.LORASIM.destroyedBy(wanted, List.of(other)).isPresent())
        .isEqualTo(destroyed);
  }

  @Test
  void theMeasuredMatrixIsStricterBetweenSpreadingFactorsAndMilderWithinOne() {
    Arrival wanted = new Arrival(SF7, 0, 50_000_000, -100);
    List<Arrival> strongOther = List.of(new Arrival(SF12, 0, 50_000_000, -88));
    assertThat(EnergyMatrix.GOURSAUD.destroyedBy(wanted, strongOther)).isEmpty();
    assertThat(EnergyMatrix.CROCE.destroyedBy(wanted, strongOther)).hasValue(12);
    List<Arrival> weakSame = List.of(new Arrival(SF7, 0, 50_000_000, -103));
    assertThat(EnergyMatrix.GOURSAUD.destroyedBy(wanted, weakSame)).hasValue(7);
    assertThat(EnergyMatrix.CROCE.destroyedBy(wanted, weakSame)).isEmpty();
  }
}
