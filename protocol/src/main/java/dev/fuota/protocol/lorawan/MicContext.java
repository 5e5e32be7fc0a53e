package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bits;

/**
 * What the MIC of a LoRaWAN 1.1 frame covers besides the frame; 1.0.x has none of it.
 *
 * @param confFCnt lower 16 bits of the counter of the confirmed frame that this one acknowledges;
 *     of no matter without ACK
 * @param txRate 0..255, data rate of this very uplink; of no matter in a downlink
 * @param txChannel 0..255, index of the channel of this very uplink; of no matter in a downlink
 */
public record MicContext(int confFCnt, int txRate, int txChannel) { // MAC-014
  private static final Bits CONF_F_CNT = new Bits("confFCnt", 0, 16); // NONE is checked by it
  public static final MicContext NONE = new MicContext(0, 0, 0);

  public MicContext {
    CONF_F_CNT.check(confFCnt);
    Bits.OCTET.check(txRate);
    Bits.OCTET.check(txChannel);
  }
}
