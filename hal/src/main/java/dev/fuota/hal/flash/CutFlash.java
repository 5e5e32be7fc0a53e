package dev.fuota.hal.flash;

import java.util.Optional;

/** A flash cut from its start. Partitions are made when they are asked for: most are never used. */
record CutFlash(Flash flash, FlashMap.Sizes sizes) implements FlashMap {
  CutFlash {
    Cutter cutter = new Cutter(flash.geometry());
    cutter.cut(sizes.bootloader());
    cutter.cut(sizes.primary());
    cutter.cut(sizes.download());
    cutter.cut(sizes.fragments());
    cutter.cut(sizes.agentNvm());
    cutter.cut(sizes.bootNvm());
    if (sizes.scratch() != 0) {
      cutter.cut(sizes.scratch());
    }
  }

  @Override
  public Partition bootloader() {
    return part(0, sizes.bootloader());
  }

  @Override
  public Partition primary() {
    return part(sizes.bootloader(), sizes.primary());
  }

  @Override
  public Partition download() {
    return part(sizes.bootloader() + sizes.primary(), sizes.download());
  }

  @Override
  public Partition fragments() {
    return part(endOfSlots(), sizes.fragments());
  }

  @Override
  public Partition agentNvm() {
    return part(endOfSlots() + sizes.fragments(), sizes.agentNvm());
  }

  @Override
  public Partition bootNvm() {
    return part(endOfSlots() + sizes.fragments() + sizes.agentNvm(), sizes.bootNvm());
  }

  @Override
  public Optional<Partition> scratch() {
    int start = endOfSlots() + sizes.fragments() + sizes.agentNvm() + sizes.bootNvm();
    return sizes.scratch() == 0 ? Optional.empty() : Optional.of(part(start, sizes.scratch()));
  }

  private int endOfSlots() {
    return sizes.bootloader() + sizes.primary() + sizes.download();
  }

  private Partition part(int start, int size) {
    Geometry geometry = flash.geometry();
    int first = geometry.sectorOf(start);
    return new Partition(flash, first, geometry.sectorOf(start + size - 1) + 1 - first);
  }

  /** Checks that sizes are whole sectors, one behind the other. */
  private static final class Cutter {
    private final Geometry geometry;
    private int sector;

    Cutter(Geometry geometry) {
      this.geometry = geometry;
    }

    void cut(int size) {
      int first = sector;
      int missing = size;
      while (missing > 0 && sector < geometry.sectorCount()) {
        missing -= geometry.sectorSize(sector);
        sector++;
      }
      if (missing != 0 || size == 0) {
        throw new IllegalArgumentException(
            String.format(
                "%d octets from sector %d on are not whole sectors of %s", size, first, geometry));
      }
    }
  }
}
