package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code RejoinParamSetupAns}, uplink CID 0x0f (LoRaWAN 1.1, section 5): octet 0, bits 0 timeOk.
 * The number of uplinks is set, and the time if it is kept.
 *
 * @param timeOk the device keeps the time limit
 */
public record RejoinParamSetupAns(boolean timeOk) implements UpCommand {
  static final int CID = 0x0f;
  static final int LENGTH = 1;
  private static final Bits TIME_OK = new Bits("timeOk", 0, 1);

  static RejoinParamSetupAns read(PayloadReader in) {
    return new RejoinParamSetupAns(in.octet().flag(TIME_OK));
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
    out.put((byte) TIME_OK.put(timeOk));
  }
}
