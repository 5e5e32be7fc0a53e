package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code DeviceTimeAns}, downlink CID 0x0d (LoRaWAN 1.0.4, section 5): octets 0..3 gpsSeconds;
 * octet 4 fractional256. The time at the end of the uplink that asked for it.
 *
 * @param gpsSeconds 0..2^32-1, GPS time
 * @param fractional256 0..255, 256ths of a second
 */
public record DeviceTimeAns(long gpsSeconds, int fractional256) implements DownCommand {
  static final int CID = 0x0d;
  static final int LENGTH = 5;

  public DeviceTimeAns {
    Unsigned.check32(gpsSeconds);
    Bits.OCTET.check(fractional256);
  }

  static DeviceTimeAns read(PayloadReader in) {
    long gpsSeconds = in.u32("gpsSeconds");
    int fractional256 = in.u8("fractional256");
    return new DeviceTimeAns(gpsSeconds, fractional256);
  }

  /** The time in whole milliseconds, rounded down. */
  public long gpsMillis() {
    return gpsSeconds * 1000 + fractional256 * 1000L / 256;
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
    out.putInt((int) gpsSeconds);
    out.put((byte) fractional256);
  }
}
