package dev.fuota.drivers.sx126x;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.board.Chip;
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
 * The chip as the driver uses it: brought into a form, started, asked what came of it.
 *
 * <p>Between operations it stands by with its oscillator running, so that neither a transmission
 * nor a window waits for a TCXO.
 */
final class Sx126x implements LoraChip {
  static final int STANDBY_XOSC = 1;
  static final int LORA = 1;

  private static final int WARM_START = 1 << 2;
  private static final int RAMP_40_US = 2;
  private static final int OCP_60_MA = 0x18;
  private static final int OCP_140_MA = 0x38;
  private static final int SX1261_HIGHEST_DBM = 15;
  private static final int SX1261_PARAMETER_MAX = 14;
  private static final int QUALITY_500_KHZ = 1 << 2;
  private static final int IQ_NORMAL = 1 << 2;
  private static final int STOP_RTC = 1 << 1;

  /** SetRx, for reception until another command. */
  private static final int CONTINUOUS = 0xFFFFFF;

  /** SetRx, for reception that the count of symbols ends. */
  private static final int NO_TIME_LIMIT = 0;

  private static final int TIME_MAX = 0xFFFFFE;

  /** From SetTx in standby with the oscillator running to the first symbol (data sheet, 8.3). */
  private static final Duration RAMP_UP = Duration.ofNanos(105_000 + 40_000);

  private static final int LENGTH_MAX = 0xFF;
  private static final int MODE_RX = 5;
  private static final long OSCILLATOR_HZ = 32_000_000;

  /** Each pass clears what it read; more come only from a line that means nothing. */
  private static final int PASSES_MAX = 8;

  private final RadioBus bus;
  private final Board board;
  private final Commands commands;
  private final Startup startup;
  private Optional<ImageBand> calibrated = Optional.empty();
  private @Nullable Reception prepared;
  private boolean asleep;
  private boolean timed;
  private boolean listening;

  Sx126x(RadioBus bus, Board board) {
    this.bus = bus;
    this.board = board;
    this.commands = new Commands(bus, board);
    this.startup = new Startup(commands, board);
  }

  @Override
  public void setUp() {
    calibrated = Optional.empty();
    prepared = null;
    asleep = false;
    listening = false;
    startup.run();
    bus.antenna(Antenna.OFF);
  }

  @Override
  public void standBy() {
    prepared = null;
    listening = false;
    commands.write(Op.SET_STANDBY, STANDBY_XOSC);
    if (asleep) {
      asleep = false;
      startup.limitClamping();
    }
    bus.antenna(Antenna.OFF);
  }

  @Override
  public void rest() {
    bus.antenna(Antenna.OFF);
  }

  /** A warm sleep: it forgets little, and wakes in a third of a millisecond. */
  @Override
  public void sleep() {
    if (asleep) {
      return;
    }
    standBy();
    commands.write(Op.SET_SLEEP, WARM_START);
    commands.fellAsleep();
    asleep = true;
  }

  @Override
  public void prepareSending(LoraChannel channel, int powerDbm, byte[] phyPayload) {
    standBy();
    TxParameters form = TxParameters.uplink(channel.spreadingFactor(), channel.bandwidthHz());
    tune(channel.frequencyHz());
    modulate(form);
    setPower(powerDbm);
    packets(form, phyPayload.length, false);
    commands.writeBuffer(phyPayload);
    interruptAt(Irq.SENDING, Irq.SENDING);
    bus.antenna(Antenna.TRANSMIT);
  }

  @Override
  public void send(Duration limit) {
    int ticks = ticks(limit, TIME_MAX);
    commands.write(Op.SET_TX, ticks >> 16, ticks >> 8, ticks);
  }

  @Override
  public boolean isPrepared(Reception reception) {
    return reception.equals(prepared);
  }

  /** Where the chip is set up for another window of the same kind, only its length is changed. */
  @Override
  public void prepareReceiving(Reception reception) {
    if (prepared != null && prepared.hears(reception)) {
      limit(SymbolTimeout.of(countedSymbols(reception)));
    } else {
      standBy();
      setForm(reception);
    }
    prepared = reception;
  }

