package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code DevRebootTimeAns}, uplink CID 0x02 (TS006): octets 0..3 timeToReboot.
 *
 * @param timeToReboot seconds from this answer to the reboot; {@link #NOTHING_PROGRAMMED} if the
 *     time was over; {@link DevRebootTimeReq#CANCEL} answers a cancellation
 */
public record DevRebootTimeAns(long timeToReboot) implements FirmwareUplink {
  /** There is no reboot to come. */
  public static final long NOTHING_PROGRAMMED = 0;

  static final int CID = 0x02;
  private static final int LENGTH = 4;

  public DevRebootTimeAns {
    Unsigned.check32(timeToReboot);
  }

  static Decoded<FirmwareUplink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("DevRebootTimeAns", LENGTH, in.remaining());
    }
    return Decoded.ok(new DevRebootTimeAns(Unsigned.u32(in)));
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
    Unsigned.put32(out, timeToReboot);
  }
}
