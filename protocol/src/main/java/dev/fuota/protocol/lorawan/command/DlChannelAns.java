package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code DlChannelAns}, uplink CID 0x0a (LoRaWAN 1.0.4, section 5): octet 0, bits 1
 * uplinkFrequencyExists, 0 channelFrequencyOk. Which parts of a DlChannelReq can be done; it is
 * done if both can.
 *
 * @param channelFrequencyOk the frequency can be used
 * @param uplinkFrequencyExists the channel has an uplink frequency
 */
public record DlChannelAns(boolean channelFrequencyOk, boolean uplinkFrequencyExists)
    implements UpCommand {
  static final int CID = 0x0a;
  static final int LENGTH = 1;
  private static final Bits CHANNEL_FREQUENCY_OK = new Bits("channelFrequencyOk", 0, 1);
  private static final Bits UPLINK_FREQUENCY_EXISTS = new Bits("uplinkFrequencyExists", 1, 1);

  static DlChannelAns read(PayloadReader in) {
    boolean channelFrequencyOk = in.octet().flag(CHANNEL_FREQUENCY_OK);
    boolean uplinkFrequencyExists = in.flag(UPLINK_FREQUENCY_EXISTS);
    return new DlChannelAns(channelFrequencyOk, uplinkFrequencyExists);
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
                | UPLINK_FREQUENCY_EXISTS.put(uplinkFrequencyExists)));
  }
}
