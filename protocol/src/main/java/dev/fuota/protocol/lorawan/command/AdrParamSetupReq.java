package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code ADRParamSetupReq}, downlink CID 0x0c (LoRaWAN 1.1, section 5): octet 0, bits 7..4
 * limitExp, 3..0 delayExp. Sets when a device in adaptive data rate becomes uneasy.
 *
 * @param delayExp 0..15: ADR_ACK_DELAY is 2^delayExp
 * @param limitExp 0..15: ADR_ACK_LIMIT is 2^limitExp
 */
public record AdrParamSetupReq(int delayExp, int limitExp) implements DownCommand {
  static final int CID = 0x0c;
  static final int LENGTH = 1;
  private static final Bits DELAY_EXP = new Bits("delayExp", 0, 4);
  private static final Bits LIMIT_EXP = new Bits("limitExp", 4, 4);

  public AdrParamSetupReq {
    DELAY_EXP.check(delayExp);
    LIMIT_EXP.check(limitExp);
  }

  static AdrParamSetupReq read(PayloadReader in) {
    int delayExp = in.octet().bits(DELAY_EXP);
    int limitExp = in.bits(LIMIT_EXP);
    return new AdrParamSetupReq(delayExp, limitExp);
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
    out.put((byte) (DELAY_EXP.put(delayExp) | LIMIT_EXP.put(limitExp)));
  }
}
