package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code DevStatusAns}, uplink CID 0x06 (LoRaWAN 1.0.4, section 5): octet 0 battery; octet 1, bits
 * 5..0 snrMarginDb as two's complement, 7..6 RFU. Battery, and how well the request was heard.
 *
 * @param battery 0 external supply, 1..254 from empty to full, 255 unknown
 * @param snrMarginDb -32..31 dB, signal-to-noise ratio of the request
 */
public record DevStatusAns(int battery, int snrMarginDb) implements UpCommand {
  static final int CID = 0x06;
  static final int LENGTH = 2;
  private static final Bits SNR_MARGIN_DB = new Bits("snrMarginDb", 0, 6);

  public DevStatusAns {
    Bits.OCTET.check(battery);
    SNR_MARGIN_DB.check(snrMarginDb + 32);
  }

  static DevStatusAns read(PayloadReader in) {
    int battery = in.u8("battery");
    int snrMarginDb = in.octet().bits(SNR_MARGIN_DB) << 26 >> 26;
    return new DevStatusAns(battery, snrMarginDb);
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
    out.put((byte) battery);
    out.put((byte) (snrMarginDb & SNR_MARGIN_DB.max()));
  }
}
