package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Strings of MSU: printable ASCII of up to 127 octets. Before them, in the fixed part of a message,
 * stands an octet for each: bit 7 says whether it is there, bits 6 to 0 how long it is.
 */
final class Text {
  static final int LENGTH_MAX = 0x7f;
  static final int PRESENT = 0x80;

  private Text() {}

  static boolean isPrintable(int octet) {
    return octet >= 0x20 && octet <= 0x7e;
  }

  static void check(String name, Optional<String> text) {
    text.ifPresent(
        it -> {
          Checks.range("length of " + name, it.length(), 0, LENGTH_MAX);
          Checks.that(it.chars().allMatch(Text::isPrintable), name + " is not printable ASCII");
        });
  }

  static void checkRaw(String name, Optional<Bytes> raw) {
    raw.ifPresent(it -> Checks.range("length of " + name, it.length(), 0, LENGTH_MAX));
  }

  static int length(Optional<String> text) {
    return text.isPresent() ? text.get().length() : 0;
  }

  static int rawLength(Optional<Bytes> raw) {
    return raw.isPresent() ? raw.get().length() : 0;
  }

  static void putLength(ByteBuffer out, Optional<String> text) {
    out.put((byte) (text.isPresent() ? PRESENT | text.get().length() : 0));
  }

  static void putRawLength(ByteBuffer out, Optional<Bytes> raw) {
    out.put((byte) (raw.isPresent() ? PRESENT | raw.get().length() : 0));
  }

  static void put(ByteBuffer out, Optional<String> text) {
    if (text.isPresent()) {
      put(out, text.get());
    }
  }

  static void put(ByteBuffer out, String text) {
    for (int i = 0; i < text.length(); i++) {
      out.put((byte) text.charAt(i)); // ASCII, by the checks of the records
    }
  }

  static void putRaw(ByteBuffer out, Optional<Bytes> raw) {
    if (raw.isPresent()) {
      raw.get().putTo(out);
    }
  }

  static String of(byte[] octets, int length) {
    return new String(octets, 0, length, StandardCharsets.US_ASCII);
  }
}
