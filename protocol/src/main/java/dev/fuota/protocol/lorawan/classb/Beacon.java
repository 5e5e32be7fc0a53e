package dev.fuota.protocol.lorawan.classb;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A beacon (LoRaWAN 1.0.4, section 15.2). Integers are little-endian; {@link BeaconLayout} has the
 * lengths of the reserved fields.
 *
 * <pre>
 * RFU1 | Param 1 | Time 4 | CRC1 2 | InfoDesc 1 | Info 6 | RFU2 | CRC2 2
 * </pre>
 *
 * <p>CRC1 covers RFU1 to Time, CRC2 InfoDesc to RFU2: polynomial 1021, initial value 0, nothing
 * reflected. Each part is good or bad on its own.
 *
 * @param gpsSeconds 0..2^32-1, GPS time at which the beacon starts
 * @param param 0..255; bits 1..0 are the precision, 10^(-6 + precision) s
 * @param infoDesc 0..255; 0, 1 and 2: {@code info} is a position
 * @param info six octets
 */
public record Beacon(long gpsSeconds, int param, int infoDesc, Bytes info) { // MAC-076
  /** Octets of {@code info}. */
  public static final int INFO_LENGTH = 6;

  private static final int CRC_POLYNOMIAL = 0x1021;
  private static final int COORDINATE_MAX = (1 << 23) - 1;

  public Beacon {
    Unsigned.check32(gpsSeconds);
    Bits.OCTET.check(param);
    Bits.OCTET.check(infoDesc);
    if (info.length() != INFO_LENGTH) {
      throw new IllegalArgumentException("Info has 6 octets, not " + info.length());
    }
  }

  /**
   * What was heard. A part whose CRC is wrong stands there as it came.
   *
   * @param timeValid CRC1 is right: only then is the time one
   * @param gwSpecificValid CRC2 is right: only then InfoDesc and Info mean anything
   */
  public record Heard(Beacon beacon, boolean timeValid, boolean gwSpecificValid) {}

  /** Reads a beacon; malformed only if its length is another one. */
  public static Decoded<Heard> decode(BeaconLayout layout, Bytes octets) {
    if (octets.length() < layout.length()) {
      return Decoded.truncated("Beacon", layout.length(), octets.length());
    }
    if (octets.length() > layout.length()) {
      return new Decoded.Malformed<>(
          Decoded.Reason.TOO_LONG,
          "Beacon",
          "the beacons of the region have " + layout.length() + " octets, not " + octets.length());
    }
    ByteBuffer in = octets.asBuffer().order(ByteOrder.LITTLE_ENDIAN).position(layout.paramAt());
    int param = Unsigned.u8(in);
    long time = Unsigned.u32(in);
    int crc1 = Unsigned.u16(in);
    int infoDesc = Unsigned.u8(in);
    Bytes info = Bytes.take(in, INFO_LENGTH);
    int crc2 = Unsigned.u16(in.position(layout.crc2At()));
    return Decoded.ok(
        new Heard(
            new Beacon(time, param, infoDesc, info),
            crc(octets.slice(0, layout.crc1At())) == crc1,
            crc(octets.slice(layout.infoAt(), layout.crc2At() - layout.infoAt())) == crc2));
  }

  /** The beacon as it is sent, its reserved fields zero. */
  public Bytes encode(BeaconLayout layout) {
    ByteBuffer first = part(layout.crc1At()).position(layout.paramAt());
    first.put((byte) param).putInt((int) gpsSeconds);
    ByteBuffer second = part(layout.crc2At() - layout.infoAt()).put((byte) infoDesc);
    info.putTo(second);
    return withCrc(first).concat(withCrc(second));
  }

  private static ByteBuffer part(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Bytes withCrc(ByteBuffer part) {
    Bytes covered = Bytes.rest(part.rewind());
    int crc = crc(covered);
    return covered.concat(Bytes.of((byte) crc, (byte) (crc >> Byte.SIZE)));
  }

  /**
   * The Info of a position, for InfoDesc 0, 1 and 2: latitude, then longitude, 24 bits each in
   * two's complement, 2^23 for 90 and 180 degrees, rounded to zero.
   */
  public static Bytes position(double latitude, double longitude) {
    ByteBuffer out = part(INFO_LENGTH);
    Unsigned.put24(out, coordinate(latitude / 90));
    Unsigned.put24(out, coordinate(longitude / 180));
    return Bytes.rest(out.rewind());
  }

  private static int coordinate(double share) {
    double scaled = share * (COORDINATE_MAX + 1); // the cast rounds to zero
    return (int) Math.max(-COORDINATE_MAX - 1, Math.min(COORDINATE_MAX, scaled));
  }

  /** CRC-CCITT: 0..65535. */
  static int crc(Bytes octets) {
    int crc = 0;
    for (int i = 0; i < octets.length(); i++) {
      crc ^= octets.at(i) << Byte.SIZE;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = crc << 1 ^ ((crc & 0x8000) == 0 ? 0 : CRC_POLYNOMIAL);
      }
    }
    return crc & 0xffff;
  }
}
