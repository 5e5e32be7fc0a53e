package dev.fuota.emulators.sx126x;

import dev.fuota.hal.radio.RadioBus.Antenna;
import java.util.ArrayList;
import java.util.List;

/**
 * What has to be right when the chip is told to send or to receive: the order of chapter 14 and the
 * known limitations of chapter 15 of the SX1261/2 data sheet, and the wiring.
 */
final class Rules {
  private static final int BIT_2 = 0x04;
  private static final int TX_CLAMP_BITS = 0x1E;
  private static final int BW_500_CODE = 0x06;

  private final Sx126xChip.Wiring wiring;
  private final Setup setup;
  private final Registers registers;
  private final Oscillators oscillators;
  private final Antenna antenna;
  private final List<String> broken = new ArrayList<>();

  Rules(Die die) {
    this.wiring = die.wiring;
    this.setup = die.setup;
    this.registers = die.registers;
    this.oscillators = die.oscillators;
    this.antenna = die.antenna;
  }

  List<String> beforeTx() {
    both();
    unless(setup.paDutyCycle != Setup.UNSET, "SetPaConfig is missing since reset or cold start");
    unless(setup.txParamsSet, "SetTxParams is missing since reset or cold start");
    unless(!PaTable.tooMuchInLowBand(setup), "the PA's duty cycle is too high below 400 MHz");
    boolean wide = setup.bandwidthCode == BW_500_CODE;
    unless(
        registers.hasBits(Registers.TX_MODULATION, BIT_2) != wide,
        "15.1: bit 2 of register 0889 must be " + (wide ? "0 at 500 kHz" : "1 below 500 kHz"));
    unless(
        wiring.part() == Sx126xChip.Part.SX1261
            || registers.hasBits(Registers.TX_CLAMP, TX_CLAMP_BITS),
        "15.2: bits 4..1 of register 08D8 must be 1");
    unless(!wiring.txPin() || antenna == Antenna.TRANSMIT, "TXEN is not set: no antenna to send");
    unless(!wiring.rxPin() || antenna != Antenna.RECEIVE, "RXEN is set while the chip sends");
    return broken;
  }

  List<String> beforeRx() {
    both();
    unless(!wiring.rxPin() || antenna == Antenna.RECEIVE, "RXEN is not set: no antenna to receive");
    unless(!wiring.txPin() || antenna != Antenna.TRANSMIT, "TXEN is set while the chip receives");
    return broken;
  }

  private void both() {
    unless(setup.packetType != Setup.UNSET, "SetPacketType is missing since reset or cold start");
    unless(
        setup.frequencySteps != Setup.UNSET, "SetRfFrequency is missing since reset or cold start");
    unless(
        setup.spreadingFactor != Setup.UNSET,
        "SetModulationParams is missing since reset or cold start");
    unless(setup.packetParamsSet, "SetPacketParams is missing since reset or cold start");
    unless(oscillators.isCalibrated(), "a calibration failed and was not repeated");
    unless(
        setup.frequencySteps == Setup.UNSET || oscillators.isImageCalibrated(setup.frequencyHz()),
        "the image is not calibrated for " + setup.frequencyHz() + " Hz");
    unless(
        !wiring.dio2Switch() || setup.dio2AsRfSwitch,
        "DIO2 does not drive the antenna switch: SetDio2AsRfSwitchCtrl is missing");
    if (setup.packetType == Setup.LORA && setup.packetParamsSet) {
      iqPolarity();
      lowDataRate();
    }
  }

  private void iqPolarity() {
    unless(
        setup.iqPolarityWritten,
        "15.4: register 0736 was not written after the last SetPacketParams");
    unless(
        registers.hasBits(Registers.IQ_POLARITY, BIT_2) != setup.invertedIq,
        "15.4: bit 2 of register 0736 must be " + (setup.invertedIq ? "0" : "1"));
  }

  private void lowDataRate() {
    if (setup.spreadingFactor != Setup.UNSET && setup.bandwidthHz() > 0) {
      boolean slow = setup.sent().lowDataRateOptimize();
      unless(
          setup.lowDataRateOptimize == slow,
          "low data rate optimisation must be "
              + (slow ? "on" : "off")
              + " for "
              + setup.channel());
    }
  }

  private void unless(boolean right, String sentence) {
    if (!right) {
      broken.add(sentence);
    }
  }
}
