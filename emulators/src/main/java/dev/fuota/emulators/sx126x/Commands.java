package dev.fuota.emulators.sx126x;

import dev.fuota.emulators.sx126x.Sx126xChip.Part;
import java.time.Duration;

/** What each command does; its length and the mode were checked. */
final class Commands {
  /** Of a command that changes no mode, at least 0.6 µs (data sheet, section 8.3.1). */
  private static final Duration SHORT = Duration.ofNanos(2_000);

  private static final Duration TO_XOSC = Duration.ofNanos(31_000);
  private static final Duration RC_TO_FS = Duration.ofNanos(50_000);
  private static final Duration XOSC_TO_FS = Duration.ofNanos(40_000);
  private static final Duration CALIBRATION = Duration.ofNanos(3_500_000);
  private static final int LORA_OCP_SX1262 = 0x38; // 140 mA
  private static final int LORA_OCP_SX1261 = 0x18; // 60 mA

  private final Die die;
  private final Operations operations;
  private final Exchange io;

  /**
   * One command.
   *
   * @param io its octets
   */
  Commands(Die die, Operations operations, Exchange io) {
    this.die = die;
    this.operations = operations;
    this.io = io;
  }

  void run(Opcode opcode) {
    die.time.busyFor(SHORT);
    switch (opcode) {
      case SET_SLEEP -> sleep();
      case SET_STANDBY -> standby();
      case SET_FS -> synthesize();
      case SET_TX -> begin(Mode.TX, io.u24(0));
      case SET_RX -> begin(Mode.RX, io.u24(0));
      case CALIBRATE -> calibrate();
      case CALIBRATE_IMAGE -> calibrateImage();
      case SET_REGULATOR_MODE, SET_CAD_PARAMS -> {} // nothing to see from outside
      case SET_RX_DUTY_CYCLE, SET_CAD, SET_TX_CONTINUOUS_WAVE, SET_TX_INFINITE_PREAMBLE ->
          die.violation(opcode, "the emulator does not have this");
      case SET_DIO_IRQ_PARAMS -> die.interrupts.route(io.u16(0), io.u16(2));
      case CLEAR_IRQ_STATUS -> die.interrupts.clear(io.u16(0));
      case CLEAR_DEVICE_ERRORS -> die.oscillators.clearErrors();
      case RESET_STATS -> die.counters.resetStatistics();
      default -> configureOrAnswer(opcode);
    }
  }

  private void configureOrAnswer(Opcode opcode) {
    Configuration configuration = new Configuration(die, operations, io);
    if (!configuration.take(opcode)) {
      new Answers(die, io).give(opcode);
    }
  }

  private void sleep() {
    boolean warm = (io.u8(0) & 0x04) != 0;
    if ((io.u8(0) & 0x01) != 0) {
      die.violation(Opcode.SET_SLEEP, "the emulator does not wake up by the real-time clock");
    }
    operations.stop();
    die.mode = Mode.SLEEP;
    die.sleepsWarm = warm;
  }

  private void standby() {
    operations.stop();
    if (io.u8(0) == 0) {
      die.mode = Mode.STBY_RC;
    } else if (oscillatorRuns()) {
      die.time.busyFor(TO_XOSC.plus(startUp()));
      die.mode = Mode.STBY_XOSC;
    }
  }

  private void synthesize() {
    operations.stop();
    if (oscillatorRuns()) {
      die.time.busyFor(startUp().plus(die.mode == Mode.STBY_RC ? RC_TO_FS : XOSC_TO_FS));
      die.mode = Mode.FS;
    }
  }

  private void begin(Mode next, int timeout) {
    if (!oscillatorRuns()) {
      operations.stop();
      return;
    }
    die.time.busyFor(startUp().plus(switching(next)));
    if (next == Mode.TX) {
      operations.transmit(timeout);
    } else {
      operations.receive(timeout);
    }
  }

  /** Data sheet, table 8-1. */
  private Duration switching(Mode next) {
    int micros =
        switch (die.mode) {
          case STBY_XOSC -> next == Mode.TX ? 105 : 62;
          case FS -> next == Mode.TX ? 76 : 41;
          default -> next == Mode.TX ? 126 : 83;
        };
    return Duration.ofNanos(micros * 1000L);
  }

  private Duration startUp() {
    return die.mode == Mode.STBY_RC && die.setup.tcxo ? die.setup.tcxoDelay : Duration.ZERO;
  }

  private boolean oscillatorRuns() {
    boolean runs = die.oscillators.start(die.setup);
    if (!runs) {
      die.mode = Mode.STBY_RC;
      die.status = CommandStatus.FAILED;
    }
    return runs;
  }

  private void calibrate() {
    die.time.busyFor(CALIBRATION.plus(startUp()));
    die.oscillators.calibrate(io.u8(0), die.setup);
  }

  private void calibrateImage() {
    die.time.busyFor(CALIBRATION.plus(startUp()));
    if (io.u8(0) > io.u8(1)) {
      die.violation(Opcode.CALIBRATE_IMAGE, "the band ends before it begins");
    }
    die.oscillators.calibrateImage(io.u8(0), io.u8(1), die.setup);
  }

  /** What SetPaConfig does to the protection against too much current. */
  static int overCurrentProtection(Part part) {
    return part == Part.SX1261 ? LORA_OCP_SX1261 : LORA_OCP_SX1262;
  }
}
