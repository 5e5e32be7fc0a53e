package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Copies the first octets of one flash to another of the same geometry, a page (erase unit) at a
 * time. A page is erased right before it is programmed, whatever it holds, and read back.
 */
final class PageCopy {
  private static final int ATTEMPTS = 3;

  private final Flash from;
  private final Flash to;
  private final int length;

  /**
   * A copy that has not begun.
   *
   * @param length octets to copy
   */
  PageCopy(Flash from, Flash to, int length) {
    this.from = from;
    this.to = to;
    this.length = length;
  }

  int pages() {
    int page = to.geometry().sectorSize();
    return (length + page - 1) / page;
  }

  /**
   * Copies one page; false if it did not read back right three times in a row.
   *
   * @throws FlashFault if the source cannot be read; then the page is as before
   */
  boolean copy(int page) {
    byte[] octets = source(page);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (write(page, octets)) {
        return true;
      }
    }
    return false;
  }

  /** The page's octets, filled up to whole granules. */
  private byte[] source(int page) {
    int offset = page * to.geometry().sectorSize();
    int there = Math.min(length - offset, to.geometry().sectorSize());
    byte[] octets = new byte[to.geometry().alignUp(there)];
    Arrays.fill(octets, there, octets.length, (byte) to.geometry().erasedValue());
    from.read(offset, ByteBuffer.wrap(octets, 0, there));
    return octets;
  }

  private boolean write(int page, byte[] octets) {
    int offset = page * to.geometry().sectorSize();
    byte[] there = new byte[octets.length];
    try {
      to.erase(page);
      to.program(offset, ByteBuffer.wrap(octets));
      to.read(offset, ByteBuffer.wrap(there));
    } catch (FlashFault failed) {
      return false;
    }
    return Arrays.equals(octets, there);
  }
}
