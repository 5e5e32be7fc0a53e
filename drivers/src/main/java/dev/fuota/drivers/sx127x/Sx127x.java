package dev.fuota.drivers.sx127x;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.radio.ChipTrouble;
import dev.fuota.drivers.radio.LoraChip;
import dev.fuota.drivers.radio.Reception;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.hal.radio.RadioBus.Antenna;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.TxParameters;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The chip as the driver uses it.
 *
 * <p>The FIFO is used from its beginning for both directions; only sleep clears it. A single
 * reception ends by itself after at most 1023 symbols; a longer window is a continuous reception
 * that the host ends.
 */
final class Sx127x implements LoraChip {
  private static final int LONG_RANGE = 0x80;
  private static final int LOW_FREQUENCY_MODE = 0x08;
  private static final int MODE = 0x07;
  private static final int SLEEP = 0;
  private static final int STANDBY = 1;
  private static final int TX = 3;
  private static final int RX_CONTINUOUS = 5;
  private static final int RX_SINGLE = 6;

  private static final int VERSION = 0x12;
  private static final int PUBLIC_SYNC_WORD = 0x34;
  private static final int TCXO_INPUT = 0x19;
  private static final int LNA_MOST_GAIN_AND_BOOST = 0x23;
  private static final int LENGTH_MAX = 0xFF;
  private static final int DIO0_RX_DONE_DIO1_RX_TIMEOUT = 0x00;
  private static final int DIO0_TX_DONE = 0x40;
  private static final int SYNCHRONISED_OR_HEADER_VALID = 0x0A;

  private static final int PA_BOOST = 0x80;
  private static final int PA_DAC_USUAL = 0x84;
  private static final int PA_DAC_20_DBM = 0x87;
  private static final int USUAL_MOST_DBM = 17;
  private static final int OCP_100_MA = 0x2B;
  private static final int OCP_140_MA = 0x31;

  private static final int SYMBOLS_MIN = 4;
  private static final int SYMBOLS_MAX = 1023;
  private static final int RSSI_HIGH_BAND_DBM = -157;
  private static final int RSSI_LOW_BAND_DBM = -164;
  private static final int LOWEST_SF = 7;

  /** TS_FS and TS_TR (data sheet, table 7) with a ramp of 40 µs. */
  private static final Duration RAMP_UP = Duration.ofNanos(60_000 + 40_000);

  /** Each pass clears what it read; more come only from a line that means nothing. */
  private static final int PASSES_MAX = 8;

  private final RadioBus bus;
  private final Board board;
  private final Registers registers;
  private final Modulation modulation;
  private @Nullable Reception prepared;
  private boolean lowBand;

  Sx127x(RadioBus bus, Board board) {
    this.bus = bus;
    this.board = board;
    this.registers = new Registers(bus);
    this.modulation = new Modulation(registers);
  }

  @Override
  public Optional<String> refuses(LoraChannel channel) {
    if (channel.isFsk() || channel.spreadingFactor() >= LOWEST_SF) {
      return Optional.empty();
    }
    return Optional.of(
        "The network chose SF"
            + channel.spreadingFactor()
            + ", which the "
            + board.chip()
            + " does not have with an explicit header: nothing is sent and heard there. Limit the"
            + " data rates to those with SF7 and more in the network's device profile.");
  }

  @Override
  public void setUp() {
    prepared = null;
    lowBand = false;
    identify();
    enter(SLEEP, false);
    enter(SLEEP, true);
    if (board.options().tcxo().isPresent()) {
      registers.write(Register.TCXO, TCXO_INPUT);
    }
    registers.write(Register.SYNC_WORD, PUBLIC_SYNC_WORD);
    registers.write(Register.FIFO_TX_BASE_ADDR, 0, 0);
    registers.write(Register.LNA, LNA_MOST_GAIN_AND_BOOST);
    registers.write(Register.IRQ_FLAGS_MASK, Irq.UNUSED);
    if (registers.read(Register.SYNC_WORD) != PUBLIC_SYNC_WORD || !isLora()) {
      throw new ChipTrouble(
          "The "
              + name()
              + " does not keep what is written to it: check the wires of MOSI and"
              + " RESET, and shorten the SPI wires.");
    }
    bus.antenna(Antenna.OFF);
  }

  private void identify() {
    int version = registers.read(Register.VERSION);
    if (version != VERSION) {
      throw new ChipTrouble(
          String.format(
              "The %s says version %02X and not 12: check that SPI is on (dtparam=spi=on), that"
                  + " the chip select is %s, that RESET is pin %d, and that the board has power.",
              name(), version, board.pins().chipSelect(), board.pins().reset().orElse(0)));
    }
  }

  private boolean isLora() {
    return (registers.read(Register.OP_MODE) & LONG_RANGE) != 0;
  }

  private void enter(int mode, boolean lora) {
    registers.write(
        Register.OP_MODE, mode | (lora ? LONG_RANGE : 0) | (lowBand ? LOW_FREQUENCY_MODE : 0));
  }

  /** A chip that lost its supply is in FSK again; one that is away reads 00 or FF. */
  private void checkAlive() {
    int mode = registers.read(Register.OP_MODE);
    if ((mode & LONG_RANGE) == 0 || mode == Irq.ALL) {
      throw new ChipTrouble(
          String.format(
              "The %s has lost its settings (mode %02X): it is reset. If this goes on, check its"
                  + " supply.",
              name(), mode));
    }
  }

  @Override
  public void standBy() {
    prepared = null;
    checkAlive();
    enter(STANDBY, true);
    bus.antenna(Antenna.OFF);
  }

  @Override
  public void rest() {
    bus.antenna(Antenna.OFF);
  }

  @Override
  public void sleep() {
    standBy();
    enter(SLEEP, true);
  }