  private void setForm(Reception reception) {
    TxParameters form = reception.form();
    tune(reception.channel().frequencyHz());
    modulate(form);
    packets(
        form, reception.isBeacon() ? reception.beaconLength() : LENGTH_MAX, !reception.isBeacon());
    // A timer that stops at a header would never stop where there are none.
    commands.write(Op.STOP_TIMER_ON_PREAMBLE, reception.isBeacon() ? 1 : 0);
    limit(SymbolTimeout.of(countedSymbols(reception)));
    interruptAt(Irq.RECEIVED | Irq.RECEIVING, Irq.RECEIVED);
    bus.antenna(Antenna.RECEIVE);
  }

  @Override
  public void receive(Reception reception) {
    prepared = null;
    timed = !reception.isContinuous();
    listening = !timed;
    int timeLimit = timeLimit(reception);
    commands.write(Op.SET_RX, timeLimit >> 16, timeLimit >> 8, timeLimit);
  }

  /** The argument of SetRx, in 1/64 ms. */
  private static int timeLimit(Reception reception) {
    if (reception.isContinuous()) {
      return CONTINUOUS;
    }
    return countedSymbols(reception) > 0 ? NO_TIME_LIMIT : ticks(timed(reception), TIME_MAX);
  }

  /** For longer windows than the chip can count; 0: no symbols are counted. */
  private static int countedSymbols(Reception reception) {
    boolean countable = !reception.isContinuous() && reception.symbols() <= SymbolTimeout.MAX;
    return countable ? (int) reception.symbols() : 0;
  }

  private static Duration timed(Reception reception) {
    return reception.length().plus(reception.untilHeader());
  }

  /** A time as the chip takes it, in 1/64 ms, rounded up. */
  static int ticks(Duration time, int most) {
    return (int) Math.min(most, (time.toNanos() * 64 + 999_999) / 1_000_000);
  }

  @Override
  public Duration limit(Reception reception) {
    int symbols = SymbolTimeout.of(countedSymbols(reception)).symbols();
    return symbols > 0
        ? Duration.ofNanos(symbols * reception.channel().symbolNanos())
        : timed(reception);
  }

  @Override
  public Duration rampUp() {
    return RAMP_UP;
  }

  private void tune(int frequencyHz) {
    Optional<ImageBand> band = ImageBand.of(frequencyHz);
    if (band.isPresent() && !band.equals(calibrated)) {
      commands.write(Op.CALIBRATE_IMAGE, band.get().first(), band.get().second());
      commands.bePatient();
      calibrated = band;
    }
    commands.write(Op.SET_PACKET_TYPE, LORA);
    startup.writeSyncWord();
    long steps = (((long) frequencyHz << 25) + OSCILLATOR_HZ / 2) / OSCILLATOR_HZ;
    commands.write(
        Op.SET_RF_FREQUENCY,
        (int) (steps >> 24),
        (int) (steps >> 16),
        (int) (steps >> 8),
        (int) steps);
  }

  private void modulate(TxParameters form) {
    int bandwidth =
        switch (form.bandwidthHz()) {
          case 125_000 -> 4;
          case 250_000 -> 5;
          default -> 6;
        };
    commands.write(
        Op.SET_MODULATION_PARAMS,
        form.spreadingFactor(),
        bandwidth,
        form.codingRate(),
        form.lowDataRateOptimize() ? 1 : 0);
    // 15.1: the quality of 500 kHz
    int quality = form.bandwidthHz() == 500_000 ? 0 : QUALITY_500_KHZ;
    commands.changeRegister(Register.TX_MODULATION, QUALITY_500_KHZ, quality);
  }

