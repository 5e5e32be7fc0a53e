package dev.fuota.protocol.expand;

import dev.fuota.protocol.codec.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/** Writes patches field by field, wrong ones too: what the makers of patches would never write. */
final class Craft {
  /** The image that crafted patches are applied to. */
  static final Bytes OLD = octets(300);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Octets 0, 3, 6 … */
  static Bytes octets(int count) {
    byte[] octets = new byte[count];
    for (int i = 0; i < count; i++) {
      octets[i] = (byte) (3 * i);
    }
    return Bytes.of(octets);
  }

  /** Octets as they are. */
  Craft raw(int... octets) {
    for (int octet : octets) {
      out.write(octet);
    }
    return this;
  }

  Craft raw(Bytes octets) {
    out.writeBytes(octets.toArray());
    return this;
  }

  Craft zeros(int count) {
    return raw(Bytes.of(new byte[count]));
  }

  /** Signed size fields of detools. */
  Craft sizes(long... values) {
    for (long value : values) {
      size(value);
    }
    return this;
  }

  private void size(long value) {
    long rest = Math.abs(value);
    int first = (int) (rest & 0x3f) | (value < 0 ? 0x40 : 0);
    rest >>= 6;
    out.write(first | (rest > 0 ? 0x80 : 0));
    while (rest > 0) {
      int octet = (int) (rest & 0x7f);
      rest >>= 7;
      out.write(octet | (rest > 0 ? 0x80 : 0));
    }
  }

  /** A number of bsdiff: sign and magnitude, eight octets. */
  Craft words(long... values) {
    for (long value : values) {
      long word = value < 0 ? -value | Long.MIN_VALUE : value;
      for (int i = 0; i < Long.BYTES; i++) {
        out.write((int) (word >> (Byte.SIZE * i)));
      }
    }
    return this;
  }

  Bytes done() {
    return Bytes.of(out.toByteArray());
  }

  static Bytes compress(DetoolsCompression how, Bytes plain) {
    return switch (how) {
      case NONE -> plain;
      case CRLE -> literalRuns(plain);
      case HEATSHRINK -> new Craft().raw(0x44).raw(literals(plain)).done();
      case LZMA -> lzma(plain, -1);
      case BZ2 -> bzip2(plain);
      case ZSTD, LZ4 -> throw new IllegalArgumentException("nobody makes " + how);
    };
  }

  private static Bytes literalRuns(Bytes plain) {
    Craft runs = new Craft();
    for (int at = 0; at < plain.length(); at += 100) {
      int count = Math.min(100, plain.length() - at);
      runs.raw(0, count).raw(plain.slice(at, count));
    }
    return runs.done();
  }

  /** A heatshrink stream of nothing but literals, padded with zeros. */
  static Bytes literals(Bytes plain) {
    Bits bits = new Bits();
    for (int i = 0; i < plain.length(); i++) {
      bits.put(1, 1).put(plain.at(i), 8);
    }
    return bits.done();
  }

  /**
   * An LZMA file.
   *
   * @param announced octets that its head claims; -1 for unknown, with an end marker
   */
  static Bytes lzma(Bytes plain, long announced) {
    try {
      LZMA2Options options = new LZMA2Options(1);
      options.setDictSize(1 << 16);
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream lzma =
          new LZMAOutputStream(packed, options, announced < 0 ? -1 : plain.length())) {
        lzma.write(plain.toArray());
      }
      byte[] octets = packed.toByteArray();
      for (int i = 0; i < Long.BYTES; i++) {
        octets[5 + i] = (byte) (announced >> (Byte.SIZE * i));
      }
      return Bytes.of(octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Bytes bzip2(Bytes plain) {
    try {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream bzip2 = new BZip2CompressorOutputStream(packed, 1)) {
        bzip2.write(plain.toArray());
      }
      return Bytes.of(packed.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bits, most significant first. */
  static final class Bits {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int octet;
    private int count;

    Bits put(int value, int bits) {
      for (int i = bits - 1; i >= 0; i--) {
        octet = octet << 1 | (value >> i & 1);
        if (++count % Byte.SIZE == 0) {
          out.write(octet);
          octet = 0;
        }
      }
      return this;
    }

    /** With zeros behind, up to a whole octet. */
    Bytes done() {
      int rest = -count & 7;
      return Bytes.of(put(0, rest).out.toByteArray());
    }
  }
}
