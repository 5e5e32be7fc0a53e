package dev.fuota.drivers.radio;

import dev.fuota.hal.radio.LoraChannel;
import java.time.Duration;
import java.time.Instant;

/** Reception until something else is to be done. */
final class Listening implements Operation {
  /** How often the line is looked at for an edge that nobody told of. */
  private static final Duration LOOK = Duration.ofMillis(250);

  private final Desk desk;
  private final LoraChannel channel;

  Listening(Desk desk, LoraChannel channel) {
    this.desk = desk;
    this.channel = channel;
  }

  @Override
  public void begin() {
    Reception reception = Reception.continuous(channel);
    desk.chip().prepareReceiving(reception);
    desk.chip().receive(reception);
    desk.remind(LOOK);
  }

  @Override
  public void onInterrupt(int flags, Instant at) {
    boolean damaged = (flags & LoraChip.DAMAGED) != 0;
    if ((flags & LoraChip.TIMEOUT) != 0) {
      begin(); // it should not have stopped
    } else if ((flags & LoraChip.RX_DONE) != 0 && !damaged) {
      LoraChip.Frame frame = desk.chip().frame();
      desk.listener().onReceived(frame.phyPayload().toArray(), frame.quality());
    }
  }

  @Override
  public void onReminder() {
    desk.remind(LOOK);
    int flags = desk.missedInterrupts();
    if (flags != 0) {
      onInterrupt(flags, desk.now());
    }
  }

  /** It goes on when the chip works again. */
  @Override
  public void withoutChip() {}
}
