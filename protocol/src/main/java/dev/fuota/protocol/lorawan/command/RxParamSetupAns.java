package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code RXParamSetupAns}, uplink CID 0x05 (LoRaWAN 1.0.4, section 5): octet 0, bits 2
 * rx1DrOffsetAck, 1 rx2DataRateAck, 0 channelAck. Which parts of an RXParamSetupReq can be done; it
 * is done if all can.
 *
 * @param channelAck the frequency can be used
 * @param rx2DataRateAck the data rate of RX2 can be used
 * @param rx1DrOffsetAck the offset exists
 */
public record RxParamSetupAns(boolean channelAck, boolean rx2DataRateAck, boolean rx1DrOffsetAck)
    implements UpCommand {
  static final int CID = 0x05;
  static final int LENGTH = 1;
  private static final Bits CHANNEL_ACK = new Bits("channelAck", 0, 1);
  private static final Bits RX2_DATA_RATE_ACK = new Bits("rx2DataRateAck", 1, 1);
  private static final Bits RX1_DR_OFFSET_ACK = new Bits("rx1DrOffsetAck", 2, 1);

  static RxParamSetupAns read(PayloadReader in) {
    boolean channelAck = in.octet().flag(CHANNEL_ACK);
    boolean rx2DataRateAck = in.flag(RX2_DATA_RATE_ACK);
    boolean rx1DrOffsetAck = in.flag(RX1_DR_OFFSET_ACK);
    return new RxParamSetupAns(channelAck, rx2DataRateAck, rx1DrOffsetAck);
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
            (CHANNEL_ACK.put(channelAck)
                | RX2_DATA_RATE_ACK.put(rx2DataRateAck)
                | RX1_DR_OFFSET_ACK.put(rx1DrOffsetAck)));
  }
}
