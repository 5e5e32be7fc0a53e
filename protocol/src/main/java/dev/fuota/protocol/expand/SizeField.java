package dev.fuota.protocol.expand;

/** The numbers of variable length in detools patches, low bits first. */
final class SizeField {
  private static final int MORE = 0x80;
  private static final int NEGATIVE = 0x40;

  /** Numbers beyond +-2^62 mean nothing anywhere; their last bits would not fit a long. */
  private static final int BITS_MAX = 62;

  private SizeField() {}

  /** First octet: bit 7 more, bit 6 negative, 6 bits; then bit 7 more, 7 bits. */
  static long signed(OctetStream in) {
    int first = PatchInput.need(in, "size field");
    long value = (first & MORE) == 0 ? first & 0x3f : rest(in, first & 0x3f, 6);
    return (first & NEGATIVE) == 0 ? value : -value;
  }

  /** Each octet: bit 7 more, 7 bits. */
  static long unsigned(OctetStream in) {
    int first = PatchInput.need(in, "length");
    return (first & MORE) == 0 ? first : rest(in, first & 0x7f, 7);
  }

  private static long rest(OctetStream in, long low, int lowBits) {
    long value = low;
    int octet = MORE;
    for (int bits = lowBits; (octet & MORE) != 0; bits += 7) {
      octet = PatchInput.need(in, "size field");
      long part = octet & 0x7f;
      if (bits + 7 > BITS_MAX && (bits >= BITS_MAX || part >> (BITS_MAX - bits) != 0)) {
        throw ExpandFault.bad("a size field of more than " + BITS_MAX + " bits");
      }
      value |= part << bits;
    }
    return value;
  }
}
