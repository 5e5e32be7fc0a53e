package dev.fuota.emulators.sx126x;

/** The commands that only set something, and writing. */
final class Configuration {
  private static final int SF_LEAST = 5;
  private static final int SF_MOST = 12;
  private static final int CODING_RATE_MOST = 4;
  private static final int EVENT_TIMER = 0x02;

  private final Die die;
  private final Operations operations;
  private final Exchange io;

  Configuration(Die die, Operations operations, Exchange io) {
    this.die = die;
    this.operations = operations;
    this.io = io;
  }

  /** Whether it is such a command. */
  boolean take(Opcode opcode) {
    switch (opcode) {
      case SET_PACKET_TYPE -> packetType();
      case SET_RF_FREQUENCY -> die.setup.frequencySteps = io.u32(0);
      case SET_MODULATION_PARAMS -> modulation();
      case SET_PACKET_PARAMS -> packet();
      case SET_PA_CONFIG -> amplifier();
      case SET_TX_PARAMS -> power();
      case SET_BUFFER_BASE_ADDRESS -> {
        die.setup.txBase = io.u8(0);
        die.setup.rxBase = io.u8(1);
      }
      case SET_RX_TX_FALLBACK_MODE -> fallback();
      case SET_DIO2_AS_RF_SWITCH_CTRL -> die.setup.dio2AsRfSwitch = io.u8(0) == 1;
      case SET_DIO3_AS_TCXO_CTRL -> tcxo();
      case STOP_TIMER_ON_PREAMBLE -> die.setup.stopTimerOnPreamble = io.u8(0) == 1;
      case SET_LORA_SYMB_NUM_TIMEOUT -> symbolTimeout(io.u8(0));
      case WRITE_REGISTER -> writeRegisters();
      case WRITE_BUFFER -> {
        byte[] data = io.rest(1);
        die.buffer.write(io.u8(0), data, 0, data.length);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void packetType() {
    die.setup.packetType = io.u8(0);
    die.registers.set(Registers.SYMBOL_TIMEOUT, 0);
  }

  private void modulation() {
    if (needsPacketType(Opcode.SET_MODULATION_PARAMS)) {
      Setup setup = die.setup;
      setup.spreadingFactor = io.u8(0);
      setup.bandwidthCode = io.u8(1);
      setup.codingRate = io.u8(2);
      setup.lowDataRateOptimize = io.u8(3) == 1;
      boolean possible =
          setup.spreadingFactor >= SF_LEAST
              && setup.spreadingFactor <= SF_MOST
              && setup.codingRate >= 1
              && setup.codingRate <= CODING_RATE_MOST;
      if (!possible) {
        setup.spreadingFactor = Setup.UNSET;
        die.violation(Opcode.SET_MODULATION_PARAMS, "no such spreading factor or coding rate");
      }
    }
  }

  private void packet() {
    if (needsPacketType(Opcode.SET_PACKET_PARAMS)) {
      Setup setup = die.setup;
      setup.packetParamsSet = true;
      setup.preambleSymbols = io.u16(0);
      setup.implicitHeader = io.u8(2) == 1;
      setup.payloadLength = io.u8(3);
      setup.crc = io.u8(4) == 1;
      setup.invertedIq = io.u8(5) == 1;
      setup.iqPolarityWritten = false;
    }
  }

  /** The meaning of the parameters depends on the packet type (data sheet, section 14.5). */
  private boolean needsPacketType(Opcode opcode) {
    if (die.setup.packetType == Setup.UNSET) {
      die.violation(opcode, "SetPacketType has to come first");
      return false;
    }
    if (die.setup.packetType != Setup.LORA) {
      die.remark("only LoRa is emulated, not packet type " + die.setup.packetType);
    }
    return true;
  }

  private void amplifier() {
    Setup setup = die.setup;
    setup.paDutyCycle = io.u8(0);
    setup.paHpMax = io.u8(1);
    setup.paDevice = io.u8(2);
    PaTable.check(die.wiring.part(), io.u8(0), io.u8(1), io.u8(2), io.u8(3))
        .ifPresent(wrong -> die.violation(Opcode.SET_PA_CONFIG, wrong));
    die.registers.set(Registers.OCP, Commands.overCurrentProtection(die.wiring.part()));
  }

  private void power() {
    die.setup.txParamsSet = true;
    die.setup.powerDbm = (byte) io.u8(0);
    PaTable.check(die.wiring.part(), die.setup.powerDbm, io.u8(1))
        .ifPresent(wrong -> die.violation(Opcode.SET_TX_PARAMS, wrong));
  }

  private void fallback() {
    switch (io.u8(0)) {
      case 0x20 -> die.setup.fallback = Mode.STBY_RC;
      case 0x30 -> die.setup.fallback = Mode.STBY_XOSC;
      case 0x40 -> die.setup.fallback = Mode.FS;
      default -> die.violation(Opcode.SET_RX_TX_FALLBACK_MODE, "no such mode");
    }
  }

  private void tcxo() {
    die.setup.tcxo = true;
    die.setup.tcxoDelay = Operations.STEP.multipliedBy(io.u24(1));
    if (io.u8(0) > 7) {
      die.violation(Opcode.SET_DIO3_AS_TCXO_CTRL, "no such voltage");
    }
  }

  /** The number is kept as a mantissa of 5 bits and an exponent, rounded up. */
  private void symbolTimeout(int symbols) {
    int mantissa = (symbols + 1) / 2;
    int exponent = 0;
    while (mantissa > 31) {
      mantissa = (mantissa + 3) / 4;
      exponent++;
    }
    die.registers.set(Registers.SYMBOL_TIMEOUT, exponent + (mantissa << 3));
  }

  private void writeRegisters() {
    int address = io.u16(0);
    byte[] data = io.rest(2);
    for (int i = 0; i < data.length; i++) {
      write(address + i, data[i] & 0xFF);
    }
  }

  private void write(int address, int value) {
    if (!die.registers.knows(address)) {
      die.violation(
          Opcode.WRITE_REGISTER, String.format("the data sheet has no register %04X", address));
    }
    die.registers.set(address, value);
    if (address == Registers.IQ_POLARITY) {
      die.setup.iqPolarityWritten = true;
    }
    boolean timerCleared = die.registers.hasBits(Registers.EVENT_MASK, EVENT_TIMER);
    if (address == Registers.EVENT_MASK && timerCleared && die.rtcStopped) {
      operations.timerStopped();
    }
    if (address == Registers.RTC_CONTROL) {
      die.rtcStopped = value == 0;
    }
  }
}
