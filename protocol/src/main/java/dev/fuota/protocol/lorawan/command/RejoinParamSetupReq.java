package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code RejoinParamSetupReq}, downlink CID 0x0f (LoRaWAN 1.1, section 5): octet 0, bits 7..4
 * maxTimeN, 3..0 maxCountN. Sets how often a device sends rejoin-requests of type 0.
 *
 * @param maxCountN 0..15: at least every 2^(maxCountN + 4) uplinks
 * @param maxTimeN 0..15: at least every 2^(maxTimeN + 10) seconds
 */
public record RejoinParamSetupReq(int maxCountN, int maxTimeN) implements DownCommand {
  static final int CID = 0x0f;
  static final int LENGTH = 1;
  private static final Bits MAX_COUNT_N = new Bits("maxCountN", 0, 4);
  private static final Bits MAX_TIME_N = new Bits("maxTimeN", 4, 4);

  public RejoinParamSetupReq {
    MAX_COUNT_N.check(maxCountN);
    MAX_TIME_N.check(maxTimeN);
  }

  static RejoinParamSetupReq read(PayloadReader in) {
    int maxCountN = in.octet().bits(MAX_COUNT_N);
    int maxTimeN = in.bits(MAX_TIME_N);
    return new RejoinParamSetupReq(maxCountN, maxTimeN);
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
    out.put((byte) (MAX_COUNT_N.put(maxCountN) | MAX_TIME_N.put(maxTimeN)));
  }
}
