package dev.fuota.drivers.sx127x;

/** Addresses of registers in LoRa mode (data sheet, chapters 4.4 and 6). */
final class Register {
  static final int FIFO = 0x00;
  static final int OP_MODE = 0x01;
  static final int FRF_MSB = 0x06;
  static final int PA_CONFIG = 0x09;
  static final int OCP = 0x0B;
  static final int LNA = 0x0C;
  static final int FIFO_ADDR_PTR = 0x0D;
  static final int FIFO_TX_BASE_ADDR = 0x0E;
  static final int FIFO_RX_CURRENT_ADDR = 0x10;
  static final int IRQ_FLAGS_MASK = 0x11;
  static final int IRQ_FLAGS = 0x12;
  static final int RX_NB_BYTES = 0x13;
  static final int MODEM_STAT = 0x18;
  static final int PKT_SNR_VALUE = 0x19;
  static final int MODEM_CONFIG_1 = 0x1D;
  static final int MODEM_CONFIG_2 = 0x1E;
  static final int PREAMBLE_MSB = 0x20;
  static final int PAYLOAD_LENGTH = 0x22;
  static final int MODEM_CONFIG_3 = 0x26;
  static final int IF_FREQ_1 = 0x2F;
  static final int DETECT_OPTIMIZE = 0x31;
  static final int INVERT_IQ = 0x33;
  static final int HIGH_BW_OPTIMIZE_1 = 0x36;
  static final int DETECTION_THRESHOLD = 0x37;
  static final int SYNC_WORD = 0x39;
  static final int HIGH_BW_OPTIMIZE_2 = 0x3A;
  static final int INVERT_IQ_2 = 0x3B;
  static final int DIO_MAPPING_1 = 0x40;
  static final int VERSION = 0x42;
  static final int TCXO = 0x4B;
  static final int PA_DAC = 0x4D;

  private Register() {}
}
