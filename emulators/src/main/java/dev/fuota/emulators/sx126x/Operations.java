package dev.fuota.emulators.sx126x;

import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of sending and receiving is under way. What begins ends what was before; what the air tells
 * late finds nobody.
 */
final class Operations implements Radio.Listener, Reception.Ended {
  /** Steps of the real-time clock. */
  static final Duration STEP = Duration.ofNanos(15_625);

  static final int CONTINUOUS = 0xFFFFFF;

  private final Die die;
  private final Radio air;
  private @Nullable Transmission transmission;
  private @Nullable Reception reception;
  private Scheduler.@Nullable Task staleTimer;
  private boolean timerLeftOn;
  private boolean spoilCrc;
  private boolean spoilHeader;

  Operations(Die die, Radio air) {
    this.die = die;
    this.air = air;
    air.listen(this);
  }

  void spoilNextCrc() {
    spoilCrc = true;
  }

  void spoilNextHeader() {
    spoilHeader = true;
  }

  /** Ends what is under way without a word. */
  void stop() {
    if (transmission != null) {
      transmission.stop();
      transmission = null;
    }
    if (reception != null) {
      reception.stop();
      reception = null;
    }
  }

  /** Everything is forgotten, a timer that still runs too. */
  void reset() {
    stop();
    timerLeftOn = false;
    if (staleTimer != null) {
      staleTimer.cancel();
      staleTimer = null;
    }
  }

  /** SetTx; BUSY is high already for as long as the change of mode takes. */
  void transmit(int steps) {
    stop();
    blame(Opcode.SET_TX, new Rules(die).beforeTx());
    die.mode = Mode.TX;
    transmission = new Transmission(die, air, STEP.multipliedBy(steps), () -> transmission = null);
  }

  /** SetRx; BUSY is high already for as long as the change of mode takes. */
  void receive(int steps) {
    stop();
    blame(Opcode.SET_RX, new Rules(die).beforeRx());
    die.mode = Mode.RX;
    boolean continuous = steps == CONTINUOUS;
    Duration timer = continuous ? Duration.ZERO : STEP.multipliedBy(steps);
    reception = new Reception(die, air, continuous, timer, this);
  }

  private void blame(Opcode command, List<String> broken) {
    broken.forEach(rule -> die.violation(command, rule));
    if (die.interrupts.flags() != 0) {
      die.violation(
          command,
          String.format(
              "interrupt flags %04X of what was before are not cleared", die.interrupts.flags()));
    }
    if (timerLeftOn) {
      timerLeftOn = false;
      die.violation(
          command, "15.3: the timer of the last reception still runs; 0902 := 0, 0944 |= 02");
    }
  }

  /** The host has stopped the timer by its register (limitation 15.3). */
  void timerStopped() {
    timerLeftOn = false;
    if (staleTimer != null) {
      staleTimer.cancel();
      staleTimer = null;
    }
  }

  @Override
  public void onTransmitted(Duration ago) {
    if (transmission != null) {
      transmission.sent();
    }
  }

  @Override
  public void onReceived(byte[] phyPayload, Quality quality) {
    if (reception != null) {
      reception.onFrame(phyPayload, quality);
    }
  }

  @Override
  public void onReceiveTimeout() {
    if (reception != null) {
      reception.onSilence();
    }
  }

  @Override
  public void withFrame(byte[] frame, Quality quality, Duration timerLeft) {
    boolean tooLong = frame.length > die.setup.payloadLength;
    if (spoilHeader || (tooLong && !die.setup.implicitHeader)) {
      spoilHeader = false;
      withBadHeader();
      return;
    }
    backFromRx();
    if (!timerLeft.isZero() && die.setup.implicitHeader) {
      leaveTimerOn(timerLeft);
    }
    int flags = Interrupts.PREAMBLE_DETECTED | Interrupts.RX_DONE;
    flags |= die.setup.implicitHeader ? 0 : Interrupts.HEADER_VALID;
    if (spoilCrc) {
      spoilCrc = false;
      flags |= Interrupts.CRC_ERR;
      die.counters.crcErrors++;
    }
    store(frame, quality);
    die.status = CommandStatus.DATA_AVAILABLE;
    die.interrupts.raise(flags);
  }

  private void store(byte[] frame, Quality quality) {
    Setup setup = die.setup;
    int length = setup.implicitHeader ? setup.payloadLength : frame.length;
    die.buffer.write(setup.rxBase, frame, 0, Math.min(length, frame.length));
    die.counters.received++;
    die.counters.length = length;
    die.counters.start = setup.rxBase;
    die.counters.heard(quality);
    die.registers.set(Registers.HEADER_CODING_RATE, 0x10); // 4/5
    die.registers.set(Registers.HEADER_CRC, 0x00); // none
  }

  private void leaveTimerOn(Duration left) {
    timerLeftOn = true;
    staleTimer = die.time.afterBusy(left, () -> die.interrupts.raise(Interrupts.TIMEOUT));
  }

  @Override
  public void withFlags(int flags) {
    die.interrupts.raise(flags);
  }

  @Override
  public void withTimeout() {
    reception = null;
    die.mode = die.setup.fallback;
    die.status = CommandStatus.NONE;
    die.interrupts.raise(Interrupts.TIMEOUT);
  }

  @Override
  public void withBadHeader() {
    backFromRx();
    die.counters.headerErrors++;
    die.interrupts.raise(Interrupts.PREAMBLE_DETECTED | Interrupts.HEADER_ERR);
  }

  private void backFromRx() {
    if (reception != null && !reception.isContinuous()) {
      reception = null;
      die.mode = die.setup.fallback;
    }
  }
}
