package dev.fuota.boot.mcuboot;

/** What swap using move and swap using offset ask of their slots: sectors of one size. */
final class EqualSectors {
  private static final long U32_MAX = 0xffff_ffffL;

  private final Device device;
  private final Area primary;
  private final Area secondary;

  EqualSectors(Device device) {
    this.device = device;
    this.primary = device.primary();
    this.secondary = device.secondary();
  }

  /** Octets of a sector. */
  int size() {
    return primary.sectorSize(0);
  }

  /** Whether the first {@code count} sectors of both slots are alike, and not too many. */
  boolean equalUpTo(int count) {
    int max = device.options().maxSectors();
    if (primary.sectors() > max || secondary.sectors() > max) {
      return false;
    }
    for (int sector = 0; sector < count; sector++) {
      if (primary.sectorSize(sector) != secondary.sectorSize(sector)) {
        return false;
      }
    }
    return true;
  }

  /**
   * How many sectors {@code octets} need, at least one.
   *
   * @throws Panic if the library would count for ever: the sum wraps before it is reached
   */
  long count(long octets) {
    long count = Math.max(1, (octets + size() - 1) / size());
    Panic.unless(count * size() <= U32_MAX, "the size of the exchange is nonsense");
    return count;
  }

  /** Octets before the sectors of the trailer; negative if it has no room. */
  long beforeTrailer(Area slot) {
    long trailer = device.layout().trailerOctets(device.writeSize());
    long sectors = (trailer + size() - 1) / size();
    return (slot.sectors() - sectors) * size();
  }

  long firstTrailerSector(Area slot) {
    return beforeTrailer(slot) / size();
  }

  /** Sectors of an image that fits are few; more are no sectors of a slot. */
  static int index(long sector) {
    return (int) Math.min(sector, Integer.MAX_VALUE);
  }
}
