package dev.fuota.fleet.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fuota.gateway.concentrator.Emission;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AirTest {
  private static final LoraChannel SF7 = new LoraChannel(868_100_000, 7, 125_000);
  private static final LoraChannel SF9 = new LoraChannel(868_100_000, 9, 125_000);
  private static final LoraChannel OTHER = new LoraChannel(868_300_000, 7, 125_000);
  private static final byte[] FRAME = new byte[33];
  private static final Duration UPLINK_TIME = Duration.ofNanos(71_936_000);
  private static final Duration SYMBOL = Duration.ofNanos(1_024_000);

  private final Simulation simulation = new Simulation(1);
  private final Air air = new Air(simulation, simulation, new SplittableRandom(1), LinkModel.IDEAL);
  private final Ears gateway = new Ears();
  private final Station station =
      air.gateway(Position.ORIGIN, StationSettings.IDEAL, gateway::onHeard);

  private final class Ears implements Radio.Listener {
    final List<String> log = new ArrayList<>();
    Instant last = Instant.MIN;

    void onHeard(LoraChannel channel, byte[] phyPayload, int rssiDbm, double snrDb) {
      note("uplink " + phyPayload.length);
    }

    @Override
    public void onTransmitted(Duration ago) {
      note("transmitted");
    }

    @Override
    public void onReceived(byte[] phyPayload, Quality quality) {
      note("received " + phyPayload.length);
    }

    @Override
    public void onReceiveTimeout() {
      note("timeout");
    }

    private void note(String event) {
      log.add(event);
      last = simulation.instant();
    }
  }

  private Duration send(LoraChannel channel, byte[] phyPayload) {
    return station.emit(
        new Emission(
            Bytes.of(phyPayload),
            channel.frequencyHz(),
            new Modulation(channel.spreadingFactor(), channel.bandwidthHz()),
            14,
            true,
            false));
  }

  private Radio device(Ears ears, LossModel link) {
    Radio radio = air.device(Position.ORIGIN, link);
    radio.listen(ears);
    return radio;
  }

  private void run() {
    simulation.run(Duration.ofMinutes(1));
  }

  @Test
  void anUplinkReachesTheGatewayAfterItsTimeOnAir() {
    Instant start = simulation.instant();
    Ears ears = new Ears();
    device(ears, LossModel.NONE).transmit(SF7, 14, FRAME);
    run();
    assertThat(gateway.log).containsExactly("uplink 33");
    assertThat(gateway.last).isEqualTo(start.plus(UPLINK_TIME));
    assertThat(ears.log).containsExactly("transmitted");
  }

  // MAC-045
  @Test
  void devicesDoNotHearEachOther() {
    Ears listening = new Ears();
    device(listening, LossModel.NONE).receiveContinuously(SF7);
    device(new Ears(), LossModel.NONE).transmit(SF7, 14, FRAME);
    run();
    assertThat(listening.log).isEmpty();
  }

  @Test
  void everyDeviceOnTheChannelHearsADownlink() {
    Ears one = new Ears();
    Ears two = new Ears();
    Ears otherFrequency = new Ears();
    Ears otherSpreading = new Ears();
    device(one, LossModel.NONE).receiveContinuously(SF7);
    device(two, LossModel.NONE).receive(SF7, Duration.ofMillis(30));
    device(otherFrequency, LossModel.NONE).receiveContinuously(OTHER);
    device(otherSpreading, LossModel.NONE).receiveContinuously(SF9);
    send(SF7, FRAME);
    run();
    assertThat(one.log).containsExactly("received 33");
    assertThat(two.log).containsExactly("received 33");
    assertThat(otherFrequency.log).isEmpty();
    assertThat(otherSpreading.log).isEmpty();
    assertThat(gateway.log).isEmpty();
  }

  @Test
  void aRadioThatOpensTwoSymbolsLateHearsTheFrameAndOneThatOpensLaterDoesNot() {
    Ears justInTime = new Ears();
    Ears tooLate = new Ears();
    simulation.after(
        SYMBOL.multipliedBy(2).minusNanos(1),
        () -> device(justInTime, LossModel.NONE).receiveContinuously(SF7));
    simulation.after(
        SYMBOL.multipliedBy(2).plusNanos(1),
        () -> device(tooLate, LossModel.NONE).receiveContinuously(SF7));
    send(SF7, FRAME);
    run();
    assertThat(justInTime.log).containsExactly("received 33");
    assertThat(tooLate.log).isEmpty();
  }

  @Test
  void aWindowHearsAFrameThatBeginsBeforeItsEndAndNoneAfter() {
    Ears before = new Ears();
    Ears after = new Ears();
    device(before, LossModel.NONE).receive(SF7, Duration.ofMillis(20).plusNanos(1));
    device(after, LossModel.NONE).receive(SF7, Duration.ofMillis(20).minusNanos(1));
    simulation.after(Duration.ofMillis(20), () -> send(SF7, FRAME));
    run();
    assertThat(before.log).containsExactly("received 33");
    assertThat(after.log).containsExactly("timeout");
  }

  @Test
  void aWindowEndsWithItsFrame() {
    Ears ears = new Ears();
    device(ears, LossModel.NONE).receive(SF7, Duration.ofSeconds(5));
    send(SF7, FRAME);
    simulation.after(Duration.ofSeconds(1), () -> send(SF7, FRAME));
    run();
    assertThat(ears.log).containsExactly("received 33");
  }

  @Test
  void aRadioThatStopsBeforeTheEndHearsNothing() {
    Ears ears = new Ears();
    Radio radio = device(ears, LossModel.NONE);
    radio.receiveContinuously(SF7);
    send(SF7, FRAME);
    simulation.after(Duration.ofMillis(30), radio::sleep);
    simulation.after(Duration.ofMillis(31), () -> radio.receiveContinuously(SF7));
    run();
    assertThat(ears.log).isEmpty();
  }

  @Test
  void aFrameThatTheLinkLosesIsNotNoticed() {
    Ears ears = new Ears();
    Radio radio = device(ears, () -> true);
    radio.receive(SF7, Duration.ofMillis(20));
    send(SF7, FRAME);
    run();
    assertThat(ears.log).containsExactly("timeout");
    radio.transmit(SF7, 14, FRAME);
    run();
    assertThat(gateway.log).isEmpty();
    assertThat(air.figures().uplinksHeard()).isZero();
  }

  // GW-05
  @Test
  void theGatewayIsDeafWhileItSends() {
    Radio radio = device(new Ears(), LossModel.NONE);
    radio.transmit(OTHER, 14, FRAME);
    simulation.after(Duration.ofMillis(70), () -> send(SF7, FRAME));
    run();
    assertThat(gateway.log).isEmpty();
    assertThat(air.figures().uplinksUnheard()).isEqualTo(1);
  }

  @Test
  void overlappingUplinksDestroyEachOtherOnlyOnOneChannel() {
    device(new Ears(), LossModel.NONE).transmit(SF7, 14, FRAME);
    device(new Ears(), LossModel.NONE).transmit(OTHER, 14, new byte[20]);
    simulation.after(
        Duration.ofMillis(60), () -> device(new Ears(), LossModel.NONE).transmit(SF7, 14, FRAME));
    run();
    assertThat(gateway.log).containsExactly("uplink 20");
    assertThat(air.figures().uplinksCollided()).isEqualTo(2);
  }

  @Test
  void anUplinkBreaksOffWhenTheDeviceLosesPower() {
    Radio radio = device(new Ears(), LossModel.NONE);
    radio.transmit(SF7, 14, FRAME);
    simulation.after(Duration.ofMillis(30), radio::sleep);
    run();
    assertThat(gateway.log).isEmpty();
  }

  @Test
  void theGatewayHasOneTransmitter() {
    send(SF7, FRAME);
    assertThatIllegalStateException().isThrownBy(() -> send(OTHER, FRAME));
  }

  @Test
  void timeOnAirIsCounted() {
    Radio radio = device(new Ears(), LossModel.NONE);
    radio.transmit(SF7, 14, FRAME);
    run();
    send(SF7, FRAME);
    run();
    assertThat(air.figures().uplinkTime()).isEqualTo(UPLINK_TIME);
    // Without the CRC a downlink of 33 octets is not longer than an uplink of 31.
    assertThat(air.figures().downlinkTime()).isLessThanOrEqualTo(UPLINK_TIME);
    assertThat(air.figures().downlinks()).isEqualTo(1);
  }
}
