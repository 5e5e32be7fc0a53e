package dev.fuota.drivers.sx127x;

import dev.fuota.drivers.radio.LoraChip;

/** The bits of RegIrqFlags. */
final class Irq {
  static final int RX_TIMEOUT = 1 << 7;
  static final int RX_DONE = 1 << 6;
  static final int PAYLOAD_CRC_ERROR = 1 << 5;
  static final int VALID_HEADER = 1 << 4;
  static final int TX_DONE = 1 << 3;
  static final int ALL = 0xFF;

  /** What is not used: detection of channel activity, and hopping. */
  static final int UNUSED = 0x07;

  private Irq() {}

  /** The same as flags of {@link LoraChip}. */
  static int common(int flags) {
    return take(flags, TX_DONE, LoraChip.TX_DONE)
        | take(flags, RX_DONE, LoraChip.RX_DONE)
        | take(flags, RX_TIMEOUT, LoraChip.TIMEOUT)
        | take(flags, PAYLOAD_CRC_ERROR, LoraChip.DAMAGED)
        | take(flags, VALID_HEADER, LoraChip.HEADER);
  }

  private static int take(int flags, int own, int common) {
    return (flags & own) != 0 ? common : 0;
  }
}
