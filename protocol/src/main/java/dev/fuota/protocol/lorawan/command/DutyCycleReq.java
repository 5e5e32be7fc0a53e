package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code DutyCycleReq}, downlink CID 0x04 (LoRaWAN 1.0.4, section 5): octet 0, bits 3..0 maxDcycle.
 * Limits the share of time on air over all bands.
 *
 * @param maxDcycle 0..15: a share of 1/2^maxDcycle; 0 is no limit
 */
public record DutyCycleReq(int maxDcycle) implements DownCommand {
  static final int CID = 0x04;
  static final int LENGTH = 1;
  private static final Bits MAX_DCYCLE = new Bits("maxDcycle", 0, 4);

  public DutyCycleReq {
    MAX_DCYCLE.check(maxDcycle);
  }

  static DutyCycleReq read(PayloadReader in) {
    return new DutyCycleReq(in.octet().bits(MAX_DCYCLE));
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
    out.put((byte) MAX_DCYCLE.put(maxDcycle));
  }
}
