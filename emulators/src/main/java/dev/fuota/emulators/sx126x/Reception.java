package dev.fuota.emulators.sx126x;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SetRx. The air is asked only if what is set fits frames of LoRaWAN; else nothing is heard.
 *
 * <p>There are two time-outs. That of symbols is over when the modem has not locked to a preamble
 * after so many of them. That of the real-time clock stops at a valid header, or at the preamble if
 * so set; with an implicit header at the sync word, which comes with the same symbols.
 */
final class Reception {
  /** Of a preamble, without which the modem does not lock. */
  private static final int LOCK_SYMBOLS = 5;

  /** From the start of a preamble of 8 to the end of the header's eight symbols; quarters. */
  private static final int HEADER_QUARTERS = 4 * (8 + 8) + 17;

  /** From the lock in the last moment to the end of the header; quarters. */
  private static final int LOCK_TO_HEADER_QUARTERS = HEADER_QUARTERS - 4 * LOCK_SYMBOLS;

  /** The air has no window without an end for beacons; it is opened again. */
  private static final Duration LONG = Duration.ofHours(1);

  private final Die die;
  private final Radio air;
  private final boolean continuous;
  private final Duration timer;
  private final Ended ended;
  private final boolean beacon;
  private Instant begun = Instant.MIN;
  private Duration deadline = Duration.ZERO;
  private Scheduler.@Nullable Task pending;
  private boolean listening;
  private boolean airSilent;
  private boolean late;

  /** How it ended by itself. */
  interface Ended {
    /**
     * A frame was received.
     *
     * @param timerLeft of the real-time clock, had nothing stopped it; zero: there is none
     */
    void withFrame(byte[] frame, Quality quality, Duration timerLeft);

    void withTimeout();

    /** A frame is on its way. */
    void withFlags(int flags);

    /** A preamble was there, and then no frame that could be made out. */
    void withBadHeader();
  }

  /**
   * A reception that begins when BUSY falls.
   *
   * @param timer of the real-time clock; zero: none
   */
  Reception(Die die, Radio air, boolean continuous, Duration timer, Ended ended) {
    this.die = die;
    this.air = air;
    this.continuous = continuous;
    this.timer = timer;
    this.ended = ended;
    this.beacon = die.setup.implicitHeader;
    pending = die.time.afterBusy(Duration.ZERO, this::begin);
  }

  boolean isContinuous() {
    return continuous;
  }

  private void begin() {
    begun = die.time.now();
    Setup setup = die.setup;
    List<String> deaf =
        beacon ? Form.notBeacon(setup, die.registers) : Form.notDownlink(setup, die.registers);
    Duration window = window(symbolNanos());
    boolean endless = deadline.isZero();
    if (!endless) {
      pending = die.time.afterBusy(deadline, this::deadlinePassed);
    }
    if (!deaf.isEmpty()) {
      die.remark("is deaf: " + String.join(", ", deaf));
      airSilent = true;
    } else if (window.isNegative() || window.isZero()) {
      airSilent = true;
    } else {
      listen(window, endless);
    }
  }

  private void listen(Duration window, boolean endless) {
    LoraChannel channel = die.setup.channel();
    listening = true;
    if (beacon) {
      air.receiveBeacon(channel, die.setup.payloadLength, window);
    } else if (endless) {
      air.receiveContinuously(channel);
    } else {
      air.receive(channel, window);
    }
  }

  /** Finds the deadline, and in which time a preamble has to begin so that it is not passed. */
  private Duration window(long symbolNanos) {
    int symbols = symbolTimeout();
    boolean atPreamble = die.setup.stopTimerOnPreamble || beacon;
    long header = atPreamble ? LOCK_SYMBOLS * symbolNanos : HEADER_QUARTERS * symbolNanos / 4;
    Duration window = LONG;
    if (symbols > 0) {
      deadline = Duration.ofNanos(symbols * symbolNanos);
      window = deadline.minusNanos(LOCK_SYMBOLS * symbolNanos);
    }
    if (!timer.isZero() && (deadline.isZero() || timer.compareTo(deadline) < 0)) {
      deadline = timer;
    }
    if (!timer.isZero() && timer.minusNanos(header).compareTo(window) < 0) {
      window = timer.minusNanos(header);
    }
    return window;
  }

  /** Register 0706 has a mantissa and an exponent, which SetLoRaSymbNumTimeout also writes. */
  private int symbolTimeout() {
    int value = die.registers.get(Registers.SYMBOL_TIMEOUT);
    int mantissa = value >>> 3;
    int exponent = value & 0x07;
    return mantissa << (2 * exponent + 1);
  }

  /** If the air is not silent by now, the modem has locked to a preamble and goes on. */
  private void deadlinePassed() {
    if (airSilent) {
      timeOut();
      return;
    }
    late = true;
    ended.withFlags(Interrupts.PREAMBLE_DETECTED);
    if (!beacon) {
      Duration header = Duration.ofNanos(LOCK_TO_HEADER_QUARTERS * symbolNanos() / 4);
      pending = die.time.afterBusy(header, () -> ended.withFlags(Interrupts.HEADER_VALID));
    }
  }

  private long symbolNanos() {
    return die.setup.bandwidthHz() == 0 ? 0 : die.setup.channel().symbolNanos();
  }

  private void timeOut() {
    stop();
    ended.withTimeout();
  }

  /** The air has had nothing for as long as it was asked for. */
  void onSilence() {
    if (!listening) {
      return;
    }
    if (deadline.isZero()) {
      listen(LONG, true);
    } else if (late) {
      stop();
      ended.withBadHeader();
    } else {
      airSilent = true;
    }
  }

  /** A frame has ended. */
  void onFrame(byte[] frame, Quality quality) {
    if (!listening) {
      return;
    }
    if (continuous) {
      cancel();
      if (!deadline.isZero() || beacon) {
        listen(LONG, true);
      }
      deadline = Duration.ZERO;
    } else {
      stop();
    }
    late = false;
    ended.withFrame(frame, quality, timerLeft());
  }

  private Duration timerLeft() {
    Duration left = timer.minus(Duration.between(begun, die.time.now()));
    return timer.isZero() || left.isNegative() ? Duration.ZERO : left;
  }

  /** It ends, if it is not over. */
  void stop() {
    cancel();
    if (listening) {
      listening = false;
      air.sleep();
    }
  }

  private void cancel() {
    if (pending != null) {
      pending.cancel();
      pending = null;
    }
  }
}
