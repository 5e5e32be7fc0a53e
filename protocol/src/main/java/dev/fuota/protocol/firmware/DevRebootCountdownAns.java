package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code DevRebootCountdownAns}, uplink CID 0x03 (TS006): octets 0..2 countdown.
 *
 * @param countdown seconds left, 0..2^24-1; {@link #NOTHING_PROGRAMMED} if the device cannot;
 *     {@link DevRebootCountdownReq#CANCEL} answers a cancellation
 */
public record DevRebootCountdownAns(int countdown) implements FirmwareUplink {
  /** There is no reboot to come. */
  public static final int NOTHING_PROGRAMMED = 0;

  static final int CID = 0x03;
  private static final int LENGTH = 3;
  private static final Bits COUNTDOWN = new Bits(0, 24);

  public DevRebootCountdownAns {
    COUNTDOWN.check(countdown);
  }

  static Decoded<FirmwareUplink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("DevRebootCountdownAns", LENGTH, in.remaining());
    }
    return Decoded.ok(new DevRebootCountdownAns(Unsigned.u24(in)));
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
