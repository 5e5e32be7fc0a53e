package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code NewChannelReq}, downlink CID 0x07 (LoRaWAN 1.0.4, section 5): octet 0 chIndex; octets 1..3
 * frequency in 100 Hz; octet 4, bits 7..4 maxDr, 3..0 minDr. Makes, changes or removes a channel.
 *
 * @param chIndex 0..255, number of the channel
 * @param frequencyHz of its uplinks; 0 removes the channel; a multiple of 100, 0..1677721500
 * @param minDr 0..15, lowest data rate
 * @param maxDr 0..15, highest data rate
 */
public record NewChannelReq(int chIndex, int frequencyHz, int minDr, int maxDr)
    implements DownCommand {
  static final int CID = 0x07;
  static final int LENGTH = 5;
  private static final Bits MIN_DR = new Bits("minDr", 0, 4);
  private static final Bits MAX_DR = new Bits("maxDr", 4, 4);

  public NewChannelReq {
    Bits.OCTET.check(chIndex);
    Frequency.check(frequencyHz);
    MIN_DR.check(minDr);
    MAX_DR.check(maxDr);
  }

  static NewChannelReq read(PayloadReader in) {
    int chIndex = in.u8("chIndex");
    int frequencyHz = Frequency.read(in);
    int minDr = in.octet().bits(MIN_DR);
    int maxDr = in.bits(MAX_DR);
    return new NewChannelReq(chIndex, frequencyHz, minDr, maxDr);
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
    out.put((byte) chIndex);
    Frequency.put(out, frequencyHz);
    out.put((byte) (MIN_DR.put(minDr) | MAX_DR.put(maxDr)));
  }
}
