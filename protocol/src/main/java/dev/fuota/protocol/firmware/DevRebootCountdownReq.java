package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.PayloadReader;

/**
 * {@code DevRebootCountdownReq}, downlink CID 0x03 (TS006): octets 0..2 countdown.
 *
 * @param countdown seconds from reception to the reboot, 0..2^24-1, or {@link #NOW}, or {@link
 *     #CANCEL}
 */
public record DevRebootCountdownReq(int countdown) implements FirmwareDownlink, Countdown {
  /** Reboot as soon as possible; not answered. */
  public static final int NOW = 0;

  /** Forget the programmed reboot; answered with the same value. */
  public static final int CANCEL = 0xff_ffff;

  public DevRebootCountdownReq {
    Countdown.SECONDS.check(countdown);
  }

  static DevRebootCountdownReq read(PayloadReader in) {
    return new DevRebootCountdownReq(in.u24(SECONDS.name()));
  }
}
