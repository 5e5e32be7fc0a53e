package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.Decoded;
import java.nio.ByteBuffer;

/**
 * {@code PackageVersionReq}, downlink CID 0x00 (TS006): which package and version answers here? No
 * payload.
 */
public record PackageVersionReq() implements FirmwareDownlink {
  static final int CID = 0x00;

  static Decoded<FirmwareDownlink> decode(ByteBuffer in) {
    return Decoded.ok(new PackageVersionReq());
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
