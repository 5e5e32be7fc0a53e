package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code RekeyInd}, uplink CID 0x0b (LoRaWAN 1.1, section 5): octet 0, bits 3..0 minor. A device
 * that joined uses its new keys.
 *
 * @param minor 0..15, minor version of LoRaWAN that the device speaks
 */
public record RekeyInd(int minor) implements UpCommand {
  static final int CID = 0x0b;
  static final int LENGTH = 1;
  private static final Bits MINOR = new Bits("minor", 0, 4);

  public RekeyInd {
    MINOR.check(minor);
  }

  static RekeyInd read(PayloadReader in) {
    return new RekeyInd(in.octet().bits(MINOR));
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
