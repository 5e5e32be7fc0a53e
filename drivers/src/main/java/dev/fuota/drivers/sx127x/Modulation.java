package dev.fuota.drivers.sx127x;

import dev.fuota.protocol.lorawan.TxParameters;

/** Writes how frames look: modulation, header, IQ, and what the errata say about them. */
final class Modulation {
  private static final long OSCILLATOR_HZ = 32_000_000;
  private static final int HIGH_BAND_HZ = 525_000_000;
  private static final int WIDE_HZ = 500_000;

  private static final int CRC_ON = 1 << 2;
  private static final int LOW_DATA_RATE_OPTIMIZE = 1 << 3;
  private static final int AGC_AUTO_ON = 1 << 2;
  private static final int AUTOMATIC_IF_ON = 1 << 7;

  /** For SF7 to SF12, with the value of the reset in the bits that are reserved. */
  private static final int DETECT_SF7_TO_SF12 = 0x43;

  private static final int THRESHOLD_SF7_TO_SF12 = 0x0A;

  private final Registers registers;

  Modulation(Registers registers) {
    this.registers = registers;
  }

  /** Whether the chip works below 525 MHz, with other amplifiers and another RSSI. */
  static boolean isLowBand(int frequencyHz) {
    return frequencyHz < HIGH_BAND_HZ;
  }

  /** In steps of 32 MHz / 2^19, 61 Hz. */
  void tune(int frequencyHz) {
    int steps = (int) ((((long) frequencyHz << 19) + OSCILLATOR_HZ / 2) / OSCILLATOR_HZ);
    registers.write(Register.FRF_MSB, steps >> 16, steps >> 8, steps);
  }

  /**
   * Sets the modem up.
   *
   * @param symbolTimeout 0..1023
   */
  void shape(TxParameters form, int frequencyHz, int symbolTimeout) {
    int bandwidth =
        switch (form.bandwidthHz()) {
          case 125_000 -> 7;
          case 250_000 -> 8;
          default -> 9;
        };
    registers.write(
        Register.MODEM_CONFIG_1,
        bandwidth << 4 | form.codingRate() << 1 | (form.implicitHeader() ? 1 : 0));
    count(form, symbolTimeout);
    registers.write(
        Register.MODEM_CONFIG_3,
        AGC_AUTO_ON | (form.lowDataRateOptimize() ? LOW_DATA_RATE_OPTIMIZE : 0));
    registers.write(Register.PREAMBLE_MSB, form.preambleSymbols() >> 8, form.preambleSymbols());
    registers.write(Register.DETECTION_THRESHOLD, THRESHOLD_SF7_TO_SF12);
    mendSensitivity(form.bandwidthHz() == WIDE_HZ, isLowBand(frequencyHz));
    mendSpuriousReception(form.bandwidthHz() == WIDE_HZ);
  }

  /**
   * Sets after how many symbols without a preamble a single reception ends; the number shares a
   * register with the spreading factor.
   *
   * @param symbolTimeout 0..1023
   */
  void count(TxParameters form, int symbolTimeout) {
    registers.write(
        Register.MODEM_CONFIG_2,
        form.spreadingFactor() << 4 | (form.crc() ? CRC_ON : 0) | symbolTimeout >> 8,
        symbolTimeout);
  }

  /** Erratum 2.1: sensitivity with 500 kHz. */
  private void mendSensitivity(boolean wide, boolean lowBand) {
    registers.write(Register.HIGH_BW_OPTIMIZE_1, wide ? 0x02 : 0x03);
    if (wide) {
      registers.write(Register.HIGH_BW_OPTIMIZE_2, lowBand ? 0x7F : 0x64);
    }
  }

  /** Erratum 2.3: reception of spurious signals. */
  private void mendSpuriousReception(boolean wide) {
    if (wide) {
      registers.write(Register.DETECT_OPTIMIZE, DETECT_SF7_TO_SF12 | AUTOMATIC_IF_ON);
    } else {
      registers.write(Register.IF_FREQ_1, 0x40, 0x00);
      registers.write(Register.DETECT_OPTIMIZE, DETECT_SF7_TO_SF12);
    }
  }

  /** Gateways send with inverted IQ, beacons apart; devices never do. */
  void invertReceived(boolean inverted) {
    registers.write(Register.INVERT_IQ, inverted ? 0x67 : 0x27);
    registers.write(Register.INVERT_IQ_2, inverted ? 0x19 : 0x1D);
  }
}
