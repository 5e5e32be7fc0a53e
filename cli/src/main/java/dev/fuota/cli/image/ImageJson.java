package dev.fuota.cli.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageHeader;
import dev.fuota.protocol.image.Tlv;
import dev.fuota.protocol.image.TlvType;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Images as JSON, with the names of the known-answer files. */
final class ImageJson {
  private ImageJson() {}

  static void putImage(ObjectNode document, Image image) {
    ImageHeader header = image.header();
    document.put("version", header.version().toString());
    document.put("load_addr", header.loadAddr());
    document.put("hdr_size", header.hdrSize());
    document.put("protect_tlv_size", header.protectTlvSize());
    document.put("img_size", header.imgSize());
    document.put("flags", Integer.toUnsignedLong(header.flags()));
    document.put("hashed_len", image.hashedLength());
    document.put("total_len", image.totalLength());
    image.carriedHash().map(Bytes::toHex).ifPresent(hash -> document.put("hash", hash));
    image.securityCounter().ifPresent(counter -> document.put("security_counter", counter));
    image.classId().map(Bytes::toHex).ifPresent(id -> document.put("class_id", id));
    ArrayNode tlvs = document.putArray("tlvs");
    for (Tlv tlv : image.tlvs()) {
      ObjectNode row = tlvs.addObject().put("type", String.format("0x%04x", tlv.type()));
      row.put("name", name(tlv));
      row.put("protected", tlv.isProtected());
      row.put("offset", tlv.offset());
      row.put("len", tlv.value().length());
      row.put("value", tlv.value().toHex());
    }
  }

  static String name(Tlv tlv) {
    return TlvType.of(tlv.type()).map(Enum::name).orElse("UNKNOWN");
  }
}
