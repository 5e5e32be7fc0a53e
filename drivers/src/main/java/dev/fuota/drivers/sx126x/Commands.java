package dev.fuota.drivers.sx126x;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.radio.ChipTrouble;
import dev.fuota.hal.radio.RadioBus;
import java.time.Duration;
import java.util.Arrays;

/**
 * The commands of the chip, one SPI frame each (data sheet, chapters 8 and 10). Before each it
 * waits until BUSY is low; the status that the chip gives with each frame is checked.
 */
final class Commands {
  private static final Duration READY = Duration.ofMillis(10);

  /** After a reset, and while it calibrates itself with an oscillator that has to start. */
  private static final Duration READY_SLOWLY = Duration.ofMillis(100);

  private static final int FRAME_MAX = 260;
  private static final int STATUS = 1; // the first octet that the chip answers is not defined

  // 3, a time-out, is no failure: a chip may also say so of a reception that heard nothing.
  private static final int PROCESSING_ERROR = 4;
  private static final int NOT_EXECUTED = 5;

  private final RadioBus bus;
  private final Board board;
  private final byte[] frame = new byte[FRAME_MAX];
  private Op last = Op.GET_STATUS;
  private boolean asleep;
  private Duration patience = READY;

  Commands(RadioBus bus, Board board) {
    this.bus = bus;
    this.board = board;
  }

  /** The chip was reset: it is awake, and slow. */
  void afterReset() {
    asleep = false;
    patience = READY_SLOWLY;
  }

  /** The command before this one takes longer than others. */
  void bePatient() {
    patience = READY_SLOWLY;
  }

  /** The chip went to sleep: only selecting it wakes it, and what it answers then means nothing. */
  void fellAsleep() {
    asleep = true;
  }

  void write(Op op, int... octets) {
    for (int i = 0; i < octets.length; i++) {
      frame[1 + i] = (byte) octets[i];
    }
    exchange(op, 1 + octets.length);
  }

  /** The first octet of what the command answers after the status. */
  int readOctet(Op op) {
    return read(op, 1)[0] & 0xFF;
  }

  /** What the command answers after the status. */
  byte[] read(Op op, int length) {
    Arrays.fill(frame, 1, 2 + length, (byte) 0);
    exchange(op, 2 + length);
    return Arrays.copyOfRange(frame, 2, 2 + length);
  }

  void writeRegister(int address, int... values) {
    frame[1] = (byte) (address >> 8);
    frame[2] = (byte) address;
    for (int i = 0; i < values.length; i++) {
      frame[3 + i] = (byte) values[i];
    }
    exchange(Op.WRITE_REGISTER, 3 + values.length);
  }

  int readRegister(int address) {
    frame[1] = (byte) (address >> 8);
    frame[2] = (byte) address;
    frame[3] = 0;
    frame[4] = 0;
    exchange(Op.READ_REGISTER, 5);
    return frame[4] & 0xFF;
  }

  /** Sets the bits of a register that are in {@code mask} to those of {@code value}. */
  void changeRegister(int address, int mask, int value) {
    writeRegister(address, (readRegister(address) & ~mask) | (value & mask));
  }

  void writeBuffer(byte[] octets) {
    frame[1] = 0;
    System.arraycopy(octets, 0, frame, 2, octets.length);
    exchange(Op.WRITE_BUFFER, 2 + octets.length);
  }

  byte[] readBuffer(int offset, int length) {
    Arrays.fill(frame, 1, 3 + length, (byte) 0);
    frame[1] = (byte) offset;
    exchange(Op.READ_BUFFER, 3 + length);
    return Arrays.copyOfRange(frame, 3, 3 + length);
  }

  /** The octet of status. */
  int status() {
    frame[1] = 0;
    exchange(Op.GET_STATUS, 2);
    return frame[STATUS] & 0xFF;
  }

  private void exchange(Op op, int length) {
    if (asleep) {
      wake();
    }
    awaitReady(op);
    frame[0] = op.code();
    bus.transfer(frame, length);
    check(op, frame[STATUS] & 0xFF);
    last = op;
  }

  /** Keeps the frame that waits to be sent. */
  private void wake() {
    bus.transfer(new byte[] {Op.GET_STATUS.code(), 0}, 2);
    asleep = false;
  }

  private void awaitReady(Op op) {
    Duration longest = patience;
    patience = READY;
    if (!bus.awaitReady(longest)) {
      throw new ChipTrouble(
          "BUSY of the "
              + name()
              + " (pin "
              + board.pins().busy().orElse(0)
              + ") is still high "
              + longest.toMillis()
              + " ms after "
              + last
              + ", before "
              + op
              + ": check the pins of BUSY and RESET, and that the board has power.");
    }
  }

  private void check(Op op, int status) {
    if (status == 0x00 || status == 0xFF) {
      throw new ChipTrouble(
          String.format(
              "The %s answers %02X to everything: check that SPI is on (dtparam=spi=on), that the"
                  + " chip select is %s, and that the board has power.",
              name(), status, board.pins().chipSelect()));
    }
    int outcome = status >> 1 & 0x7;
    if (outcome == PROCESSING_ERROR || outcome == NOT_EXECUTED) {
      int errors = deviceErrors();
      throw new ChipTrouble(
          errors == 0 ? refusal(op, status) : DeviceErrors.sentence(board, errors));
    }
  }

  private String refusal(Op op, int status) {
    return String.format(
        "The %s did not carry out %s (status %02X when asked for %s): it is reset. If this goes on,"
            + " shorten the SPI wires or lower the SPI clock.",
        name(), last, status, op);
  }

  /** What the chip finds wrong with itself, whatever its status is; 0: nothing. */
  int deviceErrors() {
    awaitReady(Op.GET_DEVICE_ERRORS);
    Arrays.fill(frame, 0, 4, (byte) 0);
    frame[0] = Op.GET_DEVICE_ERRORS.code();
    bus.transfer(frame, 4);
    return ((frame[2] & 0xFF) << 8 | (frame[3] & 0xFF)) & DeviceErrors.ALL;
  }

  private String name() {
    return board.chip() + " on " + board.name();
  }
}
