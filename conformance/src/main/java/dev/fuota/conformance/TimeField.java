package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;

/**
 * Octets of a payload that depend on the moment of its transmission, little-endian.
 *
 * @param offset from the CID on
 */
record TimeField(int offset, int size) {
  static TimeField of(Entry described) {
    return new TimeField(
        described.integer("offset", 1, 255), described.integer("size", 1, Long.BYTES));
  }

  boolean isIn(Bytes payload) {
    return payload.length() >= offset + size;
  }

  long get(Bytes payload) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = (value << 8) | payload.at(offset + i);
    }
    return value;
  }

  /** The payload with {@code seconds} added to the field; as it is if it is too short for that. */
  Bytes add(Bytes payload, long seconds) {
    if (!isIn(payload)) {
      return payload;
    }
    byte[] octets = payload.toArray();
    long value = get(payload) + seconds;
    for (int i = 0; i < size; i++) {
      octets[offset + i] = (byte) (value >> (8 * i));
    }
    return Bytes.of(octets);
  }
}
