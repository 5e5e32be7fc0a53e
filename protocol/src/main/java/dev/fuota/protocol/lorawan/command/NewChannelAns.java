package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code NewChannelAns}, uplink CID 0x07 (LoRaWAN 1.0.4, section 5): octet 0, bits 1
 * dataRateRangeOk, 0 channelFrequencyOk. Which parts of a NewChannelReq can be done; it is done if
 * both can.
 *
 * @param channelFrequencyOk the frequency can be used
 * @param dataRateRangeOk the data rates can be used
 */
public record NewChannelAns(boolean channelFrequencyOk, boolean dataRateRangeOk)
    implements UpCommand {
  static final int CID = 0x07;
  static final int LENGTH = 1;
  private static final Bits CHANNEL_FREQUENCY_OK = new Bits("channelFrequencyOk", 0, 1);
  private static final Bits DATA_RATE_RANGE_OK = new Bits("dataRateRangeOk", 1, 1);

  static NewChannelAns read(PayloadReader in) {
    boolean channelFrequencyOk = in.octet().flag(CHANNEL_FREQUENCY_OK);
    boolean dataRateRangeOk = in.flag(DATA_RATE_RANGE_OK);
    return new NewChannelAns(channelFrequencyOk, dataRateRangeOk);
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
            (CHANNEL_FREQUENCY_OK.put(channelFrequencyOk)
                | DATA_RATE_RANGE_OK.put(dataRateRangeOk)));
  }
}
