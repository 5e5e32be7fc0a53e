package dev.fuota.protocol.delta;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.expand.DetoolsCompression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/** The compressions that a detools patch may have, and the bzip2 of bsdiff. */
final class Compressors {
  /** What detools takes if nobody says otherwise. */
  static final int WINDOW = 8;

  static final int LOOKAHEAD = 7;

  private static final int BLOCK = 100_000;
  private static final int DICTIONARY_MAX = 8 << 20;

  private Compressors() {}

  static byte[] compress(DetoolsCompression compression, byte[] plain) {
    return switch (compression) {
      case NONE -> plain;
      case CRLE -> CrleEncoder.encode(plain);
      case HEATSHRINK -> heatshrink(plain);
      case LZMA -> lzma(plain);
      case BZ2 -> bzip2(plain);
      case ZSTD, LZ4 -> throw new IllegalArgumentException("no " + compression + " here");
    };
  }

  private static byte[] heatshrink(byte[] plain) {
    byte parameter = (byte) HeatshrinkEncoder.parameter(WINDOW, LOOKAHEAD);
    Bytes stream = HeatshrinkEncoder.encode(Bytes.of(plain), WINDOW, LOOKAHEAD);
    return Bytes.of(parameter).concat(stream).toArray();
  }

  /** The dictionary is no larger than the content: that is what a device has to keep. */
  private static byte[] lzma(byte[] plain) {
    int dictionary = LZMA2Options.DICT_SIZE_MIN;
    while (dictionary < plain.length && dictionary < DICTIONARY_MAX) {
      dictionary *= 2;
    }
    try {
      LZMA2Options options = new LZMA2Options(LZMA2Options.PRESET_MAX);
      options.setDictSize(dictionary);
      return written(plain, out -> new LZMAOutputStream(out, options, -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The smallest block that holds all, for the same reason. */
  static byte[] bzip2(byte[] plain) {
    int blocks = Math.min(9, plain.length / BLOCK + 1);
    try {
      return written(plain, out -> new BZip2CompressorOutputStream(out, blocks));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Opening {
    OutputStream open(OutputStream out) throws IOException;
  }

  private static byte[] written(byte[] plain, Opening opening) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream compressor = opening.open(out)) {
      compressor.write(plain);
    }
    return out.toByteArray();
  }
}
