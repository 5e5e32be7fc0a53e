package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.PayloadReader;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code DevDeleteImageReq}, downlink CID 0x05 (TS006): octets 0..3 firmwareToDeleteVersion.
 *
 * @param firmwareToDeleteVersion 0..2^32-1; an image of another version is not deleted
 */
public record DevDeleteImageReq(long firmwareToDeleteVersion) implements FirmwareDownlink {
  static final int CID = 0x05;
  static final int LENGTH = 4;

  public DevDeleteImageReq {
    Unsigned.check32(firmwareToDeleteVersion);
  }

  static DevDeleteImageReq read(PayloadReader in) {
    return new DevDeleteImageReq(in.u32("firmwareToDeleteVersion"));
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
    Unsigned.put32(out, firmwareToDeleteVersion);
  }
}
