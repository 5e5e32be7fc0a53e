package dev.fuota.emulators.sx126x;

import static dev.fuota.emulators.sx126x.Mode.FS;
import static dev.fuota.emulators.sx126x.Mode.RX;
import static dev.fuota.emulators.sx126x.Mode.STBY_RC;
import static dev.fuota.emulators.sx126x.Mode.STBY_XOSC;
import static dev.fuota.emulators.sx126x.Mode.TX;

import java.util.Optional;
import java.util.Set;

/**
 * The commands (SX1261/2 data sheet, chapter 11), with the number of octets that follow the opcode
 * in an SPI frame, those which the chip answers included, and the modes in which they are allowed.
 */
enum Opcode {
  RESET_STATS(0x00, 6, 6, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  CLEAR_IRQ_STATUS(0x02, 2, 2, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  CLEAR_DEVICE_ERRORS(0x07, 2, 2, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  SET_DIO_IRQ_PARAMS(0x08, 8, 8, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  WRITE_REGISTER(0x0D, 3, 258, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  WRITE_BUFFER(0x0E, 2, 257, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  GET_STATS(0x10, 7, 7, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  GET_PACKET_TYPE(0x11, 2, 2, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  GET_IRQ_STATUS(0x12, 3, 3, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  GET_RX_BUFFER_STATUS(0x13, 3, 3, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  GET_PACKET_STATUS(0x14, 4, 4, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  GET_RSSI_INST(0x15, 2, 2, Set.of(RX)),
  GET_DEVICE_ERRORS(0x17, 3, 3, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  READ_REGISTER(0x1D, 4, 259, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  READ_BUFFER(0x1E, 3, 258, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  SET_STANDBY(0x80, 1, 1, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  SET_RX(0x82, 3, 3, Set.of(STBY_RC, STBY_XOSC, FS, RX)),
  SET_TX(0x83, 3, 3, Set.of(STBY_RC, STBY_XOSC, FS, RX)),
  SET_SLEEP(0x84, 1, 1, Set.of(STBY_RC, STBY_XOSC)),
  SET_RF_FREQUENCY(0x86, 4, 4, Set.of(STBY_RC, STBY_XOSC, FS)),
  SET_CAD_PARAMS(0x88, 7, 7, Set.of(STBY_RC, STBY_XOSC, FS)),
  CALIBRATE(0x89, 1, 1, Set.of(STBY_RC)),
  SET_PACKET_TYPE(0x8A, 1, 1, Set.of(STBY_RC, STBY_XOSC)),
  SET_MODULATION_PARAMS(0x8B, 4, 8, Set.of(STBY_RC, STBY_XOSC, FS)),
  SET_PACKET_PARAMS(0x8C, 6, 9, Set.of(STBY_RC, STBY_XOSC, FS)),
  SET_TX_PARAMS(0x8E, 2, 2, Set.of(STBY_RC, STBY_XOSC, FS)),
  SET_BUFFER_BASE_ADDRESS(0x8F, 2, 2, Set.of(STBY_RC, STBY_XOSC, FS)),
  SET_RX_TX_FALLBACK_MODE(0x93, 1, 1, Set.of(STBY_RC, STBY_XOSC, FS)),
  SET_RX_DUTY_CYCLE(0x94, 6, 6, Set.of(STBY_RC, STBY_XOSC, FS)),
  SET_PA_CONFIG(0x95, 4, 4, Set.of(STBY_RC, STBY_XOSC, FS)),
  SET_REGULATOR_MODE(0x96, 1, 1, Set.of(STBY_RC, STBY_XOSC)),
  SET_DIO3_AS_TCXO_CTRL(0x97, 4, 4, Set.of(STBY_RC)),
  CALIBRATE_IMAGE(0x98, 2, 2, Set.of(STBY_RC, STBY_XOSC)),
  SET_DIO2_AS_RF_SWITCH_CTRL(0x9D, 1, 1, Set.of(STBY_RC, STBY_XOSC)),
  STOP_TIMER_ON_PREAMBLE(0x9F, 1, 1, Set.of(STBY_RC, STBY_XOSC, FS)),
  SET_LORA_SYMB_NUM_TIMEOUT(0xA0, 1, 1, Set.of(STBY_RC, STBY_XOSC, FS)),
  GET_STATUS(0xC0, 1, 1, Set.of(STBY_RC, STBY_XOSC, FS, RX, TX)),
  SET_FS(0xC1, 0, 0, Set.of(STBY_RC, STBY_XOSC, RX, TX)),
  SET_CAD(0xC5, 0, 0, Set.of(STBY_RC, STBY_XOSC, FS)),
  SET_TX_CONTINUOUS_WAVE(0xD1, 0, 0, Set.of(STBY_RC, STBY_XOSC, FS)),
  SET_TX_INFINITE_PREAMBLE(0xD2, 0, 0, Set.of(STBY_RC, STBY_XOSC, FS));

  private static final Opcode[] BY_CODE = new Opcode[256];

  static {
    for (Opcode opcode : values()) {
      BY_CODE[opcode.code] = opcode;
    }
  }

  private final int code;
  private final int fewest;
  private final int most;
  private final int allowed;

  Opcode(int code, int fewest, int most, Set<Mode> allowed) {
    this.code = code;
    this.fewest = fewest;
    this.most = most;
    this.allowed = allowed.stream().mapToInt(Mode::bit).sum();
  }

  static Optional<Opcode> of(int code) {
    return Optional.ofNullable(BY_CODE[code & 0xFF]);
  }

  /** Whether so many octets may follow the opcode. */
  boolean takes(int octets) {
    return octets >= fewest && octets <= most;
  }

  boolean isAllowedIn(Mode mode) {
    return (allowed & mode.bit()) != 0;
  }

  /** As in {@code SetRx (82)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    boolean begins = true;
    for (char letter : name().toCharArray()) {
      if (letter != '_') {
        text.append(begins ? letter : Character.toLowerCase(letter));
      }
      begins = letter == '_';
    }
    return text + String.format(" (%02X)", code);
  }
}
