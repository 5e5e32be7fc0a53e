package dev.fuota.emulators.sx126x;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.emulators.sx126x.Sx126xChip.Part;
import dev.fuota.emulators.sx126x.Sx126xChip.Wiring;
import dev.fuota.hal.radio.RadioBus.Antenna;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SX1261/2 data sheet, chapters 14 and 15: what is wrong at the moment it matters. */
class RulesTest {
  private final Host host = Host.usual().setUp();

  private List<String> violations() {
    return host.chip.violations();
  }

  @Test
  void modulationQuality() { // 15.1
    host.readyToSend("40010203").saysAll("0D088901", "83000000");
    assertThat(violations())
        .containsExactly("SetTx (83): 15.1: bit 2 of register 0889 must be 1 below 500 kHz");
  }

  @Test
  void modulationQualityAt500Kilohertz() { // 15.1
    host.readyToSend("40010203").saysAll("8B08060100", "83000000");
    assertThat(violations())
        .containsExactly("SetTx (83): 15.1: bit 2 of register 0889 must be 0 at 500 kHz");
  }

  @Test
  void antennaMismatch() { // 15.2
    host.readyToSend("40010203").saysAll("0D08D8C8", "83000000");
    assertThat(violations())
        .containsExactly("SetTx (83): 15.2: bits 4..1 of register 08D8 must be 1");
  }

  @Test
  void implicitHeaderTimeout() { // 15.3
    host.readyToHear(0).saysAll("8C000A01110000", "0D07360D", "82001000");
    host.run(Duration.ofMillis(30));
    host.air.frame("00".repeat(17));
    host.run(Duration.ofMillis(10));
    assertThat(host.say("12000000")).endsWith("0002");
    host.say("0203FF");
    host.run(Duration.ofMillis(100));
    assertThat(host.say("12000000")).as("the timer ran on").endsWith("0200");
    host.saysAll("0203FF", "82000000");
    assertThat(violations())
        .containsExactly(
            "SetRx (82): 15.3: the timer of the last reception still runs; 0902 := 0, 0944 |= 02");
  }

  @Test
  void implicitHeaderTimeoutStopped() { // 15.3
    host.readyToHear(0).saysAll("8C000A01110000", "0D07360D", "82001000");
    host.run(Duration.ofMillis(30));
    host.air.frame("00".repeat(17));
    host.saysAll("0203FF", "0D090200", "0D094402");
    host.run(Duration.ofMillis(100));
    assertThat(host.say("12000000")).endsWith("0000");
    host.say("82000000");
    assertThat(violations()).isEmpty();
  }

  @Test
  void invertedIq() { // 15.4
    host.readyToHear(20).saysAll("0D07360D", "82000000");
    assertThat(violations()).containsExactly("SetRx (82): 15.4: bit 2 of register 0736 must be 0");
  }

  @Test
  void invertedIqAfterEachSetPacketParams() { // 15.4
    host.readyToHear(20).saysAll("8C000800FF0001", "82000000");
    assertThat(violations())
        .containsExactly(
            "SetRx (82): 15.4: register 0736 was not written after the last SetPacketParams");
  }

  @Test
  void theImageHasToBeCalibratedForTheBand() {
    host.readyToHear(20).saysAll("98E1E9", "82000000");
    assertThat(violations())
        .containsExactly("SetRx (82): the image is not calibrated for 868100000 Hz");
  }

  @Test
  void afterAResetTheImageIsCalibratedForAmerica() {
    Host american = Host.usual();
    american.saysAll("8000", "9D01", "8A01");
    american.readyToHear(20).saysAll("8639266666", "82000000"); // 914.4 MHz
    assertThat(american.chip.violations()).isEmpty();
  }

  @Test
  void everythingHasToBeSetSinceTheReset() {
    Host fresh = Host.usual();
    fresh.saysAll("8000", "83000000");
    assertThat(fresh.chip.violations())
        .contains(
            "SetTx (83): SetPacketType is missing since reset or cold start",
            "SetTx (83): SetRfFrequency is missing since reset or cold start",
            "SetTx (83): SetModulationParams is missing since reset or cold start",
            "SetTx (83): SetPacketParams is missing since reset or cold start",
            "SetTx (83): SetPaConfig is missing since reset or cold start",
            "SetTx (83): SetTxParams is missing since reset or cold start",
            "SetTx (83): DIO2 does not drive the antenna switch: SetDio2AsRfSwitchCtrl is missing");
  }

  @Test
  void flagsHaveToBeCleared() {
    host.readyToHear(20).saysAll("82000000");
    host.run(Duration.ofSeconds(1));
    host.say("82000000");
    assertThat(violations())
        .containsExactly("SetRx (82): interrupt flags 0200 of what was before are not cleared");
  }

  @Test
  void lowDataRateOptimisationIsForLongSymbols() {
    host.readyToHear(20).saysAll("8B0B040100", "82000000");
    assertThat(violations())
        .containsExactly(
            "SetRx (82): low data rate optimisation must be on for"
                + " LoraChannel[frequencyHz=868100000, spreadingFactor=11, bandwidthHz=125000]");
  }

  @Test
  void theAntennaSwitchHasToStandRight() {
    Wiring pins = new Wiring(Part.SX1262, false, Duration.ZERO, false, true, true);
    Host wired = new Host(pins).setUp();
    wired.readyToHear(20);
    wired.chip.antenna(Antenna.TRANSMIT);
    wired.say("82000000");
    wired.chip.antenna(Antenna.OFF);
    wired.saysAll("8000");
    wired.readyToSend("40010203");
    wired.chip.antenna(Antenna.RECEIVE);
    wired.say("83000000");
    assertThat(wired.chip.violations())
        .containsExactly(
            "SetRx (82): RXEN is not set: no antenna to receive",
            "SetRx (82): TXEN is set while the chip receives",
            "SetTx (83): TXEN is not set: no antenna to send",
            "SetTx (83): RXEN is set while the chip sends");
  }

  @Test
  void aFailedCalibrationHasToBeRepeated() {
    Wiring tcxo = new Wiring(Part.SX1262, true, Duration.ofMillis(5), true, false, false);
    Host forgets = new Host(tcxo);
    forgets.saysAll("9702000140", "070000");
    forgets.setUp().readyToHear(20).say("82000000");
    assertThat(forgets.chip.violations())
        .containsExactly("SetRx (82): a calibration failed and was not repeated");
  }

  @Test
  void settingsDoNotChangeUnderWay() {
    host.readyToHear(20).saysAll("82000000", "863641999A");
    assertThat(violations()).containsExactly("SetRfFrequency (86): not in RX");
  }
}
