package dev.fuota.drivers.radio;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.lorawan.TimeOnAir;
import java.time.Duration;
import java.time.Instant;

/** One transmission. */
final class Sending implements Operation {
  /** An edge further from the computed end than this was not that of TxDone, or is told wrongly. */
  private static final Duration PLAUSIBLE = Duration.ofMillis(5);

  private static final Duration SPARE = Duration.ofMillis(200);

  private final Desk desk;
  private final LoraChannel channel;
  private final int powerDbm;
  private final byte[] phyPayload;
  private final Duration airTime;
  private Instant ends;
  private boolean withoutChip;

  Sending(Desk desk, LoraChannel channel, int powerDbm, byte[] phyPayload) {
    this.desk = desk;
    this.channel = channel;
    this.powerDbm = powerDbm;
    this.phyPayload = phyPayload;
    this.airTime =
        channel.isFsk()
            ? TimeOnAir.ofFsk(phyPayload.length)
            : TimeOnAir.of(
                channel.spreadingFactor(), channel.bandwidthHz(), phyPayload.length, true);
    this.ends = desk.now().plus(airTime);
  }

  @Override
  public void begin() {
    desk.chip().prepareSending(channel, powerDbm, phyPayload);
    desk.chip().send(airTime.plus(SPARE));
    Instant now = desk.now();
    ends = now.plus(desk.chip().rampUp()).plus(airTime);
    desk.remind(Duration.between(now, ends).plus(PLAUSIBLE));
  }

  @Override
  public void onInterrupt(int flags, Instant at) {
    if ((flags & LoraChip.TX_DONE) != 0) {
      boolean plausible = Duration.between(ends, at).abs().compareTo(PLAUSIBLE) <= 0;
      sent(plausible ? at : ends);
    } else if ((flags & LoraChip.TIMEOUT) != 0) {
      throw new ChipTrouble(
          "The chip gave up a transmission of " + airTime.toMillis() + " ms: it is reset.");
    }
  }

  @Override
  public void onReminder() {
    if (withoutChip) {
      sent(ends);
      return;
    }
    int flags = desk.missedInterrupts();
    if ((flags & LoraChip.TX_DONE) != 0) {
      sent(ends);
    } else if (desk.now().isAfter(ends.plus(SPARE).plus(PLAUSIBLE))) {
      throw new ChipTrouble(
          "A transmission of "
              + airTime.toMillis()
              + " ms does not end: the chip is reset. If this goes on, check its supply.");
    } else {
      desk.remind(SPARE.plus(PLAUSIBLE));
    }
  }

  private void sent(Instant end) {
    if (!withoutChip) {
      desk.chip().rest();
    }
    Duration ago = Operation.until(desk.now(), end);
    desk.finish().onTransmitted(ago);
  }

  @Override
  public void withoutChip() {
    withoutChip = true;
    desk.remind(Operation.until(ends, desk.now()));
  }
}
