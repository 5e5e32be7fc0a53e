package dev.fuota.boot.mcuboot;

/**
 * Whether the sectors of two slots fit each other: walking up both, a run of sectors of one slot
 * must end where a single sector of the other does, and the smaller ones are always in the same
 * slot.
 */
final class SlotGeometry {
  private enum Smaller {
    NEITHER,
    PRIMARY,
    SECONDARY
  }

  private final Area primary;
  private final Area secondary;

  /** Octets of scratch area that each run must fit; 0 if there is none, and all is one run. */
  private final int scratchOctets;

  private int nextPrimary;
  private int nextSecondary;
  private long primaryRun;
  private long secondaryRun;
  private long common;
  private Smaller smaller = Smaller.NEITHER;

  private SlotGeometry(Device device, int scratchOctets) {
    this.primary = device.primary();
    this.secondary = device.secondary();
    this.scratchOctets = scratchOctets;
  }

  /** Overwrite-only. */
  static boolean compatible(Device device) {
    return compatible(device, 0);
  }

  /** Swap using scratch. */
  static boolean compatible(Device device, int scratchOctets) {
    int max = device.options().maxSectors();
    if (device.primary().sectors() > max || device.secondary().sectors() > max) {
      return false;
    }
    SlotGeometry walk = new SlotGeometry(device, scratchOctets);
    return walk.walk()
        && walk.nextPrimary == walk.primary.sectors()
        && walk.nextSecondary == walk.secondary.sectors();
  }

  /** Octets from the start of both slots that can be exchanged; 0 if they do not fit. */
  static long commonOctets(Device device, int scratchOctets) {
    SlotGeometry walk = new SlotGeometry(device, scratchOctets);
    return walk.walk() ? walk.common : 0;
  }

  private boolean walk() {
    while (nextPrimary < primary.sectors() || nextSecondary < secondary.sectors()) {
      if (!step()) {
        return false;
      }
      if (scratchOctets > 0 && primaryRun == secondaryRun) {
        if (primaryRun > scratchOctets) {
          return false;
        }
        common += primaryRun;
        primaryRun = 0;
        secondaryRun = 0;
        smaller = Smaller.NEITHER;
      }
    }
    return true;
  }

  private boolean step() {
    if (primaryRun == secondaryRun) {
      primaryRun += sectorSize(primary, nextPrimary++);
      secondaryRun += sectorSize(secondary, nextSecondary++);
      return true;
    }
    boolean up = primaryRun < secondaryRun;
    Smaller side = up ? Smaller.PRIMARY : Smaller.SECONDARY;
    if (smaller != Smaller.NEITHER && smaller != side) {
      return false;
    }
    smaller = side;
    return up ? growPrimary() : growSecondary();
  }

  private boolean growPrimary() {
    primaryRun += sectorSize(primary, nextPrimary);
    return nextPrimary++ < primary.sectors();
  }

  private boolean growSecondary() {
    secondaryRun += sectorSize(secondary, nextSecondary);
    return nextSecondary++ < secondary.sectors();
  }

  /** The library looks one sector too far, at one without octets. */
  private static int sectorSize(Area area, int sector) {
    return sector < area.sectors() ? area.sectorSize(sector) : 0;
  }
}
