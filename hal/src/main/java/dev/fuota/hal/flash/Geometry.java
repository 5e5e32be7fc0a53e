package dev.fuota.hal.flash;

/**
 * The shape of a flash.
 *
 * @param sectorSize octets erased together
 * @param sectorCount how many sectors there are
 * @param programSize the granule: octets programmed together, at least 1
 * @param erasedValue the octet that erasing leaves: 0xff or 0x00
 */
public record Geometry(int sectorSize, int sectorCount, int programSize, int erasedValue) {
  public Geometry {
    if (programSize < 1 || sectorSize < programSize || sectorSize % programSize != 0) {
      throw new IllegalArgumentException(
          "sectors of " + sectorSize + " octets, granules of " + programSize);
    }
    if (sectorCount < 1 || (long) sectorSize * sectorCount > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(sectorCount + " sectors of " + sectorSize + " octets");
    }
    if (erasedValue != 0xff && erasedValue != 0x00) {
      throw new IllegalArgumentException("erased value " + erasedValue);
    }
  }

  public int size() {
    return sectorSize * sectorCount;
  }

  /** {@code length} rounded up to whole granules. */
  public int alignUp(int length) {
    return (length + programSize - 1) / programSize * programSize;
  }

  /** The index of the sector that holds {@code offset}. */
  public int sectorOf(int offset) {
    return offset / sectorSize;
  }
}
