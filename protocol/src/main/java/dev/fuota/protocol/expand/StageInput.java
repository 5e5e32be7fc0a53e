package dev.fuota.protocol.expand;

import java.io.InputStream;

/** A stage as a stream, for decoders of other makers. Counts nothing, keeps nothing. */
final class StageInput extends InputStream {
  private final OctetStream in;

  StageInput(OctetStream in) {
    this.in = in;
  }

  @Override
  public int read() {
    return in.next();
  }

  @Override
  public int read(byte[] into, int at, int length) {
    // One octet at a time: what a decoder takes ahead could not be put back.
    if (length == 0) {
      return 0;
    }
    int octet = in.next();
    if (octet == OctetStream.END) {
      return -1;
    }
    into[at] = (byte) octet;
    return 1;
  }
}
