package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code DeviceModeInd}, uplink CID 0x20 (LoRaWAN 1.1, section 5): octet 0, bits 7..0 deviceClass.
 * The device will listen in this class.
 *
 * @param deviceClass 0 class A, 2 class C
 */
public record DeviceModeInd(int deviceClass) implements UpCommand {
  static final int CID = 0x20;
  static final int LENGTH = 1;
  private static final Bits DEVICE_CLASS = new Bits("deviceClass", 0, 8);

  public DeviceModeInd {
    DEVICE_CLASS.check(deviceClass);
  }

  static DeviceModeInd read(PayloadReader in) {
    return new DeviceModeInd(in.octet().bits(DEVICE_CLASS));
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
    out.put((byte) DEVICE_CLASS.put(deviceClass));
  }
}
