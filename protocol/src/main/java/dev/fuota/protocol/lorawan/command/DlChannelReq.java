package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code DlChannelReq}, downlink CID 0x0a (LoRaWAN 1.0.4, section 5): octet 0 chIndex; octets 1..3
 * frequency in 100 Hz. Moves RX1 of a channel to another frequency.
 *
 * @param chIndex 0..255, number of the channel
 * @param frequencyHz of RX1 behind an uplink on the channel; a multiple of 100, 0..1677721500
 */
public record DlChannelReq(int chIndex, int frequencyHz) implements DownCommand {
  static final int CID = 0x0a;
  static final int LENGTH = 4;

  public DlChannelReq {
    Bits.OCTET.check(chIndex);
    Frequency.check(frequencyHz);
  }

  static DlChannelReq read(PayloadReader in) {
    int chIndex = in.u8("chIndex");
    int frequencyHz = Frequency.read(in);
    return new DlChannelReq(chIndex, frequencyHz);
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
  }
}
