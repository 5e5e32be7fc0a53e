package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code BeaconTimingAns}, downlink CID 0x12 (LoRaWAN 1.0.4, section 13): octets 0..1 delay; octet
 * 2 channel. How long until the next beacon. Deprecated: DeviceTimeReq replaces it.
 *
 * @param delay 0..65535: the beacon comes within delay and delay + 1 times 30 ms
 * @param channel 0..255, index of its channel
 */
public record BeaconTimingAns(int delay, int channel) implements DownCommand {
  static final int CID = 0x12;
  static final int LENGTH = 3;
  private static final Bits DELAY = new Bits("delay", 0, 16);

  public BeaconTimingAns {
    DELAY.check(delay);
    Bits.OCTET.check(channel);
  }

  static BeaconTimingAns read(PayloadReader in) {
    int delay = in.u16("delay");
    int channel = in.u8("channel");
    return new BeaconTimingAns(delay, channel);
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
    out.putShort((short) delay);
    out.put((byte) channel);
  }
}
