package dev.fuota.hal.sim;

import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * All cells of a flash, without rules. Sectors are shared between forks until one of them changes
 * them, so a device of 1 MiB costs only what it wrote itself.
 */
final class Cells {
  private final Geometry geometry;
  private final boolean ecc;
  private final Sector blank;
  private final Sector[] sectors;
  private final BitSet owned = new BitSet();

  Cells(Geometry geometry, boolean ecc) {
    this.geometry = geometry;
    this.ecc = ecc;
    this.blank =
        Sector.erased(geometry.sectorSize(), geometry.programSize(), (byte) geometry.erasedValue());
    this.sectors = new Sector[geometry.sectorCount()];
    Arrays.fill(sectors, blank);
  }

  private Cells(Cells other) {
    this.geometry = other.geometry;
    this.ecc = other.ecc;
    this.blank = other.blank;
    this.sectors = other.sectors.clone();
  }

  /** Programs what is not blank, from offset 0. */
  void load(byte[] content) {
    byte[] erased = new byte[geometry.programSize()];
    Arrays.fill(erased, (byte) geometry.erasedValue());
    byte[] granule = new byte[geometry.programSize()];
    for (int at = 0; at < content.length; at += granule.length) {
      int length = Math.min(granule.length, content.length - at);
      System.arraycopy(erased, 0, granule, 0, granule.length);
      System.arraycopy(content, at, granule, 0, length);
      if (!Arrays.equals(granule, erased)) {
        program(at, granule, 0);
      }
    }
  }

  /** The same content; neither sees what the other does from now on. */
  Cells fork() {
    owned.clear();
    return new Cells(this);
  }

  Geometry geometry() {
    return geometry;
  }

  boolean hasEcc() {
    return ecc;
  }

  void read(int offset, ByteBuffer into, RandomGenerator random) {
    int at = offset;
    while (into.hasRemaining()) {
      int inSector = at % geometry.sectorSize();
      int length = Math.min(into.remaining(), geometry.sectorSize() - inSector);
      Sector sector = sectors[geometry.sectorOf(at)];
      int unreadable = sector.firstUnreadable(inSector, length);
      if (unreadable >= 0) {
        int bad = at - inSector + unreadable;
        throw new FlashFault(String.format("ECC: granule 0x%x cannot be read", bad), bad);
      }
      sector.read(inSector, length, into, random);
      at += length;
    }
  }

  /** The first granule of the range that was programmed since it was erased, or -1. */
  int firstUsed(int offset, int length) {
    for (int at = offset; at < offset + length; at += geometry.programSize()) {
      int inSector = at % geometry.sectorSize();
      if (sectors[geometry.sectorOf(at)].firstUsed(inSector, geometry.programSize()) >= 0) {
        return at;
      }
    }
    return -1;
  }

  /** Programs the granule at {@code offset} with the octets of {@code values} from {@code from}. */
  void program(int offset, byte[] values, int from) {
    Sector sector = own(geometry.sectorOf(offset));
    int inSector = offset % geometry.sectorSize();
    // Parts without ECC do not notice that a granule was programmed with what erasing leaves.
    boolean uses = ecc;
    for (int i = 0; i < geometry.programSize(); i++) {
      byte value = values[from + i];
      uses |= value != (byte) geometry.erasedValue();
      sector.set(inSector + i, value);
    }
    if (uses) {
      sector.use(inSector);
    }
  }

  void erase(int index) {
    sectors[index] = blank;
    owned.clear(index);
  }

  /** Whether what is programmed in this sector comes out wrong. */
  boolean weak(int index) {
    return sectors[index].weak();
  }

  /** The sector, to be changed. */
  Sector own(int index) {
    if (!owned.get(index)) {
      sectors[index] = sectors[index].copy();
      owned.set(index);
    }
    return sectors[index];
  }
}
