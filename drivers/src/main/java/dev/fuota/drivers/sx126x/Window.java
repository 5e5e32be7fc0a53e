package dev.fuota.drivers.sx126x;

import java.time.Duration;
import java.time.Instant;

/** One receive window, for a downlink or a beacon. */
final class Window implements Operation {
  /** The chip is given so much longer to end its window itself. */
  private static final Duration SPARE = Duration.ofMillis(20);

  private final Desk desk;
  private final Reception reception;
  private final Duration length;
  private Instant ends;
  private int seen;
  private boolean awaitingHeader;
  private boolean awaitingEnd;
  private boolean withoutChip;

  Window(Desk desk, Reception reception, Duration length) {
    this.desk = desk;
    this.reception = reception;
    this.length = length;
    this.ends = desk.now().plus(reception.limit(length));
  }

  @Override
  public void begin() {
    Sx126x chip = desk.chip();
    if (!chip.isPrepared(reception)) {
      chip.prepareReceiving(reception);
    }
    chip.receive(reception.timeLimit(length));
    Duration limit = reception.limit(length);
    ends = desk.now().plus(limit);
    desk.remind(limit.plus(SPARE));
  }

  @Override
  public void onInterrupt(int flags, Instant at) {
    seen |= flags;
    boolean damaged = (flags & (Irq.CRC_ERROR | Irq.HEADER_ERROR)) != 0;
    if (damaged) {
      nothing();
    } else if ((flags & Irq.RX_DONE) != 0) {
      received();
    } else if ((flags & Irq.TIMEOUT) != 0) {
      timedOut();
    }
  }

  private void received() {
    desk.chip().stopTimer();
    Sx126x.Frame frame = desk.chip().frame();
    desk.chip().standBy();
    desk.finish().onReceived(frame.phyPayload(), frame.quality());
  }

  /** A timer can run out while a frame that was detected is still received. */
  private void timedOut() {
    if ((seen & Irq.RECEIVING) != 0 && desk.chip().isReceiving()) {
      awaitFrame();
    } else {
      nothing();
    }
  }

  @Override
  public void onReminder() {
    if (withoutChip) {
      desk.finish().onReceiveTimeout();
      return;
    }
    int flags = desk.missedInterrupts();
    seen |= flags;
    if ((flags & Irq.RECEIVED) != 0) {
      onInterrupt(flags, desk.now());
    } else if (desk.chip().isReceiving()) {
      awaitFrame();
    } else {
      nothing();
    }
  }

  /**
   * A chip that still receives has found a preamble. If it says so, it has to find a header soon;
   * from there on it is given the time of the longest frame, once.
   */
  private void awaitFrame() {
    boolean preambleOnly = (seen & Irq.RECEIVING) == Irq.PREAMBLE_DETECTED && !reception.isBeacon();
    if (preambleOnly && !awaitingHeader) {
      awaitingHeader = true;
      desk.remind(reception.untilHeader().plus(SPARE));
    } else if (!preambleOnly && !awaitingEnd) {
      awaitingEnd = true;
      desk.remind(reception.longestFrame().plus(SPARE));
    } else {
      nothing();
    }
  }

  private void nothing() {
    desk.chip().standBy();
    desk.finish().onReceiveTimeout();
  }

  @Override
  public void withoutChip() {
    withoutChip = true;
    desk.remind(Operation.until(ends, desk.now()));
  }
}