  @Override
  public void prepareSending(LoraChannel channel, int powerDbm, byte[] phyPayload) {
    tune(channel);
    TxParameters form = TxParameters.uplink(channel.spreadingFactor(), channel.bandwidthHz());
    modulation.shape(form, channel.frequencyHz(), 0);
    modulation.invertReceived(false);
    setPower(powerDbm);
    registers.write(Register.PAYLOAD_LENGTH, phyPayload.length);
    registers.write(Register.FIFO_ADDR_PTR, 0);
    registers.writeFifo(phyPayload);
    registers.write(Register.IRQ_FLAGS, Irq.ALL);
    registers.write(Register.DIO_MAPPING_1, DIO0_TX_DONE);
    bus.antenna(Antenna.TRANSMIT);
  }

  /** The band is part of the mode. */
  private void tune(LoraChannel channel) {
    standBy();
    lowBand = Modulation.isLowBand(channel.frequencyHz());
    enter(STANDBY, true);
    modulation.tune(channel.frequencyHz());
  }

  /** All modules lead PA_BOOST to the antenna (data sheet, section 5.4.2). */
  private void setPower(int dBm) {
    boolean high = dBm > USUAL_MOST_DBM;
    registers.write(Register.PA_CONFIG, PA_BOOST | (high ? dBm - 5 : dBm - 2));
    registers.write(Register.OCP, high ? OCP_140_MA : OCP_100_MA);
    registers.write(Register.PA_DAC, high ? PA_DAC_20_DBM : PA_DAC_USUAL);
  }

  /** The chip does not give up by itself. */
  @Override
  public void send(Duration limit) {
    enter(TX, true);
  }

  @Override
  public Duration rampUp() {
    return RAMP_UP;
  }

  @Override
  public boolean isPrepared(Reception reception) {
    return prepared != null && prepared.hears(reception);
  }

  @Override
  public void prepareReceiving(Reception reception) {
    LoraChannel channel = reception.channel();
    tune(channel);
    modulation.shape(reception.form(), channel.frequencyHz(), countedSymbols(reception));
    modulation.invertReceived(!reception.isBeacon());
    registers.write(
        Register.PAYLOAD_LENGTH, reception.isBeacon() ? reception.beaconLength() : 1, LENGTH_MAX);
    registers.write(Register.FIFO_ADDR_PTR, 0);
    registers.write(Register.IRQ_FLAGS, Irq.ALL);
    registers.write(Register.DIO_MAPPING_1, DIO0_RX_DONE_DIO1_RX_TIMEOUT);
    bus.antenna(Antenna.RECEIVE);
    prepared = reception;
  }

  /** 0: the chip does not count. */
  private static int countedSymbols(Reception reception) {
    boolean countable = !reception.isContinuous() && reception.symbols() <= SYMBOLS_MAX;
    return countable ? (int) Math.max(SYMBOLS_MIN, reception.symbols()) : 0;
  }

  @Override
  public void receive(Reception reception) {
    if (!reception.equals(prepared)) {
      modulation.count(reception.form(), countedSymbols(reception));
    }
    prepared = null;
    enter(countedSymbols(reception) > 0 ? RX_SINGLE : RX_CONTINUOUS, true);
  }

  @Override
  public Duration limit(Reception reception) {
    int symbols = countedSymbols(reception);
    return symbols > 0
        ? Duration.ofNanos(symbols * reception.channel().symbolNanos())
        : reception.length().plus(reception.untilHeader());
  }

  /**
   * Reads and clears the interrupts until the line is low.
   *
   * @throws ChipTrouble if the line stays high, or the chip is not what it was
   */
  @Override
  public int takeInterrupts() {
    checkAlive();
    int all = 0;
    for (int pass = 0; pass < PASSES_MAX; pass++) {
      int flags = registers.read(Register.IRQ_FLAGS);
      if (flags != 0) {
        registers.write(Register.IRQ_FLAGS, flags);
        all |= flags;
      }
      if (!bus.interruptPending()) {
        return Irq.common(all);
      }
    }
    throw new ChipTrouble(
        "The interrupt line of the "
            + name()
            + " stays high although all its interrupts are cleared: check that pin "
            + board.pins().irq()
            + " is DIO0.");
  }

  @Override
  public int atTheLine() {
    return TX_DONE | RX_DONE | (board.pins().dio1().isPresent() ? TIMEOUT : 0);
  }

  /** A single reception that goes on has a frame; a continuous one has to say it. */
  @Override
  public boolean isReceiving() {
    int mode = registers.read(Register.OP_MODE) & MODE;
    if (mode == RX_CONTINUOUS) {
      return (registers.read(Register.MODEM_STAT) & SYNCHRONISED_OR_HEADER_VALID) != 0;
    }
    return mode == RX_SINGLE;
  }

  @Override
  public Frame frame() {
    int length = registers.read(Register.RX_NB_BYTES);
    registers.write(Register.FIFO_ADDR_PTR, registers.read(Register.FIFO_RX_CURRENT_ADDR));
    Bytes phyPayload = Bytes.of(registers.read(Register.FIFO, length));
    byte[] packet = registers.read(Register.PKT_SNR_VALUE, 2);
    int snr = packet[0] / 4;
    return new Frame(phyPayload, new Quality(rssi(packet[1] & 0xFF, snr), snr));
  }

  /** Data sheet, section 5.5.5. */
  private int rssi(int value, int snr) {
    int offset = lowBand ? RSSI_LOW_BAND_DBM : RSSI_HIGH_BAND_DBM;
    return offset + Math.round(value * 16 / 15f) + Math.min(0, snr);
  }

  private String name() {
    return board.chip() + " on " + board.name();
  }
}
