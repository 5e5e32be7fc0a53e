package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code PingSlotChannelReq}, downlink CID 0x11 (LoRaWAN 1.0.4, section 13): octets 0..2 frequency
 * in 100 Hz; octet 3, bits 3..0 dr. Sets frequency and data rate of the ping slots.
 *
 * @param frequencyHz 0 is the default of the region; a multiple of 100, 0..1677721500
 * @param dr 0..15, data rate
 */
public record PingSlotChannelReq(int frequencyHz, int dr) implements DownCommand {
  static final int CID = 0x11;
  static final int LENGTH = 4;
  private static final Bits DR = new Bits("dr", 0, 4);

  public PingSlotChannelReq {
    Frequency.check(frequencyHz);
    DR.check(dr);
  }

  static PingSlotChannelReq read(PayloadReader in) {
    int frequencyHz = Frequency.read(in);
    int dr = in.octet().bits(DR);
    return new PingSlotChannelReq(frequencyHz, dr);
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
    Frequency.put(out, frequencyHz);
    out.put((byte) DR.put(dr));
  }
}
