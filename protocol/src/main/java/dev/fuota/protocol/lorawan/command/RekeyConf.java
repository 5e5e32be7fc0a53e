package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code RekeyConf}, downlink CID 0x0b (LoRaWAN 1.1, section 5): octet 0, bits 3..0 minor. Ends the
 * RekeyInd of a device that joined.
 *
 * @param minor 0..15, minor version of LoRaWAN that the network will use
 */
public record RekeyConf(int minor) implements DownCommand {
  static final int CID = 0x0b;
  static final int LENGTH = 1;
  private static final Bits MINOR = new Bits("minor", 0, 4);

  public RekeyConf {
    MINOR.check(minor);
  }

  static RekeyConf read(PayloadReader in) {
    return new RekeyConf(in.octet().bits(MINOR));
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
    out.put((byte) MINOR.put(minor));
  }
}
