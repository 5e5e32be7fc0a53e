package dev.fuota.boot.mcuboot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.protocol.image.ImageSource;
import java.nio.ByteBuffer;

/** A flash area of the C library: a slot or the scratch area, addressed from 0. */
final class Area {
  enum Role {
    PRIMARY,
    SECONDARY,
    SCRATCH
  }

  private final Role role;
  private final Flash flash;
  private final Geometry geometry;
  private final byte erased;

  Area(Role role, Flash flash) {
    this.role = role;
    this.flash = flash;
    this.geometry = flash.geometry();
    this.erased = (byte) geometry.erasedValue();
  }

  Role role() {
    return role;
  }

  int size() {
    return geometry.size();
  }

  /** The granule, in octets. */
  int align() {
    return geometry.programSize();
  }

  byte erased() {
    return erased;
  }

  boolean isErased(byte octet) {
    return octet == erased;
  }

  int sectors() {
    return geometry.sectorCount();
  }

  int sectorSize(int sector) {
    Panic.unless(sector >= 0 && sector < sectors(), "a sector outside the slot is asked for");
    return geometry.sectorSize(sector);
  }

  int sectorOffset(int sector) {
    Panic.unless(sector >= 0 && sector < sectors(), "a sector outside the slot is asked for");
    return geometry.sectorOffset(sector);
  }

  /** The start of the sector that holds {@code offset}. */
  int sectorStart(int offset) {
    return sectorOffset(geometry.sectorOf(offset));
  }

  void read(long offset, byte[] into, int length) {
    Panic.unless(isInside(offset, length), "a read outside the slot");
    flash.read((int) offset, ByteBuffer.wrap(into, 0, length));
  }

  byte read(int offset) {
    byte[] octet = new byte[1];
    read(offset, octet, 1);
    return octet[0];
  }

  void program(long offset, byte[] octets, int length) {
    Panic.unless(isInside(offset, length), "a program operation outside the slot");
    flash.program((int) offset, ByteBuffer.wrap(octets, 0, length));
  }

  /** Erases all sectors that the range touches, the lowest first. */
  void erase(int offset, int length) {
    Panic.unless(length > 0 && isInside(offset, length), "an erase operation outside the slot");
    int last = geometry.sectorOf(offset + length - 1);
    for (int sector = geometry.sectorOf(offset); sector <= last; sector++) {
      flash.erase(sector);
    }
  }

  /** Erases from the sector that holds {@code offset} to the end of the area, the last first. */
  void eraseBackwardsTo(int offset) {
    int first = geometry.sectorOf(offset);
    for (int sector = sectors() - 1; sector >= first; sector--) {
      flash.erase(sector);
    }
  }

  /** What lies from {@code start} on. */
  ImageSource from(int start) {
    return new ImageSource() {
      @Override
      public int length() {
        return size() - start;
      }

      @Override
      public void read(int offset, byte[] into, int at, int length) {
        flash.read(start + offset, ByteBuffer.wrap(into, at, length));
      }
    };
  }

  private boolean isInside(long offset, int length) {
    return offset >= 0 && offset <= (long) size() - length;
  }
}
