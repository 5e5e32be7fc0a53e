package dev.fuota.emulators.sx127x;

import dev.fuota.hal.radio.RadioBus.Antenna;
import java.util.ArrayList;
import java.util.List;

/** What has to be right before a transmission or a reception begins. */
final class Rules {
  private static final int HIGH_BAND_HZ = 525_000_000;
  private static final int LOW_FREQUENCY_MODE = 0x08;
  private static final int AUTOMATIC_IF = 0x80;
  private static final int SYMBOLS_LEAST = 4;
  private static final int PA_BOOST = 0x80;
  private static final int PA_DAC_USUAL = 0x84;
  private static final int PA_DAC_20_DBM = 0x87;

  private final Die die;
  private final RegisterFile registers;
  private final Modem modem;
  private final List<String> broken = new ArrayList<>();

  Rules(Die die) {
    this.die = die;
    this.registers = die.registers;
    this.modem = die.modem;
  }

  /** What is wrong with a transmission that begins. */
  List<String> beforeTx() {
    common(die.wiring.txPin(), Antenna.TRANSMIT);
    int length = modem.payloadLength();
    require(length > 0, "PayloadLength (22) is 0");
    require(
        die.fifo.holds(registers.get(Reg.FIFO_TX_BASE), length),
        "fewer octets than PayloadLength (22) were written from FifoTxBaseAddr (0E) on");
    if (die.wiring.paBoost()) {
      require(
          registers.has(Reg.PA_CONFIG, PA_BOOST),
          "PaConfig (09) chooses RFO, which is not connected; the antenna is at PA_BOOST");
    }
    int dac = registers.get(Reg.PA_DAC);
    require(
        dac == PA_DAC_USUAL || (dac == PA_DAC_20_DBM && registers.has(Reg.PA_CONFIG, PA_BOOST)),
        "PaDac (4D) is neither 84 nor 87 with PA_BOOST");
    return broken;
  }

  /** What is wrong with a reception that begins. */
  List<String> beforeRx(boolean single) {
    common(die.wiring.rxPin(), Antenna.RECEIVE);
    boolean wide = modem.bandwidthHz() == 500_000;
    boolean automatic = registers.has(Reg.DETECT_OPTIMIZE, AUTOMATIC_IF);
    if (wide) {
      require(automatic, "erratum 2.3: bit 7 of 31 has to be 1 with 500 kHz");
    } else {
      require(
          !automatic && registers.get(Reg.IF_FREQ_1) == 0x40 && registers.get(Reg.IF_FREQ_2) == 0,
          "erratum 2.3: bit 7 of 31 has to be 0, 2F 40 and 30 00 with less than 500 kHz");
    }
    if (single) {
      require(modem.symbolTimeout() >= SYMBOLS_LEAST, "SymbTimeout is less than 4");
    }
    return broken;
  }

  private void common(boolean pin, Antenna wanted) {
    require(registers.isLora(), "LoRa is not chosen, and the emulator has no FSK");
    if (pin) {
      require(die.antenna == wanted, "the antenna switch is at " + die.antenna);
    }
    boolean high = modem.frequencyHz() > HIGH_BAND_HZ;
    boolean lowMode = registers.has(Reg.OP_MODE, LOW_FREQUENCY_MODE);
    require(high != lowMode, "LowFrequencyModeOn is " + lowMode + " at " + modem.frequencyHz());
    boolean wide = modem.bandwidthHz() == 500_000;
    int first = registers.get(Reg.HIGH_BW_1);
    if (wide) {
      int second = high ? 0x64 : 0x7F;
      require(
          first == 0x02 && registers.get(Reg.HIGH_BW_2) == second,
          String.format("erratum 2.1: 36 has to be 02 and 3A %02X with 500 kHz", second));
    } else {
      require(first == 0x03, "erratum 2.1: 36 has to be 03 with less than 500 kHz");
    }
    require(
        die.lines.flags() == 0,
        String.format(
            "interrupt flags %02X of what was before are not cleared", die.lines.flags()));
  }

  private void require(boolean right, String otherwise) {
    if (!right) {
      broken.add(otherwise);
    }
  }
}
