package dev.fuota.emulators.sx127x;

/** Addresses of registers (data sheet, chapters 4.4 and 6). */
final class Reg {
  static final int FIFO = 0x00;
  static final int OP_MODE = 0x01;
  static final int FRF_MSB = 0x06;
  static final int PA_CONFIG = 0x09;
  static final int OCP = 0x0B;
  static final int FIFO_ADDR_PTR = 0x0D;
  static final int FIFO_TX_BASE = 0x0E;
  static final int FIFO_RX_BASE = 0x0F;
  static final int FIFO_RX_CURRENT = 0x10;
  static final int IRQ_MASK = 0x11;
  static final int IRQ_FLAGS = 0x12;
  static final int RX_NB_BYTES = 0x13;
  static final int MODEM_STAT = 0x18;
  static final int PKT_SNR = 0x19;
  static final int PKT_RSSI = 0x1A;
  static final int RSSI = 0x1B;
  static final int MODEM_CONFIG_1 = 0x1D;
  static final int MODEM_CONFIG_2 = 0x1E;
  static final int SYMB_TIMEOUT_LSB = 0x1F;
  static final int PREAMBLE_MSB = 0x20;
  static final int PREAMBLE_LSB = 0x21;
  static final int PAYLOAD_LENGTH = 0x22;
  static final int MAX_PAYLOAD_LENGTH = 0x23;
  static final int FIFO_RX_BYTE_ADDR = 0x25;
  static final int MODEM_CONFIG_3 = 0x26;
  static final int IF_FREQ_1 = 0x2F;
  static final int IF_FREQ_2 = 0x30;
  static final int DETECT_OPTIMIZE = 0x31;
  static final int INVERT_IQ = 0x33;
  static final int HIGH_BW_1 = 0x36;
  static final int DETECTION_THRESHOLD = 0x37;
  static final int SYNC_WORD = 0x39;
  static final int HIGH_BW_2 = 0x3A;
  static final int INVERT_IQ_2 = 0x3B;
  static final int DIO_MAPPING_1 = 0x40;
  static final int DIO_MAPPING_2 = 0x41;
  static final int VERSION = 0x42;
  static final int PA_DAC = 0x4D;
  static final int LAST = 0x70;

  /** From here to {@link #PAGE_LAST} FSK has registers of its own. */
  static final int PAGE_FIRST = 0x0D;

  static final int PAGE_LAST = 0x3F;

  private Reg() {}
}
