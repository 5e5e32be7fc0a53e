package dev.fuota.protocol.explain;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;

/**
 * A field of a payload.
 *
 * @param offset of its first octet in the payload
 * @param octets in which it lies
 * @param bits of these octets, as a little-endian number; empty if all are its own
 * @param name in the vocabulary of the records; {@code CID}, {@code RFU} for reserved bits
 * @param value as people write it
 * @param meaning in words; may be empty
 */
public record ExplainedField(
    int offset, Bytes octets, Optional<Bits> bits, String name, String value, String meaning) {}
