package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.PayloadReader;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code DevVersionAns}, uplink CID 0x01 (TS006): octets 0..3 fwVersion, 4..7 hwVersion.
 *
 * @param fwVersion of the running firmware, 0..2^32-1; the manufacturer gives it its meaning
 * @param hwVersion 0..2^32-1, alike
 */
public record DevVersionAns(long fwVersion, long hwVersion) implements FirmwareUplink {
  static final int CID = 0x01;
  static final int LENGTH = 8;

  public DevVersionAns {
    Unsigned.check32(fwVersion);
    Unsigned.check32(hwVersion);
  }

  static DevVersionAns read(PayloadReader in) {
    return new DevVersionAns(in.u32("fwVersion"), in.u32("hwVersion"));
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
    Unsigned.put32(out, fwVersion);
    Unsigned.put32(out, hwVersion);
  }
}
