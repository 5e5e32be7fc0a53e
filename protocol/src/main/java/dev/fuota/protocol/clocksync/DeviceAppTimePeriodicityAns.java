package dev.fuota.protocol.clocksync;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code DeviceAppTimePeriodicityAns}, uplink CID 0x02 (TS003): octet 0, bit 0 notSupported, 7..1
 * RFU; octets 1..4 time.
 *
 * @param notSupported whether the device cannot be told a period
 * @param time the device's clock when sending, GPS seconds modulo 2^32
 */
public record DeviceAppTimePeriodicityAns(boolean notSupported, long time)
    implements ClockSyncUplink {
  static final int CID = 0x02;
  private static final int LENGTH = 5;
  private static final Bits NOT_SUPPORTED = new Bits(0, 1);

  public DeviceAppTimePeriodicityAns {
    Unsigned.check32(time);
  }

  static Decoded<ClockSyncUplink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("DeviceAppTimePeriodicityAns", LENGTH, in.remaining());
    }
    boolean notSupported = NOT_SUPPORTED.isSet(Unsigned.u8(in));
    return Decoded.ok(new DeviceAppTimePeriodicityAns(notSupported, Unsigned.u32(in)));
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
    out.put((byte) NOT_SUPPORTED.put(notSupported));
    Unsigned.put32(out, time);
  }
}
