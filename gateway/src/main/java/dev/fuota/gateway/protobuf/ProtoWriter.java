package dev.fuota.gateway.protobuf;

import dev.fuota.protocol.codec.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a message, field by field in the order of the calls (Protocol Buffers, "Encoding"). As
 * proto3 has it, a field with the default value is left out; a message that is there is written
 * though it is empty.
 */
public final class ProtoWriter {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH = 2;
  static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** uint32 and uint64 (as the same bits), and enum. */
  public ProtoWriter unsigned(int field, long value) {
    if (value != 0) {
      tag(field, VARINT);
      varint(value);
    }
    return this;
  }

  /** uint32, given as the same bits. */
  public ProtoWriter uint32(int field, int value) {
    return unsigned(field, Integer.toUnsignedLong(value));
  }

  /** int32 and int64: negative ones take ten octets. */
  public ProtoWriter signed(int field, long value) {
    return unsigned(field, value);
  }

  public ProtoWriter flag(int field, boolean value) {
    return unsigned(field, value ? 1 : 0);
  }

  public ProtoWriter real32(int field, float value) {
    int bits = Float.floatToRawIntBits(value);
    if (bits != 0) {
      tag(field, FIXED32);
      for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
        out.write(bits >> shift);
      }
    }
    return this;
  }

  public ProtoWriter text(int field, String value) {
    return octets(field, Bytes.of(value.getBytes(StandardCharsets.UTF_8)));
  }

  public ProtoWriter octets(int field, Bytes value) {
    return value.isEmpty() ? this : message(field, value);
  }

  public ProtoWriter message(int field, ProtoWriter message) {
    return message(field, message.toBytes());
  }

  private ProtoWriter message(int field, Bytes message) {
    tag(field, LENGTH);
    varint(message.length());
    out.writeBytes(message.toArray());
    return this;
  }

  public Bytes toBytes() {
    return Bytes.of(out.toByteArray());
  }

  private void tag(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