  /**
   * The amplifier at its full width, and the power by the parameter, as Semtech's LoRaWAN stack
   * does it. The narrower settings of the data sheet save current, not air.
   */
  private void setPower(int dBm) {
    if (board.chip() == Chip.SX1261) {
      boolean highest = dBm >= SX1261_HIGHEST_DBM;
      commands.write(Op.SET_PA_CONFIG, highest ? 6 : 4, 0, 1, 1);
      commands.writeRegister(Register.OVER_CURRENT, OCP_60_MA);
      commands.write(Op.SET_TX_PARAMS, Math.min(dBm, SX1261_PARAMETER_MAX), RAMP_40_US);
    } else {
      commands.write(Op.SET_PA_CONFIG, 4, 7, 0, 1);
      commands.writeRegister(Register.OVER_CURRENT, OCP_140_MA);
      commands.write(Op.SET_TX_PARAMS, dBm, RAMP_40_US);
    }
  }

  private void packets(TxParameters form, int length, boolean invertIq) {
    commands.write(
        Op.SET_PACKET_PARAMS,
        form.preambleSymbols() >> 8,
        form.preambleSymbols(),
        form.implicitHeader() ? 1 : 0,
        length,
        form.crc() ? 1 : 0,
        invertIq ? 1 : 0);
    // 15.4: the polarity that belongs to it
    commands.changeRegister(Register.IQ_POLARITY, IQ_NORMAL, invertIq ? 0 : IQ_NORMAL);
  }

  /** After SetPacketType, which resets the register. */
  private void limit(SymbolTimeout timeout) {
    commands.write(Op.SET_LORA_SYMB_NUM_TIMEOUT, timeout.symbols());
    if (timeout.symbols() > 0) {
      commands.writeRegister(Register.SYMBOL_TIMEOUT, timeout.register());
    }
  }

  private void interruptAt(int mask, int atDio1) {
    clear(Irq.ALL);
    commands.write(Op.SET_DIO_IRQ_PARAMS, mask >> 8, mask, atDio1 >> 8, atDio1, 0, 0, 0, 0);
  }

  private void clear(int flags) {
    commands.write(Op.CLEAR_IRQ_STATUS, flags >> 8, flags);
  }

  /**
   * Reads and clears the interrupts until the line is low.
   *
   * @throws ChipTrouble if the line stays high
   */
  @Override
  public int takeInterrupts() {
    int all = 0;
    for (int pass = 0; pass < PASSES_MAX; pass++) {
      byte[] answer = commands.read(Op.GET_IRQ_STATUS, 2);
      int flags = (answer[0] & 0xFF) << 8 | (answer[1] & 0xFF);
      if (flags != 0) {
        clear(flags);
        all |= flags;
      } else if (listening && !isReceiving()) {
        throw new ChipTrouble(
            "The chip stopped receiving by itself: it is reset. If this goes on, check its supply.");
      }
      if (!bus.interruptPending()) {
        return Irq.common(all);
      }
    }
    throw new ChipTrouble(
        "The interrupt line of the "
            + board.chip()
            + " on "
            + board.name()
            + " stays high although all its interrupts are cleared: check that pin "
            + board.pins().irq()
            + " is DIO1.");
  }

  @Override
  public int atTheLine() {
    return TX_DONE | RX_DONE | TIMEOUT;
  }

  @Override
  public boolean isReceiving() {
    return (commands.status() >> 4 & 0x7) == MODE_RX;
  }

  /** The timer goes on after a frame was received, and would end what comes next (15.3). */
  private void stopTimer() {
    commands.writeRegister(Register.RTC_CONTROL, 0);
    commands.changeRegister(Register.EVENT_MASK, STOP_RTC, STOP_RTC);
  }

  @Override
  public Frame frame() {
    if (timed) {
      stopTimer();
    }
    byte[] place = commands.read(Op.GET_RX_BUFFER_STATUS, 2);
    Bytes phyPayload = Bytes.of(commands.readBuffer(place[1] & 0xFF, place[0] & 0xFF));
    byte[] packet = commands.read(Op.GET_PACKET_STATUS, 3);
    return new Frame(phyPayload, new Quality(-(packet[0] & 0xFF) / 2, packet[1] / 4));
  }
}
