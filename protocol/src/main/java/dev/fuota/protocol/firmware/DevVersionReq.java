package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.Decoded;
import java.nio.ByteBuffer;

/**
 * {@code DevVersionReq}, downlink CID 0x01 (TS006): which firmware runs on which hardware? No
 * payload.
 */
public record DevVersionReq() implements FirmwareDownlink {
  static final int CID = 0x01;

  static Decoded<FirmwareDownlink> decode(ByteBuffer in) {
    return Decoded.ok(new DevVersionReq());
  }

  @Override
  public int cid() {
    return CID;
  }

  @Override
  public int payloadLength() {
    return 0;
  }

  @Override
  public void encodePayload(ByteBuffer out) {}
}
