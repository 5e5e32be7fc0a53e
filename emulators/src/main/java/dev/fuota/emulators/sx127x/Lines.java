package dev.fuota.emulators.sx127x;

/**
 * The interrupt flags, and DIO0 and DIO1 that show them: each is high while the flag is set to
 * which RegDioMapping1 leads it.
 */
final class Lines {
  private final RegisterFile registers;
  private final boolean dio1Connected;
  private Runnable rising = () -> {};
  private boolean before;
  private boolean loseNext;

  Lines(RegisterFile registers, boolean dio1Connected) {
    this.registers = registers;
    this.dio1Connected = dio1Connected;
  }

  void onRising(Runnable listener) {
    rising = listener;
  }

  void loseNext() {
    loseNext = true;
  }

  /** A masked flag is not set at all. */
  void raise(int flags) {
    int seen = flags & ~registers.get(Reg.IRQ_MASK);
    registers.set(Reg.IRQ_FLAGS, registers.get(Reg.IRQ_FLAGS) | seen);
    look();
  }

  /** Writing ones clears. */
  void clear(int flags) {
    registers.set(Reg.IRQ_FLAGS, registers.get(Reg.IRQ_FLAGS) & ~flags);
    look();
  }

  int flags() {
    return registers.get(Reg.IRQ_FLAGS);
  }

  boolean dio0() {
    int flag =
        switch (registers.get(Reg.DIO_MAPPING_1) >> 6) {
          case 0 -> Irq.RX_DONE;
          case 1 -> Irq.TX_DONE;
          case 2 -> Irq.CAD_DONE;
          default -> 0;
        };
    return (flags() & flag) != 0;
  }

  boolean dio1() {
    int flag =
        switch (registers.get(Reg.DIO_MAPPING_1) >> 4 & 0x3) {
          case 0 -> Irq.RX_TIMEOUT;
          case 1 -> Irq.FHSS_CHANGE;
          case 2 -> Irq.CAD_DETECTED;
          default -> 0;
        };
    return (flags() & flag) != 0;
  }

  /** Whether a line is high that is connected to the host. */
  boolean pending() {
    return dio0() || (dio1Connected && dio1());
  }

  /** After everything that can change a line. */
  void look() {
    boolean now = pending();
    boolean rose = now && !before;
    before = now;
    if (rose && loseNext) {
      loseNext = false;
    } else if (rose) {
      rising.run();
    }
  }
}
