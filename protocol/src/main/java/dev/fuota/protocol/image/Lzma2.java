package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.tukaani.xz.ARMThumbOptions;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.FinishableOutputStream;
import org.tukaani.xz.FinishableWrapperOutputStream;
import org.tukaani.xz.LZMA2Options;

/**
 * Compresses a payload as MCUboot's tool does: two octets with the dictionary's size and the
 * properties, then a raw LZMA2 stream (preset 9, dictionary 128 KiB, lc 3, lp 1, pb 2).
 */
final class Lzma2 {
  private static final int DICTIONARY = 131072;
  private static final int LITERAL_CONTEXT = 3;
  private static final int LITERAL_POSITION = 1;
  private static final Bytes HEADER = Bytes.fromHex("0a66");

  private Lzma2() {}

  /**
   * Compresses.
   *
   * @param armThumb rewrite branches of ARM Thumb code first
   */
  static Bytes compress(Bytes payload, boolean armThumb) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HEADER.toArray());
    try {
      LZMA2Options options = new LZMA2Options(LZMA2Options.PRESET_MAX);
      options.setDictSize(DICTIONARY);
      options.setLcLp(LITERAL_CONTEXT, LITERAL_POSITION);
      ArrayCache cache = ArrayCache.getDummyCache();
      FinishableOutputStream lzma =
          options.getOutputStream(new FinishableWrapperOutputStream(out), cache);
      try (FinishableOutputStream head =
          armThumb ? new ARMThumbOptions().getOutputStream(lzma, cache) : lzma) {
        head.write(payload.toArray());
        head.finish();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array does not fail", e);
    }
    return Bytes.of(out.toByteArray());
  }
}
