package dev.fuota.fleet.air;

import static dev.fuota.fleet.air.AirRig.SF12;
import static dev.fuota.fleet.air.AirRig.SF7;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.air.link.Capture;
import dev.fuota.fleet.air.link.Demodulation;
import dev.fuota.fleet.air.link.EnergyMatrix;
import dev.fuota.fleet.air.link.LogDistance;
import dev.fuota.fleet.air.link.PathLoss;
import dev.fuota.hal.radio.LoraChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AirUplinkTest {
  /** 10 dB more at ten times the distance, which begins at 1 m. */
  private static final LinkModel GENTLE =
      LinkModel.plain(new LogDistance(1, 80, 1, 0)).withInterference(Capture.LORASIM);

  private static LoraChannel channel(int number) {
    return new LoraChannel(867_000_000 + 200_000 * number, 12, 125_000);
  }

  @Test
  void theStrongerFrameSurvivesByTheMarginOfCapture() {
    AirRig rig = new AirRig(GENTLE);
    AirRig.Gateway gateway = rig.gateway(0);
    rig.device(10).send(SF7, 1);
    rig.device(41).send(SF7, 2); // 6.1 dB weaker
    rig.run();
    assertThat(gateway.log).containsExactly("1");
    assertThat(rig.air.figures().uplinksCollided()).isEqualTo(1);
  }

  @Test
  void twoFramesOfAboutTheSameStrengthDestroyEachOther() {
    AirRig rig = new AirRig(GENTLE);
    AirRig.Gateway gateway = rig.gateway(0);
    rig.device(10).send(SF7, 1);
    rig.device(39).send(SF7, 2); // 5.9 dB weaker
    rig.run();
    assertThat(gateway.log).isEmpty();
    assertThat(rig.air.figures().uplinksCollided()).isEqualTo(2);
  }

  @Test
  void eachGatewayHearsWhatIsStrongerThere() {
    AirRig rig = new AirRig(GENTLE);
    AirRig.Gateway west = rig.gateway(0);
    AirRig.Gateway east = rig.gateway(1000);
    rig.device(10).send(SF7, 1);
    rig.device(990).send(SF7, 2);
    rig.run();
    assertThat(west.log).containsExactly("1");
    assertThat(east.log).containsExactly("2");
    assertThat(rig.air.figures().uplinksCollided()).isZero();
  }

  @Test
  void spreadingFactorsDisturbEachOtherOnlyInTheMatrix() {
    for (boolean matrix : new boolean[] {false, true}) {
      AirRig rig = new AirRig(matrix ? GENTLE.withInterference(EnergyMatrix.GOURSAUD) : GENTLE);
      AirRig.Gateway gateway = rig.gateway(0);
      rig.device(1).send(SF12, 1);
      rig.device(1000).send(SF7, 2); // 30 dB weaker, where 20 are allowed
      rig.run();
      assertThat(gateway.log).isEqualTo(matrix ? List.of("1") : List.of("2", "1"));
    }
  }

  @Test
  void aFrameThatSeveralGatewaysHearCountsOnce() {
    AirRig rig = new AirRig(GENTLE);
    AirRig.Gateway one = rig.gateway(0);
    AirRig.Gateway two = rig.gateway(100);
    rig.device(50).send(SF7, 1);
    rig.run();
    assertThat(one.log).containsExactly("1");
    assertThat(two.log).containsExactly("1");
    assertThat(rig.air.figures().uplinksHeard()).isEqualTo(1);
    assertThat(rig.air.figures().copiesHeard()).isEqualTo(2);
  }

  @Test
  void onlyTheGatewayThatSendsIsDeaf() {
    AirRig rig = new AirRig(GENTLE);
    AirRig.Gateway sending = rig.gateway(0);
    AirRig.Gateway silent = rig.gateway(100);
    rig.device(50).send(SF7, 1);
    rig.later(Duration.ofMillis(20), () -> sending.send(channel(1), 9, 14));
    rig.run();
    assertThat(sending.log).isEmpty();
    assertThat(silent.log).containsExactly("1");
  }

  @Test
  void aGatewayHearsItsChannelsAlone() {
    AirRig rig = new AirRig(GENTLE);
    Set<Integer> channels = Set.of(SF7.frequencyHz());
    AirRig.Gateway gateway = rig.new Gateway(AirRig.at(0), StationSettings.IDEAL.hearing(channels));
    rig.device(50).send(SF7, 1);
    rig.device(60).send(channel(1), 2);
    rig.run();
    assertThat(gateway.log).containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource({"8, 0, 12, 8", "8, 8, 12, 8", "8, 8, 10, 16"})
  void aGatewayFollowsNoMoreFramesThanItHasDemodulators(
      int any, int fast, int spreadingFactor, int followed) {
    AirRig rig = new AirRig(GENTLE);
    StationSettings settings = StationSettings.IDEAL.with(new Demodulators(any, fast));
    AirRig.Gateway gateway = rig.new Gateway(AirRig.at(0), settings);
    for (int device = 0; device <= followed; device++) {
      int frequency = 867_000_000 + 200_000 * device;
      rig.device(50).send(new LoraChannel(frequency, spreadingFactor, 125_000), device);
    }
    rig.run();
    assertThat(gateway.log).hasSize(followed);
    assertThat(rig.air.figures().uplinksCrowded()).isEqualTo(1);
    rig.device(50).send(SF7, 99);
    rig.run();
    assertThat(gateway.log).hasSize(followed + 1).endsWith("99");
  }

  /** At 131 dB a frame of 14 dBm arrives as strong as the noise of 125 kHz. */
  @ParameterizedTest
  @CsvSource({
    "131, -114/0.0",
    "111, -97/14.0", // 20 dB above the noise; receivers show no more than 14
    "138, -116/-7.0",
  })
  void strengthIsReportedWithTheNoise(double lossDb, String report) {
    LinkModel model = LinkModel.plain(PathLoss.fixed(lossDb));
    AirRig rig = new AirRig(model.withDemodulation(Demodulation.THRESHOLD, Demodulation.ALWAYS));
    AirRig.Gateway gateway = rig.gateway(0);
    rig.device(10).send(SF7, 1);
    rig.run();
    assertThat(gateway.reports).containsExactly(report);
  }

  @Test
  void aWeakFrameIsHeardWithTheSlowerRateAlone() {
    LinkModel model = LinkModel.plain(PathLoss.fixed(141));
    AirRig rig = new AirRig(model.withDemodulation(Demodulation.THRESHOLD, Demodulation.ALWAYS));
    AirRig.Gateway gateway = rig.gateway(0);
    rig.device(10).send(SF7, 1); // SNR -10, needs -7.5
    rig.device(10).send(channel(1), 2); // needs -20
    rig.run();
    assertThat(gateway.log).containsExactly("2");
  }

  @Test
  void fskHasItsOwnTimeOnAir() {
    AirRig rig = new AirRig(LinkModel.IDEAL);
    AirRig.Gateway gateway = rig.gateway(0);
    rig.device(10).send(new LoraChannel(868_800_000, LoraChannel.FSK, 50_000), 1);
    rig.simulation.run(Duration.ofNanos(4_960_000)); // 31 octets of 160 µs
    assertThat(gateway.log).containsExactly("1");
  }

  @Test
  void aCellLosesForAllOfItsDevicesAndForNoOther() {
    BurstModel always = (random, clock) -> () -> true;
    LinkModel model =
        LinkModel.IDEAL.withBursts(new Bursts(BurstModel.NONE, always, 500, BurstModel.NONE));
    AirRig rig = new AirRig(model);
    AirRig.Gateway gateway = rig.gateway(0);
    rig.device(10).send(SF7, 1);
    rig.run();
    assertThat(gateway.log).isEmpty();
  }

  @Test
  void aGatewayThatFailsLeavesTheOtherToHear() {
    boolean[] first = {true};
    BurstModel firstFails =
        (random, clock) -> {
          boolean fails = first[0];
          first[0] = false;
          return () -> fails;
        };
    AirRig rig =
        new AirRig(
            LinkModel.IDEAL.withBursts(
                new Bursts(firstFails, BurstModel.NONE, 500, BurstModel.NONE)));
    AirRig.Gateway failing = rig.gateway(0);
    AirRig.Gateway sound = rig.gateway(100);
    rig.device(10).send(SF7, 1);
    rig.run();
    assertThat(failing.log).isEmpty();
    assertThat(sound.log).containsExactly("1");
  }
}
