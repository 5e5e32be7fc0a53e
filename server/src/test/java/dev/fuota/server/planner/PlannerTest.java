package dev.fuota.server.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.classb.PingSlots;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.port.DownlinkChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static final int RX2_HZ = 869_525_000;

  private static PlanInput input(
      int length, int fragSize, double redundancy, DownlinkChannel channel, LossDistribution loss) {
    return new PlanInput(
        length,
        fragSize,
        redundancy,
        Region.EU868,
        channel,
        Duration.ofSeconds(1),
        PackageVersion.V1,
        100,
        loss,
        EnergyModel.FUOTASIM,
        OptionalInt.empty(),
        List.of(),
        List.of());
  }

  private static DownlinkChannel classC(int rate) {
    return new DownlinkChannel(RX2_HZ, rate(rate));
  }

  private static DataRate rate(int index) {
    return Region.EU868.dataRate(index).orElseThrow();
  }

  private static LossDistribution loss(double loss) {
    return new LossDistribution.Independent(loss);
  }

  private static PlanInput withRam(PlanInput input, int ram) {
    return new PlanInput(
        input.length(),
        input.fragSize(),
        input.redundancy(),
        input.region(),
        input.channel(),
        input.mcastMsgDelay(),
        input.packageVersion(),
        input.devices(),
        input.loss(),
        input.energy(),
        OptionalInt.of(ram),
        input.redundancies(),
        input.fragSizes());
  }

  @ParameterizedTest(name = "DR{0}, {1} fragments")
  @CsvSource({
    "0, 103, 2.629632, 3473.744",
    "0, 205, 2.629632, 6155.969",
    "1, 103, 1.478656, 1953.305"
  })
  @DisplayName("air time and duration are those that FUOTASim publishes for 30 coded fragments")
  // It sends 49 octets in a frame, as many as ours of 46 with number and command.
  void timesOfFuotaSim(int rate, int nbFrag, double timeOnAir, double end) {
    PlanPoint point =
        Planner.of(input(46 * nbFrag, 46, 30.0 / nbFrag, classC(rate), loss(0))).chosen();
    assertThat(point.nbFrag()).isEqualTo(nbFrag);
    assertThat(point.coded()).isEqualTo(30);
    assertThat(seconds(point.airTime())).isCloseTo((nbFrag + 30) * timeOnAir, within(1e-6));
    assertThat(seconds(point.duration())).isCloseTo(end, within(0.001));
    // Class C: the receiver is on all the time, with 16 mA at 3 V.
    assertThat(point.energyMilliJoule()).isCloseTo(end * 48, within(0.1));
    assertThat(point.success()).isEqualTo(1);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  @Test
  @DisplayName("(TP-06) mcast_msg_delay spaces fragments where the duty cycle asks for less")
  void delayOfFragments() {
    PlanInput input = input(4800, 48, 0, classC(5), loss(0));
    PlanInput slow =
        new PlanInput(
            4800,
            48,
            0,
            Region.EU868,
            classC(5),
            Duration.ofSeconds(10),
            PackageVersion.V1,
            100,
            loss(0),
            EnergyModel.SX1262,
            OptionalInt.empty(),
            List.of(),
            List.of());
    PlanPoint fast = Planner.of(input).chosen();
    assertThat(Planner.of(slow).chosen().airTime()).isEqualTo(fast.airTime());
    Duration one = fast.airTime().dividedBy(100);
    assertThat(Planner.of(slow).chosen().duration()).isEqualTo(Duration.ofSeconds(990).plus(one));
    // 10 % duty cycle: ten times as long as on air, or a second
    assertThat(fast.duration())
        .isEqualTo(
            one.plus(
                (one.toMillis() > 100 ? one.multipliedBy(10) : Duration.ofSeconds(1))
                    .multipliedBy(99)));
  }

  @ParameterizedTest(name = "periodicity {0}")
  @CsvSource({"0", "2", "5"})
  @DisplayName("class B: duration and energy follow the ping slots of a group")
  void classB(int periodicity) {
    DownlinkChannel channel = new DownlinkChannel(RX2_HZ, rate(3), OptionalInt.of(periodicity));
    PlanPoint point = Planner.of(input(48 * 400, 48, 0, channel, loss(0))).chosen();
    long at = 128_000_000L;
    long start = 0;
    long apart = Math.max(1000, 10 * point.airTime().dividedBy(400).toMillis());
    for (int sent = 0; sent < 400; sent++) {
      at = PingSlots.nextSlotGpsMillis(at, new DevAddr(0x01020304), periodicity);
      start = sent == 0 ? at : start;
      at += sent < 399 ? apart - 1 : 0;
    }
    assertThat(seconds(point.duration()))
        .isCloseTo((at - start) / 1e3, within(0.15 * (at - start) / 1e3));
    assertThat(point.energyMilliJoule()).isLessThan(48 * seconds(point.duration()) / 2);
  }

  @Test
  @DisplayName("what devices of different loss do is the mean, and the product, over them")
  void lossOfEachDevice() {
    PlanInput good = input(4800, 48, 0.3, classC(5), loss(0.05));
    PlanInput bad = input(4800, 48, 0.3, classC(5), loss(0.25));
    double one = Planner.of(good).chosen().success();
    double other = Planner.of(bad).chosen().success();
    PlanPoint both =
        Planner.of(
                input(
                    4800, 48, 0.3, classC(5), new LossDistribution.PerDevice(List.of(0.05, 0.25))))
            .chosen();
    assertThat(other).isBetween(0.01, 0.9);
    assertThat(both.success()).isCloseTo((one + other) / 2, within(1e-12));
    assertThat(both.allSucceed()).isCloseTo(Math.pow(one * other, 50), within(1e-12));
  }

  @Test
  @DisplayName("of many devices the odds between those computed are the same as computed")
  void interpolation() {
    List<Double> losses = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 300; i++) {
      losses.add(0.1 + 0.2 * random.nextDouble());
    }
    double sum = 0;
    for (double each : losses) {
      sum += Planner.point(input(48_000, 48, 0.25, classC(5), loss(each))).success();
    }
    PlanPoint point =
        Planner.point(input(48_000, 48, 0.25, classC(5), new LossDistribution.PerDevice(losses)));
    assertThat(point.success()).isCloseTo(sum / 300, within(0.002)).isBetween(0.3, 0.7);
  }

  @Test
  void moreRedundancyIsMoreSuccessAndMoreOfEverything() {
    List<PlanPoint> curve = Planner.of(input(20_000, 100, 0.2, classC(5), loss(0.1))).curve();
    assertThat(curve).hasSize(Planner.REDUNDANCIES.size());
    for (int i = 1; i < curve.size(); i++) {
      assertThat(curve.get(i).success()).isGreaterThanOrEqualTo(curve.get(i - 1).success() - 0.01);
      assertThat(curve.get(i).duration()).isGreaterThan(curve.get(i - 1).duration());
      assertThat(curve.get(i).energyMilliJoule())
          .isGreaterThan(curve.get(i - 1).energyMilliJoule());
    }
    assertThat(curve.get(0).success()).isCloseTo(Math.pow(0.9, 200), within(1e-12));
  }

  @Test
  void decoderMemoryBoundsWhatCanBeRepaired() {
    PlanInput input = input(20_000, 100, 0.5, classC(5), loss(0.1));
    int enough = (int) FecDecoder.memoryOctetsMax(200, 20);
    assertThat(Planner.rowsMax(withRam(input, enough), 200)).isEqualTo(20);
    assertThat(Planner.rowsMax(withRam(input, enough - 1), 200)).isEqualTo(19);
    double all = Planner.of(input).chosen().success();
    double half = Planner.of(withRam(input, enough)).chosen().success();
    assertThat(all).isGreaterThan(0.9999);
    // P(at most 20 of 200 are lost with 0.1 each)
    assertThat(half).isCloseTo(0.5592, within(0.0005));
  }

  @Test
  void redundancyForAWantedSuccessIsTheLeast() {
    PlanInput input = input(60_000, 100, 0, classC(5), loss(0.1));
    PlanPoint point = Planner.redundancyFor(input, 0.99).orElseThrow();
    assertThat(point.success()).isGreaterThanOrEqualTo(0.99);
    double less = (point.coded() - 1.0) / point.nbFrag();
    assertThat(Planner.point(input(60_000, 100, less - 1e-9, classC(5), loss(0.1))).success())
        .isLessThan(0.99);
    assertThat(Planner.redundancyFor(input(60_000, 100, 0, classC(5), loss(1)), 0.5)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1000, 222, 200", "222, 222, 222", "223, 222, 112", "1, 222, 1", "444, 222, 222"})
  void bestFragmentSizePadsLeastWithFewestFrames(int length, int largest, int size) {
    assertThat(Planner.bestFragSize(ParityMatrix.V1, length, largest)).isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 48, 0.1, file",
    "1000, 0, 0.1, frag_size",
    "1000, 250, 0.1, frag_size",
    "1000, 48, -1, redundancy",
    "1000, 48, NaN, redundancy",
    "1000, 48, 101, redundancy",
    "100000, 6, 0.1, frag_size"
  })
  void namesWhatIsWrong(int length, int fragSize, double redundancy, String parameter) {
    PlanInput input = input(length, fragSize, redundancy, classC(5), loss(0.1));
    assertThat(Planner.problems(input)).hasSize(1).first().asString().startsWith(parameter);
    assertThatIllegalArgumentException().isThrownBy(() -> Planner.of(input));
  }
}
