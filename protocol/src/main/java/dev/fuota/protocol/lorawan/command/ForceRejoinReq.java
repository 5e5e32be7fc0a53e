package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code ForceRejoinReq}, downlink CID 0x0e (LoRaWAN 1.1, section 5): octet 0, bits 6..4
 * rejoinType, 3..0 dr; octet 1, bits 5..3 period, 2..0 maxRetries. Makes a device rejoin. Its two
 * octets are one little-endian word.
 *
 * @param dr 0..15, data rate of the rejoin-requests
 * @param rejoinType 0..7, type of the rejoin-requests
 * @param maxRetries 0..7 repetitions
 * @param period 0..7: 32 s * 2^period, and a random time, between them
 */
public record ForceRejoinReq(int dr, int rejoinType, int maxRetries, int period)
    implements DownCommand {
  static final int CID = 0x0e;
  static final int LENGTH = 2;
  private static final Bits DR = new Bits("dr", 0, 4);
  private static final Bits REJOIN_TYPE = new Bits("rejoinType", 4, 3);
  private static final Bits MAX_RETRIES = new Bits("maxRetries", 0, 3);
  private static final Bits PERIOD = new Bits("period", 3, 3);

  public ForceRejoinReq {
    DR.check(dr);
    REJOIN_TYPE.check(rejoinType);
    MAX_RETRIES.check(maxRetries);
    PERIOD.check(period);
  }

  static ForceRejoinReq read(PayloadReader in) {
    int dr = in.octet().bits(DR);
    int rejoinType = in.bits(REJOIN_TYPE);
    int maxRetries = in.octet().bits(MAX_RETRIES);
    int period = in.bits(PERIOD);
    return new ForceRejoinReq(dr, rejoinType, maxRetries, period);
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
    out.put((byte) (DR.put(dr) | REJOIN_TYPE.put(rejoinType)));
    out.put((byte) (MAX_RETRIES.put(maxRetries) | PERIOD.put(period)));
  }
}
