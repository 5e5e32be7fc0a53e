package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.PayloadReader;
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
  static final int LENGTH = 4;

  public DevRebootTimeAns {
    Unsigned.check32(timeToReboot);
  }

  static DevRebootTimeAns read(PayloadReader in) {
    return new DevRebootTimeAns(in.u32("timeToReboot"));
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
