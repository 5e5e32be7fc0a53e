package dev.fuota.drivers.sx126x;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.board.Chip;
import dev.fuota.drivers.board.Tcxo;
import dev.fuota.drivers.radio.ChipTrouble;

/** Sets up a chip that was reset, and tells what is wrong with it. */
final class Startup {
  private static final int STANDBY_RC = 0;
  private static final int CALIBRATE_ALL = 0x7F;
  private static final int DC_DC = 1;
  private static final int FALLBACK_STANDBY_XOSC = 0x30;
  private static final int SYNC_WORD_AFTER_RESET = 0x1424;
  private static final int SYNC_WORD_PUBLIC = 0x3444;
  private static final int BOOSTED_GAIN = 0x96;
  private static final int CLAMP_BITS = 0x1E;
  private static final int TICKS_MAX = 0xFFFFFF;

  private final Commands commands;
  private final Board board;

  Startup(Commands commands, Board board) {
    this.commands = commands;
    this.board = board;
  }

  /** Everything that does not depend on a channel. */
  void run() {
    commands.afterReset();
    commands.status();
    commands.write(Op.SET_STANDBY, STANDBY_RC);
    checkRegisters();
    board.options().tcxo().ifPresent(this::supplyTcxo);
    commands.write(Op.SET_DIO2_AS_RF_SWITCH_CTRL, board.options().dio2AsRfSwitch() ? 1 : 0);
    commands.write(Op.SET_REGULATOR_MODE, board.options().dcDc() ? DC_DC : 0);
    commands.write(Op.SET_STANDBY, Sx126x.STANDBY_XOSC);
    commands.bePatient();
    commands.write(Op.SET_RX_TX_FALLBACK_MODE, FALLBACK_STANDBY_XOSC);
    commands.write(Op.SET_PACKET_TYPE, Sx126x.LORA);
    writeSyncWord();
    commands.write(Op.SET_BUFFER_BASE_ADDRESS, 0, 0);
    limitClamping();
    commands.writeRegister(Register.RX_GAIN, BOOSTED_GAIN);
    retainRegisters();
    checkErrors();
  }

  /** Whether there is a chip that remembers what is written to it. */
  private void checkRegisters() {
    int found = syncWord();
    writeSyncWord();
    if (found != SYNC_WORD_AFTER_RESET || syncWord() != SYNC_WORD_PUBLIC) {
      throw new ChipTrouble(
          String.format(
              "The registers of the %s on %s do not hold (sync word %04X after a reset, then"
                  + " %04X): check the pins of chip select (%s) and RESET, and the SPI wires.",
              board.chip(), board.name(), found, syncWord(), board.pins().chipSelect()));
    }
  }

  private int syncWord() {
    return commands.readRegister(Register.SYNC_WORD) << 8
        | commands.readRegister(Register.SYNC_WORD + 1);
  }

  /** The public one, which going through GFSK and a cold start lose. */
  void writeSyncWord() {
    commands.writeRegister(Register.SYNC_WORD, SYNC_WORD_PUBLIC >> 8, SYNC_WORD_PUBLIC & 0xFF);
  }

  /** With its oscillator running, the chip calibrates itself anew. */
  private void supplyTcxo(Tcxo tcxo) {
    int ticks = Sx126x.ticks(tcxo.startUp(), TICKS_MAX);
    commands.write(Op.SET_DIO3_AS_TCXO_CTRL, tcxo.supply().code(), ticks >> 16, ticks >> 8, ticks);
    commands.write(Op.CLEAR_DEVICE_ERRORS, 0, 0);
    commands.write(Op.CALIBRATE, CALIBRATE_ALL);
    commands.bePatient();
  }

  /** An amplifier with an antenna that does not fit must not be switched down (15.2). */
  void limitClamping() {
    if (board.chip() != Chip.SX1261) {
      commands.changeRegister(Register.TX_CLAMP, CLAMP_BITS, CLAMP_BITS);
    }
  }

  /** What is written once, or must be right before it is written again, outlives a warm sleep. */
  private void retainRegisters() {
    commands.writeRegister(
        Register.RETENTION_LIST,
        3,
        Register.RX_GAIN >> 8,
        Register.RX_GAIN,
        Register.TX_MODULATION >> 8,
        Register.TX_MODULATION,
        Register.IQ_POLARITY >> 8,
        Register.IQ_POLARITY);
  }

  /** Says which errors the chip found in itself. */
  void checkErrors() {
    int errors = commands.deviceErrors();
    if (errors != 0) {
      throw new ChipTrouble(DeviceErrors.sentence(board, errors));
    }
  }
}
