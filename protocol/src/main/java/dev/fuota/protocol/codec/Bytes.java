package dev.fuota.protocol.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of octets, with value equality. Index 0 is the octet sent first. */
public final class Bytes {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] octets;

  private Bytes(byte[] octets) {
    this.octets = octets;
  }

  /** Copies {@code octets}. */
  public static Bytes of(byte... octets) {
    return octets.length == 0 ? EMPTY : new Bytes(octets.clone());
  }

  /** Copies {@code length} octets of {@code source} from {@code offset}. */
  public static Bytes of(byte[] source, int offset, int length) {
    return new Bytes(Arrays.copyOfRange(source, offset, offset + length));
  }

  /**
   * Takes the next {@code length} octets out of {@code in}; the caller has checked that they are
   * there.
   */
  public static Bytes take(ByteBuffer in, int length) {
    byte[] taken = new byte[length];
    in.get(taken);
    return new Bytes(taken);
  }

  /** Takes all that remains in {@code in}. */
  public static Bytes rest(ByteBuffer in) {
    return take(in, in.remaining());
  }

  /**
   * Reads hexadecimal.
   *
   * @param hex two digits an octet, either case, no separators
   * @throws IllegalArgumentException if {@code hex} is not that
   */
  public static Bytes fromHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  /** Lower-case hexadecimal, two digits an octet. */
  public String toHex() {
    return HexFormat.of().formatHex(octets);
  }

  public int length() {
    return octets.length;
  }

  public boolean isEmpty() {
    return octets.length == 0;
  }

  /** The octet at {@code index} as 0..255. */
  public int at(int index) {
    return octets[index] & 0xff;
  }

  public Bytes slice(int offset, int length) {
    return new Bytes(Arrays.copyOfRange(octets, offset, offset + length));
  }

  public Bytes concat(Bytes other) {
    byte[] both = Arrays.copyOf(octets, octets.length + other.octets.length);
    System.arraycopy(other.octets, 0, both, octets.length, other.octets.length);
    return new Bytes(both);
  }

  /** The same octets, last one first: how LoRaWAN sends addresses and EUIs. */
  public Bytes reversed() {
    byte[] turned = new byte[octets.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = octets[octets.length - 1 - i];
    }
    return new Bytes(turned);
  }

  public void putTo(ByteBuffer out) {
    out.put(octets);
  }

  /** Copies {@code length} octets from {@code offset} into {@code into} at {@code at}. */
  public void copyTo(int offset, byte[] into, int at, int length) {
    System.arraycopy(octets, offset, into, at, length);
  }

  /** A read-only view, big-endian as every new buffer, positioned at the first octet. */
  public ByteBuffer asBuffer() {
    return ByteBuffer.wrap(octets).asReadOnlyBuffer();
  }

  /** A copy that the caller owns. */
  public byte[] toArray() {
    return octets.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(octets, bytes.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
