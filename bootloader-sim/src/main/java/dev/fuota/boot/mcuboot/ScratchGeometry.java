package dev.fuota.boot.mcuboot;

/** How swap using scratch cuts the slots into regions. */
final class ScratchGeometry {
  private final Device device;
  private final Area primary;
  private final Area secondary;
  private final Area scratch;
  private final int trailerOctets;

  ScratchGeometry(Device device) {
    this.device = device;
    this.primary = device.primary();
    this.secondary = device.secondary();
    this.scratch = device.scratch();
    this.trailerOctets = device.layout().trailerOctets(device.writeSize());
  }

  /** The last primary sector to exchange: both slots have a sector's end there. */
  int lastSector(long octets) {
    int sector = 0;
    int other = 0;
    long primaryEnd = 0;
    long secondaryEnd = 0;
    while (primaryEnd < octets || primaryEnd != secondaryEnd) {
      boolean primaryNext = primaryEnd < octets || primaryEnd < secondaryEnd;
      if (primaryNext) {
        primaryEnd += primary.sectorSize(sector++);
      }
      if (secondaryEnd < octets || secondaryEnd < primaryEnd) {
        secondaryEnd += secondary.sectorSize(other++);
      }
    }
    return sector - 1;
  }

  /** The first of the primary sectors that end with {@code last} and fit the scratch area. */
  int firstSectorOfRegion(int last) {
    int first = last + 1;
    long octets = 0;
    while (first > 0 && octets + primary.sectorSize(first - 1) <= scratch.size()) {
      octets += primary.sectorSize(--first);
    }
    return first;
  }

  int regions(long octets) {
    int regions = 0;
    for (int last = lastSector(octets); last >= 0; last = firstSectorOfRegion(last) - 1) {
      regions++;
    }
    return regions;
  }

  ScratchRegion region(int first, int last) {
    int offset = primary.sectorOffset(first);
    int octets = primary.sectorOffset(last) + primary.sectorSize(last) - offset;
    int copied = octets;
    if (offset + octets > trailerSectorOffset(primary)) {
      // Without sign, as the library computes: behind the trailer's start this is very large.
      long free = Integer.toUnsignedLong(primary.size() - offset - trailerOctets);
      copied = (int) Math.min(free, device.layout().status(scratch));
    }
    return new ScratchRegion(offset, octets, copied);
  }

  /** Where the first sector begins that holds trailer data. */
  int trailerSectorOffset(Area slot) {
    return slot.sectorOffset(firstTrailerSector(slot));
  }

  private int firstTrailerSector(Area slot) {
    int sector = slot.sectors() - 1;
    for (long octets = slot.sectorSize(sector);
        octets < trailerOctets;
        octets += slot.sectorSize(sector)) {
      sector--;
    }
    return sector;
  }

  /**
   * The largest image: up to the trailer, and so much less that the scratch area's own trailer has
   * room beside the piece that shares a sector with the slot's trailer.
   */
  long maxImageOctets() {
    long slot = SlotGeometry.commonOctets(device, scratch.size());
    if (slot == 0) {
      return 0;
    }
    long trailerStart = slot - trailerOctets;
    long sectorEnd = Math.max(trailerSectorEnd(primary), trailerSectorEnd(secondary));
    long inFirstSector = sectorEnd - trailerStart;
    long scratchTrailer = device.layout().scratchTrailerOctets(device.writeSize());
    return trailerStart - Math.max(0, scratchTrailer - inFirstSector);
  }

  private long trailerSectorEnd(Area slot) {
    int sector = firstTrailerSector(slot);
    return (long) slot.sectorOffset(sector) + slot.sectorSize(sector);
  }
}
