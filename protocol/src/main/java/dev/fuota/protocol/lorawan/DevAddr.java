package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A device or multicast address: 4 octets, little-endian on air, written most significant first.
 *
 * @param value all 32 bits; a device compares them whole
 */
public record DevAddr(int value) {
  public static final int LENGTH = 4;

  /**
   * Reads eight hexadecimal digits, most significant first.
   *
   * @throws IllegalArgumentException if {@code hex} is not that
   */
  public static DevAddr fromHex(String hex) {
    Bytes octets = Bytes.fromHex(hex);
    if (octets.length() != LENGTH) {
      throw new IllegalArgumentException("an address has 8 hexadecimal digits: " + hex);
    }
    return new DevAddr(octets.asBuffer().getInt());
  }

  /** Takes the next four octets of {@code in}, which is little-endian and has them. */
  public static DevAddr take(ByteBuffer in) {
    return new DevAddr(in.getInt());
  }

  /** Reads the next four octets of {@code in}, which are there. */
  public static DevAddr read(PayloadReader in, String field) {
    return new DevAddr((int) in.u32(field));
  }

  /** Puts the address into {@code out}, which is little-endian and has the room. */
  public void putTo(ByteBuffer out) {
    out.putInt(value);
  }

  /** Eight lower-case hexadecimal digits, most significant first. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(value);
  }
}
