package dev.fuota.boot.mcuboot;

import dev.fuota.protocol.image.ImageHeader;
import dev.fuota.protocol.image.ImageHeader.Flags;
import dev.fuota.protocol.image.ImageVersion;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The 32 octets where a header belongs, whatever they are: the C library steers by them before it
 * verifies the image.
 *
 * @param erased whether the magic's octets are erased
 * @param hdrSize 0..65535
 * @param protectTlvSize 0..65535
 * @param imgSize 0..2^32-1
 */
record RawHeader(
    boolean erased,
    boolean magic,
    int hdrSize,
    int protectTlvSize,
    long imgSize,
    int flags,
    ImageVersion version) {
  private static final long U32_MAX = 0xffff_ffffL;
  private static final int SIZES_AT = 8;
  private static final int ENCRYPTED = Flags.ENCRYPTED_AES128 | Flags.ENCRYPTED_AES256;
  private static final int COMPRESSED = Flags.COMPRESSED_LZMA1 | Flags.COMPRESSED_LZMA2;

  /** What the library holds before it read a header: zeros. */
  static RawHeader none() {
    return new RawHeader(false, false, 0, 0, 0, 0, new ImageVersion(0, 0, 0, 0));
  }

  static RawHeader read(Area area, int offset) {
    byte[] octets = new byte[ImageHeader.OCTETS];
    area.read(offset, octets, octets.length);
    byte[] blank = new byte[Integer.BYTES];
    Arrays.fill(blank, area.erased());
    ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    return new RawHeader(
        Arrays.equals(octets, 0, Integer.BYTES, blank, 0, Integer.BYTES),
        in.getInt() == ImageHeader.MAGIC,
        Short.toUnsignedInt(in.position(SIZES_AT).getShort()),
        Short.toUnsignedInt(in.getShort()),
        Integer.toUnsignedLong(in.getInt()),
        in.getInt(),
        new ImageVersion(
            Byte.toUnsignedInt(in.get()),
            Byte.toUnsignedInt(in.get()),
            Short.toUnsignedInt(in.getShort()),
            Integer.toUnsignedLong(in.getInt())));
  }

  /** Where the TLV areas begin, behind the payload; the sum may wrap as it does in 32 bits. */
  long tlvOffset() {
    return (hdrSize + imgSize) & U32_MAX;
  }

  /** Octets that hash and signature cover, if the sizes are not nonsense. */
  long hashedOctets() {
    return hdrSize + imgSize + protectTlvSize;
  }

  boolean nonBootable() {
    return (flags & Flags.NON_BOOTABLE) != 0;
  }

  /** Linked to one address: then it runs nowhere else. */
  boolean romFixed() {
    return (flags & Flags.ROM_FIXED) != 0;
  }

  /** What the library asks of a header before it hashes the image. */
  boolean isPlausible(Area area) {
    return magic && hashedOctets() < area.size() && (flags & (ENCRYPTED | COMPRESSED)) == 0;
  }
}
