package dev.fuota.protocol.expand;

import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.ARMThumbOptions;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.LZMA2InputStream;
import org.tukaani.xz.LZMAInputStream;

/**
 * LZMA in the two forms that small devices meet. The dictionary is never larger than what is
 * expanded, whatever a header says: nothing can be repeated from farther back.
 */
final class Lzma {
  private static final int KIB = 1024;
  private static final int DICTIONARY_MIN = 4096;

  /** The code for 64 MiB, more than any encoder's preset; the format goes on to 4 GiB. */
  private static final int DICTIONARY_CODE_MAX = 28;

  private static final int PROPERTIES_MAX = (4 * 5 + 4) * 9 + 8;
  private static final long UNKNOWN = -1;

  private Lzma() {}

  /**
   * An upper bound for the octets of a patch, taken apart, that makes {@code newSize} octets: these
   * and the heads of the records. Whoever makes a record saves more than half of it by that.
   */
  static int patchSize(int newSize) {
    return (int) Math.min(Integer.MAX_VALUE, newSize + newSize / 2L + DICTIONARY_MIN);
  }

  /**
   * The old file format: properties u8, dictionary size u32, size u64 or all ones.
   *
   * @param size most octets that come out
   */
  static OctetStream alone(OctetStream in, int size, RamBudget budget) {
    int properties = PatchInput.need(in, "LZMA head");
    long dictionary = little(in, Integer.BYTES);
    long announced = little(in, Long.BYTES);
    if (properties > PROPERTIES_MAX || announced < UNKNOWN) {
      throw ExpandFault.bad(
          "LZMA with properties " + properties + " and a size of " + announced + " octets");
    }
    int used = dictionary(dictionary, size);
    return guard(
        in,
        () -> {
          budget.reserve((long) KIB * LZMAInputStream.getMemoryUsage(used, (byte) properties));
          return new LZMAInputStream(
              new StageInput(in),
              announced,
              (byte) properties,
              used,
              null,
              ArrayCache.getDummyCache());
        });
  }

  /**
   * MCUboot's form: dictionary code and properties in an octet each, then raw LZMA2.
   *
   * @param size most octets that come out
   * @param thumb whether branches of Thumb code were made absolute before compression
   */
  static OctetStream two(OctetStream in, long size, boolean thumb, RamBudget budget) {
    int code = PatchInput.need(in, "LZMA2 head");
    PatchInput.need(in, "LZMA2 head"); // the properties stand in the stream once more
    if (code > DICTIONARY_CODE_MAX) {
      throw ExpandFault.bad("LZMA2 with a dictionary of size code " + code);
    }
    long announced = (2L | (code & 1)) << (code / 2 + 11);
    int used = dictionary(announced, size);
    return guard(
        in,
        () -> {
          ARMThumbOptions filter = new ARMThumbOptions();
          long filterKib = thumb ? filter.getDecoderMemoryUsage() : 0;
          budget.reserve(KIB * (LZMA2InputStream.getMemoryUsage(used) + filterKib));
          InputStream plain = new LZMA2InputStream(new StageInput(in), used);
          return thumb ? filter.getInputStream(plain, ArrayCache.getDummyCache()) : plain;
        });
  }

  private static int dictionary(long announced, long size) {
    return (int) Math.max(DICTIONARY_MIN, Math.min(announced, size));
  }

  private static long little(OctetStream in, int octets) {
    long value = 0;
    for (int i = 0; i < octets; i++) {
      value |= (long) PatchInput.need(in, "LZMA head") << (Byte.SIZE * i);
    }
    return value;
  }

  private interface Opening {
    InputStream open() throws IOException;
  }

  private static OctetStream guard(OctetStream in, Opening opening) {
    try {
      InputStream stream = opening.open();
      return () -> next(in, stream);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static int next(OctetStream in, InputStream stream) {
    try {
      int octet = stream.read();
      if (octet == OctetStream.END) {
        PatchInput.requireEnd(in, "LZMA stream");
      }
      return octet;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static ExpandFault broken(IOException e) {
    return ExpandFault.bad("the LZMA stream is broken (" + e.getClass().getSimpleName() + ")");
  }
}
