package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code PingSlotInfoReq}, uplink CID 0x10 (LoRaWAN 1.0.4, section 13): octet 0, bits 2..0
 * periodicity. Says how often the device opens ping slots.
 *
 * @param periodicity 0..7: every 2^periodicity seconds, roughly
 */
public record PingSlotInfoReq(int periodicity) implements UpCommand {
  static final int CID = 0x10;
  static final int LENGTH = 1;
  private static final Bits PERIODICITY = new Bits("periodicity", 0, 3);

  public PingSlotInfoReq {
    PERIODICITY.check(periodicity);
  }

  static PingSlotInfoReq read(PayloadReader in) {
    return new PingSlotInfoReq(in.octet().bits(PERIODICITY));
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
    out.put((byte) PERIODICITY.put(periodicity));
  }
}
