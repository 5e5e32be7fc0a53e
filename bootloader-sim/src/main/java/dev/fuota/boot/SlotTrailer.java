package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageTrailer;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The end of a slot, in MCUboot's layout, for any granule and erased value. From the end downwards,
 * with MA the larger of 8 and the granule: magic (16 octets), image_ok, copy_done, swap_info (MA
 * each, the value in the first octet, the rest erased).
 */
final class SlotTrailer {
  static final int SET = 0x01;
  static final int SWAP_TEST = 0x02;
  static final int SWAP_PERMANENT = 0x03;

  private static final int MIN_ALIGN = 8;
  private static final int MAGIC_OCTETS = 16;
  private static final Bytes WIDE_MAGIC_TAIL = Bytes.fromHex("2de15d29410b8d77679c110f1f8a");

  private final Flash slot;
  private final Geometry geometry;
  private final int align;

  SlotTrailer(Flash slot) {
    this.slot = slot;
    this.geometry = slot.geometry();
    this.align = Math.max(MIN_ALIGN, geometry.programSize());
  }

  /** Whether the magic is there, whole. What cannot be read is none. */
  boolean hasMagic() {
    byte[] octets = new byte[MAGIC_OCTETS];
    return read(geometry.size() - MAGIC_OCTETS, octets) && Arrays.equals(octets, magic());
  }

  /** Whether image_ok is set. What cannot be read is not. */
  boolean isImageOk() {
    byte[] octets = new byte[1];
    return read(imageOkOffset(), octets) && octets[0] == SET;
  }

  /** Whether image_ok reads as erased. */
  boolean isImageOkBlank() {
    return isBlank(imageOkOffset(), align);
  }

  /** Whether the magic reads as erased. */
  boolean isMagicBlank() {
    return isBlank(geometry.size() - MAGIC_OCTETS, MAGIC_OCTETS);
  }

  private boolean isBlank(int offset, int length) {
    byte[] octets = new byte[length];
    if (!read(offset, octets)) {
      return false;
    }
    byte[] blank = new byte[length];
    Arrays.fill(blank, (byte) geometry.erasedValue());
    return Arrays.equals(octets, blank);
  }

  private boolean read(int offset, byte[] into) {
    try {
      slot.read(offset, ByteBuffer.wrap(into));
      return true;
    } catch (FlashFault unreadable) {
      return false;
    }
  }

  void erase() {
    slot.erase(geometry.sectorCount() - 1);
  }

  void writeMagic() {
    int start = (geometry.size() - MAGIC_OCTETS) / geometry.programSize() * geometry.programSize();
    byte[] octets = new byte[geometry.size() - start];
    Arrays.fill(octets, (byte) geometry.erasedValue());
    System.arraycopy(magic(), 0, octets, octets.length - MAGIC_OCTETS, MAGIC_OCTETS);
    slot.program(start, ByteBuffer.wrap(octets));
  }

  void writeImageOk() {
    writeField(imageOkOffset(), SET);
  }

  void writeSwapInfo(int type) {
    writeField(imageOkOffset() - 2 * align, type);
  }

  private void writeField(int offset, int value) {
    byte[] octets = new byte[align];
    Arrays.fill(octets, (byte) geometry.erasedValue());
    octets[0] = (byte) value;
    slot.program(offset, ByteBuffer.wrap(octets));
  }

  private int imageOkOffset() {
    return (geometry.size() - MAGIC_OCTETS - align) / align * align;
  }

  private byte[] magic() {
    if (align == MIN_ALIGN) {
      return ImageTrailer.MAGIC.toArray();
    }
    byte[] octets = new byte[MAGIC_OCTETS];
    octets[0] = (byte) align;
    octets[1] = (byte) (align >> 8);
    System.arraycopy(WIDE_MAGIC_TAIL.toArray(), 0, octets, 2, WIDE_MAGIC_TAIL.length());
    return octets;
  }
}
