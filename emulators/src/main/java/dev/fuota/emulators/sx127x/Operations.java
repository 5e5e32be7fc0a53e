package dev.fuota.emulators.sx127x;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.TxParameters;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sending and receiving: what the modem does in the modes that are not idle. */
final class Operations implements Radio.Listener {
  /** Of a preamble, without which the modem does not lock. */
  private static final int LOCK_SYMBOLS = 5;

  /** The air has no window without an end for beacons; it is opened again. */
  private static final Duration LONG = Duration.ofHours(1);

  private static final int RSSI_OFFSET = 157;
  private static final int SIGNAL_FOUND = 0x0B; // header valid, synchronised, detected

  private final Die die;
  private final Radio air;
  private Scheduler.@Nullable Task pending;
  private boolean onAir;
  private boolean deadlinePassed;
  private boolean airSilent;
  private boolean spoilCrc;

  Operations(Die die, Radio air) {
    this.die = die;
    this.air = air;
    air.listen(this);
  }

  void spoilNextCrc() {
    spoilCrc = true;
  }

  /** Ends what is under way without a word. */
  void stop() {
    if (pending != null) {
      pending.cancel();
      pending = null;
    }
    if (onAir) {
      onAir = false;
      air.sleep();
    }
    deadlinePassed = false;
    airSilent = false;
    die.registers.set(Reg.MODEM_STAT, 0x10);
  }

  /** The mode was changed. */
  void begin(Mode mode) {
    stop();
    switch (mode) {
      case TX -> transmit();
      case RX_CONTINUOUS, RX_SINGLE -> receive(mode == Mode.RX_SINGLE);
      case CAD -> die.violation("OpMode", "the emulator does not detect channel activity");
      case SLEEP -> die.fifo.clear();
      case STANDBY, FS_TX, FS_RX -> {} // nothing to see from outside
    }
  }

  private void transmit() {
    blame("TX", new Rules(die).beforeTx());
    List<String> unheard = die.modem.notUplink();
    int length = die.modem.payloadLength();
    byte[] frame = die.fifo.take(die.registers.get(Reg.FIFO_TX_BASE), length);
    if (die.stuck) {
      return;
    }
    if (unheard.isEmpty() && length > 0 && die.registers.isLora()) {
      onAir = true;
      air.transmit(die.modem.channel(), powerDbm(), frame);
    } else {
      die.remark("sends what nobody hears: " + String.join(", ", unheard));
      pending = die.after(airTime(length), () -> onTransmitted(Duration.ZERO));
    }
  }

  private Duration airTime(int length) {
    int bandwidth = die.modem.bandwidthHz();
    int sf = die.modem.spreadingFactor();
    return bandwidth == 0 || sf < 6 || sf > 12
        ? Duration.ofMillis(100)
        : TimeOnAir.of(TxParameters.uplink(sf, bandwidth), length);
  }

  /** Data sheet, table "Power amplifier mode selection truth table". */
  private int powerDbm() {
    int config = die.registers.get(Reg.PA_CONFIG);
    int output = config & 0xF;
    if ((config & 0x80) == 0) {
      int most = (108 + 6 * (config >> 4 & 0x7)) / 10;
      return most - (15 - output);
    }
    return (die.registers.get(Reg.PA_DAC) == 0x87 ? 5 : 2) + output;
  }

  @Override
  public void onTransmitted(Duration ago) {
    onAir = false;
    pending = null;
    die.enter(Mode.STANDBY);
    die.lines.raise(Irq.TX_DONE);
  }

