package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Finds a {@link SecurityTrailer} at the end of a datagram. A Data message says itself how long it
 * is, so data that look like a trailer stay data.
 */
final class TrailerFinder {
  private static final int SUITE_AT = 4;
  private static final int LENGTH_AT = 7;
  private static final int LENGTH_OF_DATA_AT = 9;

  private TrailerFinder() {}

  /** Octets of the trailer, 0 if there is none. The datagram has its header at least. */
  static int lengthOf(ByteBuffer in, int from, int to) {
    for (int suite = SecurityTrailer.SUITE_GROUP_KEY;
        suite <= SecurityTrailer.SUITE_SIGNATURE;
        suite++) {
      int length = SecurityTrailer.length(suite);
      int at = to - length;
      if (at >= from + Header.LENGTH
          && DataView.u32(in, at) == SecurityTrailer.MAGIC
          && in.get(at + SUITE_AT) == suite
          && in.get(at + LENGTH_AT) == length
          && !isData(in, from, to)) {
        return length;
      }
    }
    return 0;
  }

  /** Whether the last octets are data: the message is long enough to be without trailer. */
  private static boolean isData(ByteBuffer in, int from, int to) {
    return (in.get(from) & 0xff) == MsuType.DATA.octet()
        && to - from >= DataTransfer.FIXED_LENGTH
        && DataView.u16(in, from + LENGTH_OF_DATA_AT) == to - from - DataTransfer.FIXED_LENGTH;
  }

  static Optional<SecurityTrailer> find(ByteBuffer in) {
    int length = lengthOf(in, 0, in.limit());
    if (length == 0) {
      return Optional.empty();
    }
    int at = in.limit() - length;
    byte[] seal = new byte[length - SecurityTrailer.FIXED_LENGTH];
    in.get(at + SecurityTrailer.FIXED_LENGTH, seal);
    return Optional.of(
        new SecurityTrailer(
            in.get(at + SUITE_AT),
            in.get(at + 5) & 0xff,
            new Ipv4(in.getInt(at + 8)),
            in.getLong(at + 12),
            Bytes.of(seal)));
  }
}
