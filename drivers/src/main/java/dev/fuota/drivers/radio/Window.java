package dev.fuota.drivers.radio;

import java.time.Duration;
import java.time.Instant;

/** One receive window, for a downlink or a beacon. */
final class Window implements Operation {
  /** The chip is given so much longer to end its window itself. */
  private static final Duration SPARE = Duration.ofMillis(20);

  private static final int RECEIVING = LoraChip.PREAMBLE | LoraChip.HEADER;
  private static final int RECEIVED = LoraChip.RX_DONE | LoraChip.TIMEOUT | LoraChip.DAMAGED;

  private final Desk desk;
  private final Reception reception;
  private Instant ends;
  private int seen;
  private boolean awaitingHeader;
  private boolean awaitingEnd;
  private boolean withoutChip;

  Window(Desk desk, Reception reception) {
    this.desk = desk;
    this.reception = reception;
    this.ends = desk.now().plus(desk.chip().limit(reception));
  }

  @Override
  public void begin() {
    LoraChip chip = desk.chip();
    if (!chip.isPrepared(reception)) {
      chip.prepareReceiving(reception);
    }
    chip.receive(reception);
    Duration limit = chip.limit(reception);
    ends = desk.now().plus(limit);
    desk.remind(limit.plus(SPARE));
  }

  @Override
  public void onInterrupt(int flags, Instant at) {
    seen |= flags;
    if ((flags & LoraChip.DAMAGED) != 0) {
      nothing();
    } else if ((flags & LoraChip.RX_DONE) != 0) {
      received();
    } else if ((flags & LoraChip.TIMEOUT) != 0) {
      timedOut();
    }
  }

  private void received() {
    LoraChip.Frame frame = desk.chip().frame();
    desk.chip().standBy();
    desk.finish().onReceived(frame.phyPayload().toArray(), frame.quality());
  }

  /** A timer can run out while a frame that was detected is still received. */
  private void timedOut() {
    if ((seen & RECEIVING) != 0 && desk.chip().isReceiving()) {
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
    if ((flags & RECEIVED) != 0) {
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
    boolean preambleOnly = (seen & RECEIVING) == LoraChip.PREAMBLE && !reception.isBeacon();
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
