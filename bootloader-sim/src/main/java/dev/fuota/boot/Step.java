package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.protocol.image.ImageSource;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One step of a {@link CopyPlan}: erase, program, read back. Doing it again does no harm.
 *
 * @param name of the place that is written, for people
 * @param to where to write
 * @param offset the start of a sector of {@code to}
 * @param length octets to write; 0 if there is nothing to do
 * @param from where to read; not in the sectors that are written
 * @param at the first octet to read
 */
record Step(String name, Flash to, int offset, int length, ImageSource from, int at) {
  private static final int ATTEMPTS = 3;

  /**
   * Does it; false if the flash did not read back right three times in a row.
   *
   * @throws FlashFault if the source cannot be read; then nothing was changed
   */
  boolean perform() {
    if (length == 0) {
      return true;
    }
    byte[] octets = octets();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (write(octets)) {
        return true;
      }
    }
    return false;
  }

  /** Whether what it writes is there already, as far as that can be read. */
  boolean isDone() {
    try {
      byte[] octets = octets();
      byte[] there = new byte[octets.length];
      to.read(offset, ByteBuffer.wrap(there));
      return Arrays.equals(octets, there);
    } catch (FlashFault inWork) {
      return false;
    }
  }

  /** What cannot be written, one sentence. */
  String failure() {
    return "sector " + to.geometry().sectorOf(offset) + " of the " + name + " cannot be written";
  }

  /** The octets, filled up to whole granules. */
  private byte[] octets() {
    byte[] octets = new byte[to.geometry().alignUp(length)];
    Arrays.fill(octets, length, octets.length, (byte) to.geometry().erasedValue());
    from.read(at, octets, 0, length);
    return octets;
  }

  private boolean write(byte[] octets) {
    Geometry geometry = to.geometry();
    try {
      int last = geometry.sectorOf(offset + octets.length - 1);
      for (int sector = geometry.sectorOf(offset); sector <= last; sector++) {
        to.erase(sector);
      }
      to.program(offset, ByteBuffer.wrap(octets));
      return new FlashSource(to).holds(offset, octets, 0, octets.length);
    } catch (FlashFault failed) {
      return false;
    }
  }
}
