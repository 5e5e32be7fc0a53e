package dev.fuota.emulators.sx126x;

/** The commands that ask for something; the octet before the data is the status. */
final class Answers {
  /** What is heard where nobody sends: -115 dBm, in steps of -0.5 dBm. */
  private static final byte NOISE = (byte) 230;

  private final Die die;
  private final Exchange io;

  Answers(Die die, Exchange io) {
    this.die = die;
    this.io = io;
  }

  void give(Opcode opcode) {
    switch (opcode) {
      case GET_STATUS -> {} // every frame has it
      case GET_PACKET_TYPE -> io.answer(1, (byte) Math.max(0, die.setup.packetType));
      case GET_IRQ_STATUS -> io.answer16(1, die.interrupts.flags());
      case GET_RX_BUFFER_STATUS ->
          io.answer(1, (byte) die.counters.length, (byte) die.counters.start);
      case GET_PACKET_STATUS -> io.answer(1, die.counters.packetStatus());
      case GET_RSSI_INST -> io.answer(1, NOISE);
      case GET_DEVICE_ERRORS -> io.answer16(1, die.oscillators.errors());
      case GET_STATS -> {
        io.answer16(1, die.counters.received);
        io.answer16(3, die.counters.crcErrors);
        io.answer16(5, die.counters.headerErrors);
      }
      case READ_REGISTER -> readRegisters();
      case READ_BUFFER -> {
        byte[] data = new byte[io.count() - 2];
        die.buffer.read(io.u8(0), data, 0, data.length);
        io.answer(2, data);
      }
      default -> throw new IllegalStateException(opcode + " is nobody's");
    }
  }

  private void readRegisters() {
    int address = io.u16(0);
    for (int i = 3; i < io.count(); i++) {
      io.answer(i, (byte) die.registers.get(address + i - 3));
    }
  }
}
