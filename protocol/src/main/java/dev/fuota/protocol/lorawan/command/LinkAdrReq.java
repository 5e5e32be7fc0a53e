package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code LinkADRReq}, downlink CID 0x03 (LoRaWAN 1.0.4, section 5): octet 0, bits 7..4 dataRate,
 * 3..0 txPower; octets 1..2 chMask; octet 3, bits 6..4 chMaskCntl, 3..0 nbTrans. Sets data rate,
 * power, repetitions and channels. Contiguous ones are one atomic change.
 *
 * @param txPower 0..15, index of the region; 15 keeps the power
 * @param dataRate 0..15, index of the region; 15 keeps the data rate
 * @param chMask bit i is channel i of those that {@code chMaskCntl} names
 * @param nbTrans 0..15 transmissions of each uplink; 0 is the default
 * @param chMaskCntl 0..7, what the mask is about
 */
public record LinkAdrReq(int txPower, int dataRate, int chMask, int nbTrans, int chMaskCntl)
    implements DownCommand {
  static final int CID = 0x03;
  static final int LENGTH = 4;
  private static final Bits TX_POWER = new Bits("txPower", 0, 4);
  private static final Bits DATA_RATE = new Bits("dataRate", 4, 4);
  private static final Bits CH_MASK = new Bits("chMask", 0, 16);
  private static final Bits NB_TRANS = new Bits("nbTrans", 0, 4);
  private static final Bits CH_MASK_CNTL = new Bits("chMaskCntl", 4, 3);

  public LinkAdrReq {
    TX_POWER.check(txPower);
    DATA_RATE.check(dataRate);
    CH_MASK.check(chMask);
    NB_TRANS.check(nbTrans);
    CH_MASK_CNTL.check(chMaskCntl);
  }

  static LinkAdrReq read(PayloadReader in) {
    int txPower = in.octet().bits(TX_POWER);
    int dataRate = in.bits(DATA_RATE);
    int chMask = in.u16("chMask");
    int nbTrans = in.octet().bits(NB_TRANS);
    int chMaskCntl = in.bits(CH_MASK_CNTL);
    return new LinkAdrReq(txPower, dataRate, chMask, nbTrans, chMaskCntl);
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
    out.put((byte) (TX_POWER.put(txPower) | DATA_RATE.put(dataRate)));
    out.putShort((short) chMask);
    out.put((byte) (NB_TRANS.put(nbTrans) | CH_MASK_CNTL.put(chMaskCntl)));
  }
}
