package dev.fuota.protocol.clocksync;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code AppTimeReq}, uplink CID 0x01 (TS003): the device asks for the time.
 *
 * <pre>
 * 0..3  deviceTime, GPS seconds
 * 4     bits 3..0 tokenReq, bit 4 ansRequired, 7..5 RFU
 * </pre>
 *
 * @param deviceTime the device's clock at the start of this transmission, GPS seconds modulo 2^32
 * @param ansRequired whether the server answers even if the clock is right
 * @param tokenReq 0..15, moves on only when an answer with it was processed
 */
public record AppTimeReq(long deviceTime, boolean ansRequired, int tokenReq)
    implements ClockSyncUplink {
  static final int CID = 0x01;
  static final int LENGTH = 5;
  private static final Bits TOKEN_REQ = new Bits("tokenReq", 0, 4);
  private static final Bits ANS_REQUIRED = new Bits("ansRequired", 4, 1);

  public AppTimeReq {
    Unsigned.check32(deviceTime);
    TOKEN_REQ.check(tokenReq);
  }

  static AppTimeReq read(PayloadReader in) {
    long deviceTime = in.u32("deviceTime");
    in.octet();
    return new AppTimeReq(deviceTime, in.flag(ANS_REQUIRED), in.bits(TOKEN_REQ));
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
    Unsigned.put32(out, deviceTime);
    out.put((byte) (TOKEN_REQ.put(tokenReq) | ANS_REQUIRED.put(ansRequired)));
  }
}
