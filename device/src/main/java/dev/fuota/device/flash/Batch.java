package dev.fuota.device.flash;

import dev.fuota.hal.flash.Geometry;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Flash operations in their order, as octets: kind u8 (1 program, 2 erase) | offset u32 | length
 * u32 | for a program operation the octets; all big-endian. To do them again, over whatever part of
 * them was done already, leads to the same content.
 */
final class Batch {
  private static final int PROGRAM = 1;
  private static final int ERASE = 2;
  private static final int HEAD = 9;

  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(octets);

  /** What a batch is done to. */
  interface Content {
    void set(int offset, ByteBuffer octets) throws IOException;
  }

  void program(int offset, ByteBuffer data) {
    byte[] copy = new byte[data.remaining()];
    data.get(copy);
    add(PROGRAM, offset, copy.length, copy);
  }

  void erase(int offset, int length) {
    add(ERASE, offset, length, new byte[0]);
  }

  private void add(int kind, int offset, int length, byte[] data) {
    try {
      out.writeByte(kind);
      out.writeInt(offset);
      out.writeInt(length);
      out.write(data);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes all octets", e);
    }
  }

  int size() {
    return octets.size();
  }

  byte[] toArray() {
    return octets.toByteArray();
  }

  /**
   * Does the operations to {@code content}.
   *
   * @throws IOException if they are none for such a flash
   */
  static void perform(byte[] operations, Geometry geometry, Content content) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(operations);
    while (in.hasRemaining()) {
      if (in.remaining() < HEAD) {
        throw foreign();
      }
      int kind = in.get();
      int offset = in.getInt();
      int length = in.getInt();
      if (offset < 0 || length < 1 || offset > geometry.size() - length) {
        throw foreign();
      }
      content.set(offset, data(kind, length, in, geometry));
    }
  }

  private static ByteBuffer data(int kind, int length, ByteBuffer in, Geometry geometry)
      throws IOException {
    if (kind == ERASE) {
      byte[] erased = new byte[length];
      Arrays.fill(erased, (byte) geometry.erasedValue());
      return ByteBuffer.wrap(erased);
    }
    if (kind != PROGRAM || length > in.remaining()) {
      throw foreign();
    }
    ByteBuffer data = in.slice(in.position(), length);
    in.position(in.position() + length);
    return data;
  }

  private static IOException foreign() {
    return new IOException("its operations are not those of this flash");
  }
}
