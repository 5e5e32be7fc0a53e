package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PayloadReader;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a device says on FPort {@value #FPORT} after an update, unasked, until it is acknowledged
 * (TR-16). TS006 has no command that a device sends by itself, so this one is ours and has its own
 * port; little-endian.
 *
 * <pre>
 * 0      0x01
 * 1..4   fwVersion, as in DevVersionAns
 * 5..8   hwVersion, alike
 * 9..12  secondsSinceReset
 * </pre>
 *
 * @param fwVersion 0..2^32-1
 * @param hwVersion 0..2^32-1
 * @param secondsSinceReset 0..2^32-1
 */
public record DevVersionReport(long fwVersion, long hwVersion, long secondsSinceReset) {
  public static final int FPORT = 204;

  private static final int KIND = 0x01;
  private static final int LENGTH = 13;

  public DevVersionReport {
    Unsigned.check32(fwVersion);
    Unsigned.check32(hwVersion);
    Unsigned.check32(secondsSinceReset);
  }

  /** Reads the payload of an uplink; octets that follow are of a later form, and ignored. */
  public static Decoded<DevVersionReport> decode(Bytes payload) {
    if (payload.length() < LENGTH) {
      return Decoded.truncated("DevVersionReport", LENGTH, payload.length());
    }
    PayloadReader in = new PayloadReader(payload);
    int kind = in.u8("kind");
    return kind == KIND
        ? Decoded.ok(
            new DevVersionReport(
                in.u32("fwVersion"), in.u32("hwVersion"), in.u32("secondsSinceReset")))
        : Decoded.badValue("DevVersionReport", "its first octet is " + kind + ", not " + KIND);
  }

  /** The payload of the uplink. */
  public Bytes encode() {
    ByteBuffer out = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) KIND);
    Unsigned.put32(out, fwVersion);
    Unsigned.put32(out, hwVersion);
    Unsigned.put32(out, secondsSinceReset);
    return Bytes.of(out.array());
  }
}
