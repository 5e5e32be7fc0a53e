package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * An EUI-64: DevEUI or JoinEUI. 8 octets, little-endian on air, written most significant first.
 *
 * @param value all 64 bits
 */
public record Eui(long value) implements Comparable<Eui> {
  public static final int LENGTH = 8;

  /**
   * Reads sixteen hexadecimal digits, most significant first.
   *
   * @throws IllegalArgumentException if {@code hex} is not that
   */
  public static Eui fromHex(String hex) {
    Bytes octets = Bytes.fromHex(hex);
    if (octets.length() != LENGTH) {
      throw new IllegalArgumentException("an EUI has 16 hexadecimal digits: " + hex);
    }
    return new Eui(octets.asBuffer().getLong());
  }

  /** Takes the next eight octets of {@code in}, which is little-endian and has them. */
  public static Eui take(ByteBuffer in) {
    return new Eui(in.getLong());
  }

  /** Puts the EUI into {@code out}, which is little-endian and has the room. */
  public void putTo(ByteBuffer out) {
    out.putLong(value);
  }

  /** In the order of the numbers, without sign. */
  @Override
  public int compareTo(Eui other) {
    return Long.compareUnsigned(value, other.value);
  }

  /** Sixteen lower-case hexadecimal digits, most significant first. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(value);
  }
}
