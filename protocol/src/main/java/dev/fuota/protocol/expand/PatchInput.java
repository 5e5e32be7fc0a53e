package dev.fuota.protocol.expand;

import dev.fuota.protocol.image.ImageSource;

/** A patch, or a part of one, read in pieces of {@value #BUFFER} octets. */
final class PatchInput implements OctetStream {
  static final int BUFFER = 64;

  private final ImageSource patch;
  private final byte[] buffer;
  private int filled;
  private int taken;
  private int offset;

  PatchInput(ImageSource patch, RamBudget budget) {
    this.patch = patch;
    this.buffer = budget.take(BUFFER);
  }

  @Override
  public int next() {
    if (taken == filled) {
      filled = Math.min(BUFFER, patch.length() - offset);
      taken = 0;
      if (filled == 0) {
        return END;
      }
      patch.read(offset, buffer, 0, filled);
      offset += filled;
    }
    return buffer[taken++] & 0xff;
  }

  /** Refuses whatever is left. */
  static void requireEnd(OctetStream in, String what) {
    if (in.next() != END) {
      throw ExpandFault.bad("octets are left over behind the " + what);
    }
  }

  /** The next octet, which must be there. */
  static int need(OctetStream in, String what) {
    int octet = in.next();
    if (octet == END) {
      throw ExpandFault.bad("the input ends in the " + what);
    }
    return octet;
  }
}
