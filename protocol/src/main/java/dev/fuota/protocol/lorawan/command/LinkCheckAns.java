package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code LinkCheckAns}, downlink CID 0x02 (LoRaWAN 1.0.4, section 5): octet 0 margin; octet 1
 * gwCnt. How well the request was heard.
 *
 * @param margin 0..254 dB above the demodulation floor; 255 is reserved
 * @param gwCnt 0..255 gateways that heard it
 */
public record LinkCheckAns(int margin, int gwCnt) implements DownCommand {
  static final int CID = 0x02;
  static final int LENGTH = 2;

  public LinkCheckAns {
    Bits.OCTET.check(margin);
    Bits.OCTET.check(gwCnt);
  }

  static LinkCheckAns read(PayloadReader in) {
    int margin = in.u8("margin");
    int gwCnt = in.u8("gwCnt");
    return new LinkCheckAns(margin, gwCnt);
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
    out.put((byte) margin);
    out.put((byte) gwCnt);
  }
}
