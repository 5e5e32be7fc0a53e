package dev.fuota.protocol.clocksync;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code AppTimeAns}, downlink CID 0x01 (TS003): the server corrects the device's clock.
 *
 * <pre>
 * 0..3  timeCorrection, signed
 * 4     bits 3..0 tokenAns, 7..4 RFU
 * </pre>
 *
 * @param timeCorrection seconds that the device adds to its clock
 * @param tokenAns 0..15, the token of the request; any other than the current one is ignored
 */
public record AppTimeAns(int timeCorrection, int tokenAns) implements ClockSyncDownlink {
  static final int CID = 0x01;
  static final int LENGTH = 5;
  private static final Bits TOKEN_ANS = new Bits("tokenAns", 0, 4);

  public AppTimeAns {
    TOKEN_ANS.check(tokenAns);
  }

  static AppTimeAns read(PayloadReader in) {
    return new AppTimeAns(in.i32("timeCorrection"), in.octet().bits(TOKEN_ANS));
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
    out.putInt(timeCorrection).put((byte) TOKEN_ANS.put(tokenAns));
  }
}