  private void receive(boolean single) {
    blame(single ? "RXSINGLE" : "RXCONTINUOUS", new Rules(die).beforeRx(single));
    die.registers.set(Reg.FIFO_RX_BYTE_ADDR, die.registers.get(Reg.FIFO_RX_BASE));
    if (die.stuck) {
      return;
    }
    boolean beacon = die.modem.implicitHeader();
    List<String> deaf = beacon ? die.modem.notBeacon() : die.modem.notDownlink();
    if (!deaf.isEmpty() || !die.registers.isLora()) {
      die.remark("is deaf: " + String.join(", ", deaf));
      airSilent = true;
    } else {
      onAir = true;
      listen(beacon, single);
    }
    if (single) {
      pending = die.after(symbols(die.modem.symbolTimeout()), this::deadline);
    }
  }

  private void listen(boolean beacon, boolean single) {
    LoraChannel channel = die.modem.channel();
    Duration window =
        single ? symbols(Math.max(1, die.modem.symbolTimeout() - LOCK_SYMBOLS)) : LONG;
    if (beacon) {
      air.receiveBeacon(channel, die.modem.payloadLength(), window);
    } else if (single) {
      air.receive(channel, window);
    } else {
      air.receiveContinuously(channel);
    }
  }

  private Duration symbols(int count) {
    int bandwidth = die.modem.bandwidthHz();
    long nanos = bandwidth == 0 ? 1_000_000 : die.modem.channel().symbolNanos();
    return Duration.ofNanos(count * nanos);
  }

  /** If the air is not silent, a preamble was found, and the count has stopped. */
  private void deadline() {
    pending = null;
    if (airSilent) {
      timeOut();
    } else {
      deadlinePassed = true;
      die.registers.set(Reg.MODEM_STAT, SIGNAL_FOUND);
    }
  }

  @Override
  public void onReceiveTimeout() {
    if (die.mode() == Mode.RX_CONTINUOUS) {
      listen(die.modem.implicitHeader(), false);
      return;
    }
    onAir = false;
    airSilent = true;
    if (deadlinePassed) {
      timeOut();
    }
  }

  private void timeOut() {
    stop();
    die.enter(Mode.STANDBY);
    die.lines.raise(Irq.RX_TIMEOUT);
  }

  @Override
  public void onReceived(byte[] phyPayload, Quality quality) {
    boolean beacon = die.modem.implicitHeader();
    boolean single = die.mode() == Mode.RX_SINGLE;
    if (!beacon && phyPayload.length > die.registers.get(Reg.MAX_PAYLOAD_LENGTH)) {
      die.remark("a frame is longer than MaxPayloadLength (23)");
      endOfDamaged(single);
      return;
    }
    if (single) {
      onAir = false;
      stop();
      die.enter(Mode.STANDBY);
    } else if (beacon) {
      listen(true, false);
    }
    store(phyPayload, beacon ? die.modem.payloadLength() : phyPayload.length, quality);
    int flags = beacon ? Irq.RX_DONE : Irq.RX_DONE | Irq.VALID_HEADER;
    if (spoilCrc) {
      spoilCrc = false;
      flags |= Irq.CRC_ERROR;
    }
    die.lines.raise(flags);
  }

  private void endOfDamaged(boolean single) {
    if (single) {
      onAir = false;
      timeOut();
    }
  }

  /** In continuous reception each frame begins where the one before ended. */
  private void store(byte[] frame, int length, Quality quality) {
    RegisterFile registers = die.registers;
    int start = registers.get(Reg.FIFO_RX_BYTE_ADDR);
    die.fifo.put(start, frame);
    registers.set(Reg.FIFO_RX_CURRENT, start);
    registers.set(Reg.FIFO_RX_BYTE_ADDR, start + length);
    registers.set(Reg.RX_NB_BYTES, length);
    registers.set(Reg.PKT_SNR, quality.snrDb() * 4);
    int aboveNoise = quality.rssiDbm() + RSSI_OFFSET - Math.min(0, quality.snrDb());
    registers.set(Reg.PKT_RSSI, Math.max(0, Math.min(255, Math.round(aboveNoise * 15 / 16f))));
  }

  private void blame(String where, List<String> broken) {
    broken.forEach(rule -> die.violation(where, rule));
  }
}
