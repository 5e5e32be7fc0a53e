package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code DevDeleteImageReq}, downlink CID 0x05 (TS006): octets 0..3 firmwareToDeleteVersion.
 *
 * @param firmwareToDeleteVersion 0..2^32-1; an image of another version is not deleted
 */
public record DevDeleteImageReq(long firmwareToDeleteVersion) implements FirmwareDownlink {
  static final int CID = 0x05;
  private static final int LENGTH = 4;

  public DevDeleteImageReq {
    Unsigned.check32(firmwareToDeleteVersion);
  }

  static Decoded<FirmwareDownlink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("DevDeleteImageReq", LENGTH, in.remaining());
    }
    return Decoded.ok(new DevDeleteImageReq(Unsigned.u32(in)));
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
