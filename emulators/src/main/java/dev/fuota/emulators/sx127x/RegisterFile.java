package dev.fuota.emulators.sx127x;

import java.util.Arrays;
import java.util.Map;

/** The registers; those of FSK are kept apart and mean nothing here. */
final class RegisterFile {
  private static final int LONG_RANGE = 0x80;

  /** After a reset (data sheet, table "Register addresses"); what is not here is 0. */
  private static final Map<Integer, Integer> DEFAULTS =
      Map.ofEntries(
          Map.entry(Reg.OP_MODE, 0x09), // FSK, low frequencies, standby
          Map.entry(Reg.FRF_MSB, 0x6C),
          Map.entry(Reg.FRF_MSB + 1, 0x80),
          Map.entry(Reg.PA_CONFIG, 0x4F),
          Map.entry(0x0A, 0x09),
          Map.entry(Reg.OCP, 0x2B),
          Map.entry(0x0C, 0x20),
          Map.entry(Reg.FIFO_TX_BASE, 0x80),
          Map.entry(Reg.MODEM_CONFIG_1, 0x72),
          Map.entry(Reg.MODEM_CONFIG_2, 0x70),
          Map.entry(Reg.SYMB_TIMEOUT_LSB, 0x64),
          Map.entry(Reg.PREAMBLE_LSB, 0x08),
          Map.entry(Reg.PAYLOAD_LENGTH, 0x01),
          Map.entry(Reg.MAX_PAYLOAD_LENGTH, 0xFF),
          Map.entry(Reg.MODEM_CONFIG_3, 0x04),
          Map.entry(Reg.IF_FREQ_1, 0x20),
          Map.entry(Reg.DETECT_OPTIMIZE, 0xC3),
          Map.entry(Reg.INVERT_IQ, 0x27),
          Map.entry(Reg.HIGH_BW_1, 0x03),
          Map.entry(Reg.DETECTION_THRESHOLD, 0x0A),
          Map.entry(Reg.SYNC_WORD, 0x12),
          Map.entry(Reg.HIGH_BW_2, 0x65),
          Map.entry(Reg.INVERT_IQ_2, 0x1D),
          Map.entry(Reg.VERSION, 0x12),
          Map.entry(0x4B, 0x09),
          Map.entry(Reg.PA_DAC, 0x84));

  private final int[] values = new int[Reg.LAST + 1];
  private final int[] fskPage = new int[Reg.LAST + 1];

  RegisterFile() {
    reset();
  }

  void reset() {
    Arrays.fill(values, 0);
    Arrays.fill(fskPage, 0);
    DEFAULTS.forEach((address, value) -> values[address] = value);
  }

  boolean isLora() {
    return (values[Reg.OP_MODE] & LONG_RANGE) != 0;
  }

  /** What the host reads at an address. */
  int visible(int address) {
    return isFsk(address) ? fskPage[address] : values[address];
  }

  /** Whether an address is a register of FSK now. */
  boolean isFsk(int address) {
    return !isLora() && address >= Reg.PAGE_FIRST && address <= Reg.PAGE_LAST;
  }

  void setFsk(int address, int value) {
    fskPage[address] = value;
  }

  /** A register of LoRa, or one that both have. */
  int get(int address) {
    return values[address];
  }

  void set(int address, int value) {
    values[address] = value & 0xFF;
  }

  boolean has(int address, int bits) {
    return (values[address] & bits) == bits;
  }
}
