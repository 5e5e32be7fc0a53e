package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The header of an image (MCUboot {@code image_header}), 32 octets, little-endian: magic u32,
 * load_addr u32, hdr_size u16, protect_tlv_size u16, img_size u32, flags u32, version (8), pad1
 * u32.
 *
 * @param loadAddr where RAM_LOAD or ROM_FIXED images want to lie, else 0
 * @param hdrSize octets from the image's start to the payload, 32..65535
 * @param protectTlvSize octets of the protected TLV area with its info, 0 if there is none
 * @param imgSize octets of the payload, 1..2^32-1
 * @param flags see {@link Flags}
 * @param pad1 without a meaning
 */
public record ImageHeader(
    long loadAddr,
    int hdrSize,
    int protectTlvSize,
    long imgSize,
    int flags,
    ImageVersion version,
    long pad1) {
  public static final int OCTETS = 32;
  public static final int MAGIC = 0x96f3b83d;

  private static final int MAGIC_OF_FORMAT_1 = 0x96f3b83c;
  private static final int U16_MAX = 0xffff;

  /** The bits of {@code flags}. */
  public static final class Flags {
    /** Position independent; no bootloader looks at it. */
    public static final int PIC = 0x01;

    public static final int ENCRYPTED_AES128 = 0x04;
    public static final int ENCRYPTED_AES256 = 0x08;
    public static final int NON_BOOTABLE = 0x10;
    public static final int RAM_LOAD = 0x20;
    public static final int ROM_FIXED = 0x100;
    public static final int COMPRESSED_LZMA1 = 0x200;
    public static final int COMPRESSED_LZMA2 = 0x400;
    public static final int COMPRESSED_ARM_THUMB = 0x800;

    private Flags() {}
  }

  public ImageHeader {
    U32.check(loadAddr);
    U32.check(imgSize);
    U32.check(pad1);
    if (hdrSize < OCTETS || hdrSize > U16_MAX || imgSize == 0) {
      throw new IllegalArgumentException("hdr_size " + hdrSize + ", img_size " + imgSize);
    }
    if (protectTlvSize < 0 || protectTlvSize > U16_MAX) {
      throw new IllegalArgumentException("protect_tlv_size " + protectTlvSize);
    }
  }

  static Decoded<ImageHeader> decode(Bytes octets) {
    ByteBuffer in = octets.asBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int magic = in.getInt();
    if (magic != MAGIC) {
      return Decoded.badValue("magic", describeMagic(magic));
    }
    long loadAddr = Integer.toUnsignedLong(in.getInt());
    int hdrSize = Short.toUnsignedInt(in.getShort());
    int protectTlvSize = Short.toUnsignedInt(in.getShort());
    long imgSize = Integer.toUnsignedLong(in.getInt());
    if (hdrSize < OCTETS) {
      return Decoded.badValue("hdr_size", "hdr_size is " + hdrSize + ", below " + OCTETS);
    }
    if (imgSize == 0) {
      return Decoded.badValue("img_size", "the image has no payload");
    }
    int flags = in.getInt();
    ImageVersion version = ImageVersion.take(in);
    long pad1 = Integer.toUnsignedLong(in.getInt());
    return Decoded.ok(
        new ImageHeader(loadAddr, hdrSize, protectTlvSize, imgSize, flags, version, pad1));
  }

  private static String describeMagic(int magic) {
    if (magic == MAGIC_OF_FORMAT_1) {
      return "this is an image of MCUboot's old format 1";
    }
    return String.format("no MCUboot image: it begins with 0x%08x, not 0x%08x", magic, MAGIC);
  }

  void putTo(ByteBuffer out) {
    out.putInt(MAGIC).putInt((int) loadAddr);
    out.putShort((short) hdrSize).putShort((short) protectTlvSize);
    out.putInt((int) imgSize).putInt(flags);
    version.putTo(out);
    out.putInt((int) pad1);
  }

  boolean hasAny(int mask) {
    return (flags & mask) != 0;
  }

  boolean hasAll(int mask) {
    return (flags & mask) == mask;
  }
}
