package dev.fuota.protocol.codec;

import java.util.OptionalLong;

/**
 * A field as a decoder read it.
 *
 * @param name in the vocabulary of the commands' records
 * @param offset of its first octet in the payload
 * @param octets as they came; a bit field has all octets of its word
 * @param bits where in the little-endian number of these octets the field lies
 * @param number its value, empty for a string of octets
 */
public record ReadField(String name, int offset, Bytes octets, Bits bits, OptionalLong number) {

  /** Whether the field shares its octets with others, or with reserved bits. */
  public boolean isPart() {
    return bits.width() < Byte.SIZE * octets.length();
  }
}
