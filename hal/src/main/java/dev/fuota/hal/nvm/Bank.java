package dev.fuota.hal.nvm;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Half of a journal's partition: sectors that are erased together. Offsets count from its start.
 */
final class Bank {
  /** So many equal readings make a cell that is between 0 and 1 very unlikely. */
  private static final int READINGS = 16;

  private final Flash flash;
  private final int firstSector;
  private final int sectors;

  Bank(Flash flash, int firstSector, int sectors) {
    this.flash = flash;
    this.firstSector = firstSector;
    this.sectors = sectors;
  }

  int size() {
    return sectors * flash.geometry().sectorSize();
  }

  int granule() {
    return flash.geometry().programSize();
  }

  void erase() {
    for (int i = 0; i < sectors; i++) {
      flash.erase(firstSector + i);
    }
  }

  /** Programs and reads back; false if the part failed. */
  boolean program(int at, byte[] octets) {
    byte[] there = new byte[octets.length];
    try {
      flash.program(offset(at), ByteBuffer.wrap(octets));
      flash.read(offset(at), ByteBuffer.wrap(there));
    } catch (FlashFault failed) {
      return false;
    }
    return Arrays.equals(octets, there);
  }

  /** Reads many times: what does not read the same each time counts as unreadable. */
  Content read() {
    BitSet unreadable = new BitSet();
    byte[] octets = new byte[size()];
    read(0, size(), octets, unreadable);
    byte[] again = octets.clone();
    for (int i = 1; i < READINGS && !readsSurely(octets, unreadable); i++) {
      readAgain(again, unreadable);
      markDifferences(octets, again, unreadable);
    }
    return new Content(octets, unreadable, flash.geometry());
  }

  /** Reads a range; where it cannot be read as a whole, in halves down to granules. */
  private void read(int from, int to, byte[] into, BitSet unreadable) {
    try {
      flash.read(offset(from), ByteBuffer.wrap(into, from, to - from));
    } catch (FlashFault somewhere) {
      int granules = (to - from) / granule();
      if (granules == 1) {
        unreadable.set(from / granule());
        return;
      }
      int middle = from + granules / 2 * granule();
      read(from, middle, into, unreadable);
      read(middle, to, into, unreadable);
    }
  }

  /** Reads what was readable so far. */
  private void readAgain(byte[] into, BitSet unreadable) {
    BitSet before = (BitSet) unreadable.clone();
    for (int at = 0, end; at < into.length; at = next(before, end)) {
      end = end(before, at);
      if (at < end) {
        read(at, end, into, unreadable);
      }
    }
  }

  /** Whether all that was readable so far can only read as {@code octets}. */
  private boolean readsSurely(byte[] octets, BitSet unreadable) {
    for (int at = 0, end; at < octets.length; at = next(unreadable, end)) {
      end = end(unreadable, at);
      if (!flash.surelyReads(offset(at), ByteBuffer.wrap(octets, at, end - at))) {
        return false;
      }
    }
    return true;
  }

  /** Where the run of readable granules ends that begins at {@code at}, or is empty. */
  private int end(BitSet unreadable, int at) {
    int end = unreadable.nextSetBit(at / granule());
    return end < 0 ? size() : end * granule();
  }

  /** Where the next readable granule is. */
  private int next(BitSet unreadable, int end) {
    return unreadable.nextClearBit(end / granule()) * granule();
  }

  private void markDifferences(byte[] octets, byte[] again, BitSet unreadable) {
    int at = Arrays.mismatch(octets, again);
    while (at >= 0) {
      unreadable.set(at / granule());
      int next = (at / granule() + 1) * granule();
      int found = Arrays.mismatch(octets, next, size(), again, next, size());
      at = found < 0 ? -1 : next + found;
    }
  }

  private int offset(int at) {
    return firstSector * flash.geometry().sectorSize() + at;
  }

  /** What one reading gave; octets of unreadable granules are arbitrary. */
  @SuppressWarnings("ArrayRecordComponent") // read once and dropped, never compared
  record Content(byte[] octets, BitSet unreadable, Geometry geometry) {
    /** Octets compared at once. */
    private static final int BLANK = 64;

    boolean readable(int at, int length) {
      int first = unreadable.nextSetBit(at / geometry.programSize());
      return first < 0 || first * geometry.programSize() >= at + length;
    }

    /** From here on all granules read as erased. */
    int usedEnd() {
      byte[] blank = new byte[BLANK];
      Arrays.fill(blank, (byte) geometry.erasedValue());
      int end = octets.length;
      while (end >= BLANK && Arrays.equals(octets, end - BLANK, end, blank, 0, BLANK)) {
        end -= BLANK;
      }
      while (end > 0 && octets[end - 1] == (byte) geometry.erasedValue()) {
        end--;
      }
      return Math.max(geometry.alignUp(end), unreadable.length() * geometry.programSize());
    }

    /** Whether the granule at {@code at} reads as erased. */
    boolean blank(int at) {
      for (int i = at; i < at + geometry.programSize(); i++) {
        if (octets[i] != (byte) geometry.erasedValue()) {
          return false;
        }
      }
      return readable(at, geometry.programSize());
    }
  }
}
