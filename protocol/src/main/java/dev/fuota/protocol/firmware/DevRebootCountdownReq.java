package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code DevRebootCountdownReq}, downlink CID 0x03 (TS006): octets 0..2 countdown.
 *
 * @param countdown seconds from reception to the reboot, 0..2^24-1, or {@link #NOW}, or {@link
 *     #CANCEL}
 */
public record DevRebootCountdownReq(int countdown) implements FirmwareDownlink {
  /** Reboot as soon as possible; not answered. */
  public static final int NOW = 0;

  /** Forget the programmed reboot; answered with the same value. */
  public static final int CANCEL = 0xff_ffff;

  static final int CID = 0x03;
  private static final int LENGTH = 3;
  private static final Bits COUNTDOWN = new Bits(0, 24);

  public DevRebootCountdownReq {
    COUNTDOWN.check(countdown);
  }

  static Decoded<FirmwareDownlink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("DevRebootCountdownReq", LENGTH, in.remaining());
    }
    return Decoded.ok(new DevRebootCountdownReq(Unsigned.u24(in)));
  }

  @Override
  public int cid() {
    return CID;
  }

  @Override
  public int payloadLength() {
    return LENGTH;
  }

  @Override
  public void encodePayload(ByteBuffer out) {
    Unsigned.put24(out, countdown);
  }
}
