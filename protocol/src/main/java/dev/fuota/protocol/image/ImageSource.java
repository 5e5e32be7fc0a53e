package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.util.Arrays;
import java.util.Objects;

/**
 * Where an image lies: a slot in flash, a file, an array; its first octet is the image's first.
 *
 * <p>What the storage itself cannot do (a read with an ECC fault) the source throws, and readers
 * let it pass.
 */
public interface ImageSource {
  /** Octets compared at once. */
  int PIECE = 1024;

  /** Octets there are; nothing beyond is ever read. */
  int length();

  /**
   * Copies {@code length} octets from {@code offset} to {@code into}, from index {@code at}.
   * Readers stay within {@link #length()}.
   */
  void read(int offset, byte[] into, int at, int length);

  /**
   * Whether this source holds {@code length} octets of {@code octets}, from index {@code at}, at
   * {@code offset}. Reads no further than the first piece that differs.
   */
  default boolean holds(int offset, byte[] octets, int at, int length) {
    byte[] piece = new byte[Math.min(length, PIECE)];
    for (int done = 0; done < length; done += piece.length) {
      int count = Math.min(piece.length, length - done);
      read(offset + done, piece, 0, count);
      int from = at + done;
      if (!Arrays.equals(piece, 0, count, octets, from, from + count)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The first {@code length} octets of this source: an image without what lies behind it in its
   * slot, for a caller that does not answer for the rest of the slot.
   *
   * @throws IndexOutOfBoundsException if there are fewer
   */
  default ImageSource prefix(int length) {
    Objects.checkFromToIndex(0, length, length());
    ImageSource whole = this;
    return new ImageSource() {
      @Override
      public int length() {
        return length;
      }

      @Override
      public void read(int offset, byte[] into, int at, int count) {
        Objects.checkFromIndexSize(offset, count, length);
        whole.read(offset, into, at, count);
      }

      @Override
      public boolean holds(int offset, byte[] octets, int at, int count) {
        Objects.checkFromIndexSize(offset, count, length);
        return whole.holds(offset, octets, at, count);
      }
    };
  }

  /** A view of {@code octets}, which the caller no longer changes. */
  static ImageSource of(byte[] octets) {
    return new ImageSource() {
      @Override
      public int length() {
        return octets.length;
      }

      @Override
      public void read(int offset, byte[] into, int at, int length) {
        System.arraycopy(octets, offset, into, at, length);
      }
    };
  }

  static ImageSource of(Bytes octets) {
    return of(octets.toArray());
  }
}
