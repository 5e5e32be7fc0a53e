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
    readOnce(octets, unreadable);
    byte[] again = new byte[size()];
    for (int i = 1; i < READINGS; i++) {
      readOnce(again, unreadable);
      markDifferences(octets, again, unreadable);
    }
    return new Content(octets, unreadable, flash.geometry());
  }

  private void readOnce(byte[] octets, BitSet unreadable) {
    try {
      flash.read(offset(0), ByteBuffer.wrap(octets));
    } catch (FlashFault somewhere) {
      readByGranule(octets, unreadable);
    }
  }

  private void readByGranule(byte[] octets, BitSet unreadable) {
    for (int at = 0; at < octets.length; at += granule()) {
      try {
        flash.read(offset(at), ByteBuffer.wrap(octets, at, granule()));
      } catch (FlashFault fault) {
        unreadable.set(at / granule());
      }
    }
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

    boolean readable(int at, int length) {
      int first = unreadable.nextSetBit(at / geometry.programSize());
      return first < 0 || first * geometry.programSize() >= at + length;
    }

    /** From here on all granules read as erased. */
    int usedEnd() {
      int end = octets.length;
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
