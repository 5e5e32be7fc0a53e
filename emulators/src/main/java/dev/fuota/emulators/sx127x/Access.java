package dev.fuota.emulators.sx127x;

import java.util.Set;

/** What the host reads and writes, register by register. */
final class Access {
  private static final int LONG_RANGE = 0x80;

  /** What may be written while the modem works. */
  private static final Set<Integer> ALWAYS =
      Set.of(
          Reg.FIFO,
          Reg.OP_MODE,
          Reg.FIFO_ADDR_PTR,
          Reg.IRQ_MASK,
          Reg.IRQ_FLAGS,
          Reg.DIO_MAPPING_1,
          Reg.DIO_MAPPING_2);

  /** What the host only reads. */
  private static final Set<Integer> READ_ONLY =
      Set.of(
          Reg.FIFO_RX_CURRENT,
          Reg.RX_NB_BYTES,
          Reg.MODEM_STAT,
          Reg.PKT_SNR,
          Reg.PKT_RSSI,
          Reg.RSSI,
          Reg.FIFO_RX_BYTE_ADDR,
          Reg.VERSION);

  private final Die die;
  private final Operations operations;

  Access(Die die, Operations operations) {
    this.die = die;
    this.operations = operations;
  }

  int read(int address) {
    if (address > Reg.LAST) {
      die.violation(hex(address), "there is no such register");
      return 0;
    }
    if (address == Reg.FIFO && die.registers.isLora()) {
      return readFifo();
    }
    return die.registers.visible(address);
  }

  private int readFifo() {
    if (die.mode() == Mode.SLEEP) {
      die.violation("FIFO", "cannot be read in sleep");
      return 0;
    }
    return die.fifo.read();
  }

  void write(int address, int value) {
    RegisterFile registers = die.registers;
    if (address > Reg.LAST) {
      die.violation(hex(address), "there is no such register");
    } else if (registers.isFsk(address)) {
      registers.setFsk(address, value);
    } else if (READ_ONLY.contains(address)) {
      die.violation(hex(address), "is only read");
    } else if (!die.mode().isIdle() && !ALWAYS.contains(address)) {
      die.violation(hex(address), "is written in mode " + die.mode());
    } else {
      writeAllowed(address, value);
    }
  }

  private void writeAllowed(int address, int value) {
    switch (address) {
      case Reg.FIFO -> writeFifo(value);
      case Reg.OP_MODE -> writeMode(value);
      case Reg.IRQ_FLAGS -> die.lines.clear(value);
      default -> {
        die.registers.set(address, value);
        die.lines.look();
      }
    }
  }

  private void writeFifo(int value) {
    if (die.mode() == Mode.SLEEP) {
      die.violation("FIFO", "cannot be written in sleep");
    } else if (die.mode() == Mode.TX) {
      die.violation("FIFO", "is written while it is sent");
    } else {
      die.fifo.write(value);
    }
  }

  /** LoRa and FSK can be exchanged in sleep only (data sheet, "LongRangeMode"). */
  private void writeMode(int value) {
    RegisterFile registers = die.registers;
    int before = registers.get(Reg.OP_MODE);
    boolean changes = ((before ^ value) & LONG_RANGE) != 0;
    int next = value;
    if (changes && die.mode() != Mode.SLEEP) {
      die.violation("OpMode", "LongRangeMode can be changed in sleep only");
      next = (value & ~LONG_RANGE) | (before & LONG_RANGE);
    }
    registers.set(Reg.OP_MODE, next);
    if (Mode.of(next) != Mode.of(before) || Mode.of(next) == Mode.SLEEP) {
      operations.begin(Mode.of(next));
    }
    die.lines.look();
  }

  private static String hex(int address) {
    return String.format("register %02X", address);
  }
}
