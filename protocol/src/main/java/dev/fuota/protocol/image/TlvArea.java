package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One TLV area: info (magic u16, total u16 with these 4 octets), then records up to exactly the
 * total. At most 65535 octets, all read once and kept: what steers an installation is what was
 * hashed, even if the source changes in between.
 *
 * @param octets the whole area with its info
 */
record TlvArea(Bytes octets, List<Tlv> tlvs) {
  static final int INFO_OCTETS = 4;
  static final int MAGIC_UNPROTECTED = 0x6907;
  static final int MAGIC_PROTECTED = 0x6908;

  /** What an image without the protected area has of it. */
  static final TlvArea NONE = new TlvArea(Bytes.EMPTY, List.of());

  static Decoded<TlvArea> read(ImageSource source, int offset, boolean isProtected) {
    String what = isProtected ? "protected TLV area" : "TLV area";
    int there = source.length() - offset;
    if (there < INFO_OCTETS) {
      return Decoded.truncated(what, INFO_OCTETS, there);
    }
    ByteBuffer info = read(source, offset, INFO_OCTETS).asBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int magic = Short.toUnsignedInt(info.getShort());
    int total = Short.toUnsignedInt(info.getShort());
    if (magic != (isProtected ? MAGIC_PROTECTED : MAGIC_UNPROTECTED)) {
      return Decoded.badValue(what, String.format("%s begins with 0x%04x", what, magic));
    }
    if (total < INFO_OCTETS) {
      return Decoded.badValue(what, what + " has a total of " + total + " octets");
    }
    if (total > there) {
      return Decoded.truncated(what, total, there);
    }
    return walk(what, read(source, offset, total), offset, isProtected);
  }

  private static Bytes read(ImageSource source, int offset, int length) {
    byte[] octets = new byte[length];
    source.read(offset, octets, 0, length);
    return Bytes.of(octets);
  }

  private static Decoded<TlvArea> walk(String what, Bytes octets, int offset, boolean isProtected) {
    List<Tlv> tlvs = new ArrayList<>();
    ByteBuffer area = octets.asBuffer().order(ByteOrder.LITTLE_ENDIAN).position(INFO_OCTETS);
    while (area.hasRemaining()) {
      int start = area.position();
      if (area.remaining() < Tlv.HEADER_OCTETS) {
        return Decoded.truncated("last record of the " + what, Tlv.HEADER_OCTETS, area.remaining());
      }
      int type = Short.toUnsignedInt(area.getShort());
      int length = Short.toUnsignedInt(area.getShort());
      if (length > area.remaining()) {
        return Decoded.truncated("last record of the " + what, length, area.remaining());
      }
      tlvs.add(new Tlv(type, isProtected, offset + start, Bytes.take(area, length)));
    }
    return Decoded.ok(new TlvArea(octets, List.copyOf(tlvs)));
  }
}
