package dev.fuota.protocol.msu;

import java.util.Optional;

/**
 * An IPv4 address.
 *
 * @param bits big-endian: 192.0.2.1 is 0xc0000201
 */
public record Ipv4(int bits) implements Comparable<Ipv4> {
  private static final int PARTS = 4;
  private static final Ipv4 FIRST_GROUP = new Ipv4(0xe000_0100);
  private static final Ipv4 LAST_GROUP = new Ipv4(0xefff_ffff);

  /** Reads a dotted quad: four decimal numbers up to 255 without leading zeros, nothing else. */
  public static Optional<Ipv4> parse(String text) {
    int bits = 0;
    int at = 0;
    for (int part = 0; part < PARTS; part++) {
      int end = endOfDigits(text, at);
      if (end == at || end - at > 3 || (end - at > 1 && text.charAt(at) == '0')) {
        return Optional.empty();
      }
      int value = Integer.parseInt(text, at, end, 10);
      boolean separated =
          part == PARTS - 1 ? end == text.length() : end < text.length() && text.charAt(end) == '.';
      if (value > 255 || !separated) {
        return Optional.empty();
      }
      bits = bits << 8 | value;
      at = end + 1;
    }
    return Optional.of(new Ipv4(bits));
  }

  private static int endOfDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /** Whether it is a group that a transfer may use: 224.0.1.0 to 239.255.255.255. */
  public boolean isMulticastGroup() {
    return compareTo(FIRST_GROUP) >= 0 && compareTo(LAST_GROUP) <= 0;
  }

  /** By number, without sign: 10.0.0.0 before 192.0.2.1. */
  @Override
  public int compareTo(Ipv4 other) {
    return Integer.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }
}
