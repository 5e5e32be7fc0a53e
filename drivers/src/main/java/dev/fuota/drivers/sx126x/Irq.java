package dev.fuota.drivers.sx126x;

import dev.fuota.drivers.radio.LoraChip;

/** The interrupts, as bits of a mask (data sheet, "IrqStatus"). */
final class Irq {
  static final int TX_DONE = 1;
  static final int RX_DONE = 1 << 1;
  static final int PREAMBLE_DETECTED = 1 << 2;
  static final int HEADER_VALID = 1 << 4;
  static final int HEADER_ERROR = 1 << 5;
  static final int CRC_ERROR = 1 << 6;
  static final int TIMEOUT = 1 << 9;
  static final int ALL = 0x43FF;

  /** What ends a transmission. */
  static final int SENDING = TX_DONE | TIMEOUT;

  /** What ends a reception. */
  static final int RECEIVED = RX_DONE | TIMEOUT | HEADER_ERROR | CRC_ERROR;

  /** What is worth remembering of a reception that goes on. */
  static final int RECEIVING = PREAMBLE_DETECTED | HEADER_VALID;

  private Irq() {}

  /** The same as flags of {@link LoraChip}. */
  static int common(int flags) {
    return take(flags, TX_DONE, LoraChip.TX_DONE)
        | take(flags, RX_DONE, LoraChip.RX_DONE)
        | take(flags, TIMEOUT, LoraChip.TIMEOUT)
        | take(flags, HEADER_ERROR | CRC_ERROR, LoraChip.DAMAGED)
        | take(flags, PREAMBLE_DETECTED, LoraChip.PREAMBLE)
        | take(flags, HEADER_VALID, LoraChip.HEADER);
  }

  private static int take(int flags, int own, int common) {
    return (flags & own) != 0 ? common : 0;
  }
}
