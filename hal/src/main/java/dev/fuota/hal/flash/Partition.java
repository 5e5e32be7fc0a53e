package dev.fuota.hal.flash;

import java.nio.ByteBuffer;

/** A run of whole sectors of another flash, addressed from 0. */
public final class Partition implements Flash {
  private final Flash whole;
  private final int start;
  private final Geometry geometry;

  /**
   * Cuts the sectors from {@code firstSector} out of {@code whole}.
   *
   * @throws IllegalArgumentException if the sectors are not all in {@code whole}
   */
  public Partition(Flash whole, int firstSector, int sectorCount) {
    Geometry outer = whole.geometry();
    if (firstSector < 0 || sectorCount < 1 || firstSector > outer.sectorCount() - sectorCount) {
      throw new IllegalArgumentException(
          "sectors " + firstSector + "+" + sectorCount + " of " + outer.sectorCount());
    }
    this.whole = whole;
    this.geometry = outer.part(firstSector, sectorCount);
    this.start = outer.sectorOffset(firstSector);
  }

  @Override
  public Geometry geometry() {
    return geometry;
  }

  @Override
  public void read(int offset, ByteBuffer into) {
    whole.read(inner(offset, into.remaining()), into);
  }

  @Override
  public boolean surelyReads(int offset, ByteBuffer expected) {
    return whole.surelyReads(inner(offset, expected.remaining()), expected);
  }

  @Override
  public void program(int offset, ByteBuffer from) {
    whole.program(inner(offset, from.remaining()), from);
  }

  @Override
  public void erase(int index) {
    if (index < 0 || index >= geometry.sectorCount()) {
      throw new IllegalArgumentException("sector " + index + " of " + geometry.sectorCount());
    }
    whole.erase(whole.geometry().sectorOf(start) + index);
  }

  private int inner(int offset, int length) {
    if (offset < 0 || offset > geometry.size() - length) {
      throw new IllegalArgumentException(
          "octets " + offset + "+" + length + " of " + geometry.size());
    }
    return start + offset;
  }
}
