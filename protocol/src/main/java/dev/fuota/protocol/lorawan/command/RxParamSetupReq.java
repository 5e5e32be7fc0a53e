package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code RXParamSetupReq}, downlink CID 0x05 (LoRaWAN 1.0.4, section 5): octet 0, bits 6..4
 * rx1DrOffset, 3..0 rx2Dr; octets 1..3 frequency in 100 Hz. Sets RX2 and the offset of RX1.
 *
 * @param rx2Dr 0..15, data rate of RX2
 * @param rx1DrOffset 0..7, from the data rate of the uplink to that of RX1
 * @param frequencyHz of RX2; a multiple of 100, 0..1677721500
 */
public record RxParamSetupReq(int rx2Dr, int rx1DrOffset, int frequencyHz) implements DownCommand {
  static final int CID = 0x05;
  static final int LENGTH = 4;
  private static final Bits RX2_DR = new Bits("rx2Dr", 0, 4);
  private static final Bits RX1_DR_OFFSET = new Bits("rx1DrOffset", 4, 3);

  public RxParamSetupReq {
    RX2_DR.check(rx2Dr);
    RX1_DR_OFFSET.check(rx1DrOffset);
    Frequency.check(frequencyHz);
  }

  static RxParamSetupReq read(PayloadReader in) {
    int rx2Dr = in.octet().bits(RX2_DR);
    int rx1DrOffset = in.bits(RX1_DR_OFFSET);
    int frequencyHz = Frequency.read(in);
    return new RxParamSetupReq(rx2Dr, rx1DrOffset, frequencyHz);
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
    out.put((byte) (RX2_DR.put(rx2Dr) | RX1_DR_OFFSET.put(rx1DrOffset)));
    Frequency.put(out, frequencyHz);
  }
}
