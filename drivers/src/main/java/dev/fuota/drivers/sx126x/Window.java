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
  private boolean lastChance;
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
    if ((seen & Irq.RECEIVING) != 0 && !lastChance && desk.chip().isReceiving()) {
      awaitFrame();
    } else {
      nothing();
    }
  }

  private void awaitFrame() {
    boolean header = (seen & Irq.HEADER_VALID) != 0 || reception.isBeacon();
    lastChance = header;
    desk.remind((header ? reception.longestFrame() : reception.untilHeader()).plus(SPARE));
  }

  @Override
  public void onReminder() {
    if (withoutChip) {
      desk.finish().onReceiveTimeout();
      return;
    }
    int before = seen;
    int flags = desk.missedInterrupts();
    seen |= flags;
    if ((flags & Irq.RECEIVED) != 0) {
      onInterrupt(flags, desk.now());
    } else if ((seen & Irq.RECEIVING) != (before & Irq.RECEIVING) && !lastChance) {
      awaitFrame();
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
