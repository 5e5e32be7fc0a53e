package dev.fuota.protocol.codec;

/**
 * An unsigned field of {@code width} bits whose least significant bit is bit {@code shift} of its
 * word.
 *
 * @param name by which people and known answers call it
 */
public record Bits(String name, int shift, int width) {
  /** A whole octet. */
  public static final Bits OCTET = new Bits("octet", 0, 8);

  /** The field's value in {@code word}. */
  public int get(int word) {
    return (word >>> shift) & max();
  }

  /** {@code word} with nothing but this field set to {@code value}; {@code value} must fit. */
  public int put(int value) {
    return check(value) << shift;
  }

  public int put(boolean value) {
    return put(value ? 1 : 0);
  }

  public boolean isSet(int word) {
    return get(word) != 0;
  }

  public int max() {
    return (1 << width) - 1;
  }

  /**
   * Returns {@code value} if it fits the field.
   *
   * @throws IllegalArgumentException if {@code value} does not fit: a bug of ours, not of a peer
   */
  public int check(int value) {
    if (value < 0 || value > max()) {
      throw new IllegalArgumentException(name + " " + value + " does not fit " + width + " bits");
    }
    return value;
  }
}
