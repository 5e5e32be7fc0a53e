package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.Decoded;
import java.nio.ByteBuffer;

/**
 * {@code DevUpgradeImageReq}, downlink CID 0x04 (TS006): which image waits to be installed? No
 * payload.
 */
public record DevUpgradeImageReq() implements FirmwareDownlink {
  static final int CID = 0x04;

  static Decoded<FirmwareDownlink> decode(ByteBuffer in) {
    return Decoded.ok(new DevUpgradeImageReq());
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
