package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code LinkADRAns}, uplink CID 0x03 (LoRaWAN 1.0.4, section 5): octet 0, bits 2 powerAck, 1
 * dataRateAck, 0 channelMaskAck. Which parts of a LinkADRReq can be done; it is done if all can.
 *
 * @param channelMaskAck the channels exist and are not none
 * @param dataRateAck the data rate can be used
 * @param powerAck the power can be used
 */
public record LinkAdrAns(boolean channelMaskAck, boolean dataRateAck, boolean powerAck)
    implements UpCommand {
  static final int CID = 0x03;
  static final int LENGTH = 1;
  private static final Bits CHANNEL_MASK_ACK = new Bits("channelMaskAck", 0, 1);
  private static final Bits DATA_RATE_ACK = new Bits("dataRateAck", 1, 1);
  private static final Bits POWER_ACK = new Bits("powerAck", 2, 1);

  static LinkAdrAns read(PayloadReader in) {
    boolean channelMaskAck = in.octet().flag(CHANNEL_MASK_ACK);
    boolean dataRateAck = in.flag(DATA_RATE_ACK);
    boolean powerAck = in.flag(POWER_ACK);
    return new LinkAdrAns(channelMaskAck, dataRateAck, powerAck);
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
    out.put(
        (byte)
            (CHANNEL_MASK_ACK.put(channelMaskAck)
                | DATA_RATE_ACK.put(dataRateAck)
                | POWER_ACK.put(powerAck)));
  }
}
