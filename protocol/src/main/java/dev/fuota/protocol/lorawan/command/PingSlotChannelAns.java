package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code PingSlotChannelAns}, uplink CID 0x11 (LoRaWAN 1.0.4, section 13): octet 0, bits 1
 * dataRateOk, 0 channelFrequencyOk. Which parts of a PingSlotChannelReq can be done; it is done if
 * both can.
 *
 * @param channelFrequencyOk the frequency can be used
 * @param dataRateOk the data rate can be used
 */
public record PingSlotChannelAns(boolean channelFrequencyOk, boolean dataRateOk)
    implements UpCommand {
  static final int CID = 0x11;
  static final int LENGTH = 1;
  private static final Bits CHANNEL_FREQUENCY_OK = new Bits("channelFrequencyOk", 0, 1);
  private static final Bits DATA_RATE_OK = new Bits("dataRateOk", 1, 1);

  static PingSlotChannelAns read(PayloadReader in) {
    boolean channelFrequencyOk = in.octet().flag(CHANNEL_FREQUENCY_OK);
    boolean dataRateOk = in.flag(DATA_RATE_OK);
    return new PingSlotChannelAns(channelFrequencyOk, dataRateOk);
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
    out.put((byte) (CHANNEL_FREQUENCY_OK.put(channelFrequencyOk) | DATA_RATE_OK.put(dataRateOk)));
  }
}
