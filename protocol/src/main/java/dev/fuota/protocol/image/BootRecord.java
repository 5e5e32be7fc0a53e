package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The BOOT_RECORD as MCUboot's tool writes it: a CBOR map with 1 software type, 4 version, 5
 * signer, 6 name of the hash, and last 2 measurement, which the bootloader fills in.
 */
final class BootRecord {
  private static final int TYPE_MAX = 12;
  private static final int BYTE_STRING = 2;
  private static final int TEXT = 3;
  private static final int MAP = 5;
  private static final int SHORT_MAX = 23;

  private BootRecord() {}

  static Bytes of(String type, ImageVersion version, HashAlgorithm hash, Bytes signer) {
    if (type.length() > TYPE_MAX) {
      throw new IllegalArgumentException("software type " + type);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    head(out, MAP, 5);
    text(out, 1, type);
    text(out, 4, version.major() + "." + version.minor() + "." + version.revision());
    octets(out, 5, signer);
    text(out, 6, hash.tlvType().name());
    octets(out, 2, Bytes.of(new byte[hash.octets()]));
    return Bytes.of(out.toByteArray());
  }

  private static void text(ByteArrayOutputStream out, int key, String text) {
    out.write(key);
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    head(out, TEXT, encoded.length);
    out.writeBytes(encoded);
  }

  private static void octets(ByteArrayOutputStream out, int key, Bytes octets) {
    out.write(key);
    head(out, BYTE_STRING, octets.length());
    out.writeBytes(octets.toArray());
  }

  /** The first octet of an item, with a length of at most one octet. */
  private static void head(ByteArrayOutputStream out, int major, int length) {
    if (length <= SHORT_MAX) {
      out.write(major << 5 | length);
    } else {
      out.write(major << 5 | (SHORT_MAX + 1));
      out.write(length);
    }
  }
}
