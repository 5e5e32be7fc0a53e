package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;

/**
 * One record of a TLV area: type u16, length u16, value; little-endian, no alignment.
 *
 * @param type as stored; {@link TlvType#of} names it
 * @param isProtected whether the image's hash and signature cover it
 * @param offset of the type field, from the image's first octet
 */
public record Tlv(int type, boolean isProtected, int offset, Bytes value) {
  static final int HEADER_OCTETS = 4;

  boolean is(TlvType wanted) {
    return type == wanted.code();
  }

  String name() {
    return TlvType.of(type).map(Enum::name).orElseGet(() -> String.format("TLV type 0x%04x", type));
  }
}
