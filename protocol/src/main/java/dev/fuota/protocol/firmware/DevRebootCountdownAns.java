package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.PayloadReader;

/**
 * {@code DevRebootCountdownAns}, uplink CID 0x03 (TS006): octets 0..2 countdown.
 *
 * @param countdown seconds left, 0..2^24-1; {@link #NOTHING_PROGRAMMED} if the device cannot;
 *     {@link DevRebootCountdownReq#CANCEL} answers a cancellation
 */
public record DevRebootCountdownAns(int countdown) implements FirmwareUplink, Countdown {
  /** There is no reboot to come. */
  public static final int NOTHING_PROGRAMMED = 0;

  public DevRebootCountdownAns {
    Countdown.SECONDS.check(countdown);
  }

  static DevRebootCountdownAns read(PayloadReader in) {
    return new DevRebootCountdownAns(in.u24(SECONDS.name()));
  }
}
