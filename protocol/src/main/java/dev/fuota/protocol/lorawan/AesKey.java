package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;

/** An AES-128 key, most significant octet first. It never shows its octets by accident. */
public final class AesKey {
  public static final int LENGTH = 16;

  /** The first eight octets, the first one in the highest bits; a fleet has very many keys. */
  private final long high;

  private final long low;

  private AesKey(long high, long low) {
    this.high = high;
    this.low = low;
  }

  /**
   * A key of these octets.
   *
   * @throws IllegalArgumentException if they are not 16
   */
  public static AesKey of(Bytes octets) {
    if (octets.length() != LENGTH) {
      throw new IllegalArgumentException("an AES-128 key has 16 octets, not " + octets.length());
    }
    ByteBuffer in = octets.asBuffer();
    return new AesKey(in.getLong(), in.getLong());
  }

  /**
   * A key of 32 hexadecimal digits.
   *
   * @throws IllegalArgumentException if {@code hex} is not that
   */
  public static AesKey fromHex(String hex) {
    return of(Bytes.fromHex(hex));
  }

  /** The octets themselves: for ciphers, key stores and key transport only. */
  public Bytes bytes() {
    return Bytes.of(ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AesKey key && high == key.high && low == key.low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high ^ low);
  }

  @Override
  public String toString() {
    return "AesKey[hidden]";
  }
}
