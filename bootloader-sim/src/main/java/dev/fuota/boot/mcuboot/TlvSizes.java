package dev.fuota.boot.mcuboot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How large the TLV areas of an image are, before anything of it was verified. */
final class TlvSizes {
  private static final int INFO_OCTETS = 4;
  private static final int PROTECTED_MAGIC = 0x6908;
  private static final int MAGIC = 0x6907;

  private record Info(int magic, int total) {}

  private TlvSizes() {}

  /**
   * Octets of the unprotected TLV area with its info, 0..65535.
   *
   * @param imageOffset where in {@code slot} the image begins
   * @throws Panic if there is no such area, or the protected one is not as the header says
   */
  static int unprotectedOctets(Area slot, int imageOffset, RawHeader header) {
    long at = header.tlvOffset() + imageOffset;
    Info info = info(slot, at);
    if (info.magic == PROTECTED_MAGIC) {
      Panic.unless(
          info.total == header.protectTlvSize(), "the protected TLV area has another size");
      info = info(slot, at + info.total);
    } else {
      Panic.unless(header.protectTlvSize() == 0, "there is no protected TLV area");
    }
    Panic.unless(info.magic == MAGIC, "there is no TLV area behind the image");
    return info.total;
  }

  private static Info info(Area slot, long at) {
    byte[] octets = new byte[INFO_OCTETS];
    slot.read(at, octets, octets.length);
    ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    return new Info(Short.toUnsignedInt(in.getShort()), Short.toUnsignedInt(in.getShort()));
  }
}
