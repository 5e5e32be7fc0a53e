package dev.fuota.protocol.msu;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A MAC address of 48 bits, first octet highest.
 *
 * @param bits 0 to 2^48 - 1
 */
public record MacAddress(long bits) {
  static final int OCTETS = 6;
  private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

  public MacAddress {
    if (bits >>> 48 != 0) {
      throw new IllegalArgumentException("a MAC address has 48 bits");
    }
  }

  /** Reads six octets in hexadecimal with colons between them. */
  public static Optional<MacAddress> parse(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new MacAddress(Long.parseLong(text.replace(":", ""), 16)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    byte[] octets = new byte[OCTETS];
    for (int i = 0; i < OCTETS; i++) {
      octets[i] = (byte) (bits >>> (8 * (OCTETS - 1 - i)));
    }
    return COLONS.formatHex(octets);
  }
}
