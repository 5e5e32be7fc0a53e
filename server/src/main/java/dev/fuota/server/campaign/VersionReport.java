package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a device sends after an update, unasked, until it is acknowledged (TR-16). The standards
 * leave it open; this is ours, little-endian: type u8 = 1, FWversion u32, HWversion u32, seconds
 * since the reboot u32.
 *
 * @param fwVersion as in DevVersionAns
 * @param hwVersion as in DevVersionAns
 * @param secondsSinceReboot 0..2^32-1
 */
public record VersionReport(long fwVersion, long hwVersion, long secondsSinceReboot) {
  public static final int FPORT = 204;

  private static final int TYPE = 1;
  private static final int LENGTH = 13;

  static Decoded<VersionReport> decode(Bytes payload) {
    if (payload.length() < LENGTH) {
      return Decoded.truncated("VersionReport", LENGTH, payload.length());
    }
    if (payload.at(0) != TYPE) {
      return Decoded.badValue("VersionReport", "type is " + payload.at(0) + ", not " + TYPE);
    }
    ByteBuffer in = payload.asBuffer().order(ByteOrder.LITTLE_ENDIAN).position(1);
    return Decoded.ok(new VersionReport(u32(in), u32(in), u32(in)));
  }

  private static long u32(ByteBuffer in) {
    return Integer.toUnsignedLong(in.getInt());
  }
}
