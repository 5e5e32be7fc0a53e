package dev.fuota.conformance;

import dev.fuota.boot.mcuboot.McubootMode;
import dev.fuota.boot.mcuboot.McubootOptions;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.flash.Partition;
import java.util.Map;
import java.util.Optional;

/**
 * The flash of a trace: where its slots are, in octets.
 *
 * @param deviceSize at least as much as the slots need
 * @param scratch none where the mode has none
 * @param imageOffset where in the secondary slot its image lies
 */
record TraceGeometry(
    McubootMode mode,
    int deviceSize,
    int sectorSize,
    int granule,
    int erased,
    int maxSectors,
    Region primary,
    Region secondary,
    Optional<Region> scratch,
    int imageOffset) {
  private static final int DEVICE_MAX = 1 << 24;
  private static final int GRANULE_MAX = 32;
  private static final int MIN_ALIGN = 8;
  private static final Map<String, McubootMode> MODES =
      Map.of(
          "swap-scratch", McubootMode.SWAP_SCRATCH,
          "swap-move", McubootMode.SWAP_MOVE,
          "swap-offset", McubootMode.SWAP_OFFSET,
          "overwrite-only", McubootMode.OVERWRITE_ONLY,
          "direct-xip", McubootMode.DIRECT_XIP,
          "direct-xip-revert", McubootMode.DIRECT_XIP_REVERT);

  /**
   * Whole sectors.
   *
   * @param offset in the device
   */
  record Region(int offset, int length) {
    int end() {
      return offset + length;
    }
  }

  static TraceGeometry of(Entry trace) {
    Entry name = trace.get("mode");
    McubootMode mode = MODES.get(name.text());
    if (mode == null) {
      throw name.malformed("the mode \"" + name.text() + "\" is not known");
    }
    int deviceSize = trace.integer("device_size", 1, DEVICE_MAX);
    int sectorSize = trace.integer("sector_size", 1, deviceSize);
    int granule = trace.integer("write_align", 1, GRANULE_MAX);
    if (deviceSize % sectorSize != 0 || sectorSize % granule != 0) {
      throw trace.malformed("device, sectors and granules do not fit each other");
    }
    Region secondary = region(trace.get("secondary"), deviceSize, sectorSize);
    return new TraceGeometry(
        mode,
        deviceSize,
        sectorSize,
        granule,
        erased(trace.get("erased")),
        trace.integer("max_sectors", 1, 1 << 10),
        region(trace.get("primary"), deviceSize, sectorSize),
        secondary,
        trace.find("scratch").map(scratch -> region(scratch, deviceSize, sectorSize)),
        trace.get("secondary").integer("image_off", 0, secondary.length - 1));
  }

  private static int erased(Entry value) {
    return switch (value.text()) {
      case "ff" -> 0xff;
      case "00" -> 0x00;
      default -> throw value.malformed("flash erases to ff or 00");
    };
  }

  private static Region region(Entry entry, int deviceSize, int sectorSize) {
    Region region =
        new Region(
            entry.integer("off", 0, deviceSize - 1), entry.integer("len", sectorSize, deviceSize));
    if (region.offset % sectorSize != 0
        || region.length % sectorSize != 0
        || region.length > deviceSize - region.offset) {
      throw entry.malformed("this is no run of sectors of the device");
    }
    return region;
  }

  TraceGeometry withImageOffset(int offset) {
    return new TraceGeometry(
        mode,
        deviceSize,
        sectorSize,
        granule,
        erased,
        maxSectors,
        primary,
        secondary,
        scratch,
        offset);
  }

  /** The same slots for swap using offset, with another secondary one and no scratch area. */
  TraceGeometry asOffset(Region other) {
    return new TraceGeometry(
        McubootMode.SWAP_OFFSET,
        deviceSize,
        sectorSize,
        granule,
        erased,
        maxSectors,
        primary,
        other,
        Optional.empty(),
        sectorSize);
  }

  /** The same with {@code sectors} more behind it. */
  TraceGeometry extendedBy(int sectors) {
    return new TraceGeometry(
        mode,
        deviceSize + sectors * sectorSize,
        sectorSize,
        granule,
        erased,
        maxSectors,
        primary,
        secondary,
        scratch,
        imageOffset);
  }

  Geometry geometry() {
    return new Geometry(sectorSize, deviceSize / sectorSize, granule, erased);
  }

  Flash part(Flash flash, Region region) {
    return new Partition(flash, region.offset / sectorSize, region.length / sectorSize);
  }

  /** The alignment of the trailer's fields. */
  int maxAlign() {
    return Math.max(MIN_ALIGN, granule);
  }

  McubootOptions options() {
    return McubootOptions.of(mode).withMaxSectors(maxSectors).withMaxAlign(maxAlign());
  }
}
