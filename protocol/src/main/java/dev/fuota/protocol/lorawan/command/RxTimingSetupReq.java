package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code RXTimingSetupReq}, downlink CID 0x08 (LoRaWAN 1.0.4, section 5): octet 0, bits 3..0 delay.
 * Sets the delay of RX1.
 *
 * @param delay 0..15 as sent; 0 and 1 are both one second
 */
public record RxTimingSetupReq(int delay) implements DownCommand {
  static final int CID = 0x08;
  static final int LENGTH = 1;
  private static final Bits DELAY = new Bits("delay", 0, 4);

  public RxTimingSetupReq {
    DELAY.check(delay);
  }

  static RxTimingSetupReq read(PayloadReader in) {
    return new RxTimingSetupReq(in.octet().bits(DELAY));
  }

  /** From the end of an uplink to RX1: 1..15 s. */
  public int delaySeconds() {
    return Math.max(1, delay);
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
    out.put((byte) DELAY.put(delay));
  }
}
