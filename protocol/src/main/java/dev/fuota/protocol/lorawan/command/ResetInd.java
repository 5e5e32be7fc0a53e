package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code ResetInd}, uplink CID 0x01 (LoRaWAN 1.1, section 5): octet 0, bits 3..0 minor. A
 * personalised device started anew with default settings.
 *
 * @param minor 0..15, minor version of LoRaWAN that the device speaks
 */
public record ResetInd(int minor) implements UpCommand {
  static final int CID = 0x01;
  static final int LENGTH = 1;
  private static final Bits MINOR = new Bits("minor", 0, 4);

  public ResetInd {
    MINOR.check(minor);
  }

  static ResetInd read(PayloadReader in) {
    return new ResetInd(in.octet().bits(MINOR));
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
