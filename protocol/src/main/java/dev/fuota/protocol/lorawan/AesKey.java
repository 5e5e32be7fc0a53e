package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bytes;

/** An AES-128 key, most significant octet first. It never shows its octets by accident. */
public final class AesKey {
  public static final int LENGTH = 16;

  private final Bytes octets;

  private AesKey(Bytes octets) {
    this.octets = octets;
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
    return new AesKey(octets);
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
    return octets;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AesKey key && octets.equals(key.octets);
  }

  @Override
  public int hashCode() {
    return octets.hashCode();
  }

  @Override
  public String toString() {
    return "AesKey[hidden]";
  }
}
