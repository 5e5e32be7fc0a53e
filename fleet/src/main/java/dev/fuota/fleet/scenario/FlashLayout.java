package dev.fuota.fleet.scenario;

import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.protocol.image.ImageTrailer;

/** The flash of a group's devices, and how it is divided. */
public record FlashLayout(FlashProfile part, FlashMap.Sizes partitions) {
  /** That of {@link DeviceKind}. */
  public static final FlashLayout USUAL = new FlashLayout(DeviceKind.FLASH, DeviceKind.PARTITIONS);

  /** Octets, a power of two. */
  static final int SECTOR_MIN = 256;

  /** Octets. */
  static final int SECTOR_MAX = 64 * 1024;

  /** Octets: for the smallest sample and the trailer behind it. */
  static final int SLOT_MIN = 32 * 1024;

  /** Octets. */
  static final int SLOT_MAX = 1024 * 1024;

  private static final int SECTORS_MIN = 2;

  /**
   * A part that is as the usual one but for its sectors, with two slots; all else is as large as
   * usual or, the log of fragments, in the usual proportion to a slot.
   *
   * @param sector octets, a power of two, {@link #SECTOR_MIN} to {@link #SECTOR_MAX}
   * @param slot octets, whole sectors, {@link #SLOT_MIN} to {@link #SLOT_MAX}
   */
  static FlashLayout of(int sector, int slot) {
    FlashMap.Sizes usual = DeviceKind.PARTITIONS;
    long log = (long) usual.fragments() * slot / usual.download();
    FlashMap.Sizes sizes =
        new FlashMap.Sizes(
            whole(usual.bootloader(), sector, 1),
            slot,
            slot,
            whole((int) log, sector, SECTORS_MIN),
            whole(usual.agentNvm(), sector, SECTORS_MIN),
            whole(usual.bootNvm(), sector, SECTORS_MIN),
            whole(usual.scratch(), sector, 1));
    return new FlashLayout(part(sector, octets(sizes) / sector), sizes);
  }

  private static FlashProfile part(int sector, int sectors) {
    FlashProfile usual = DeviceKind.FLASH;
    Geometry geometry = usual.geometry();
    return new FlashProfile(
        "as " + usual.name(),
        new Geometry(sector, sectors, geometry.programSize(), geometry.erasedValue()),
        usual.ecc(),
        usual.partRule(),
        usual.strict(),
        usual.times(),
        usual.endurance(),
        usual.page(),
        usual.source());
  }

  private static int whole(int octets, int sector, int sectorsMin) {
    return Math.max((octets + sector - 1) / sector, sectorsMin) * sector;
  }

  private static int octets(FlashMap.Sizes sizes) {
    return sizes.bootloader()
        + sizes.primary()
        + sizes.download()
        + sizes.fragments()
        + sizes.agentNvm()
        + sizes.bootNvm()
        + sizes.scratch();
  }

  /** Octets that flash is erased by. */
  public int sectorSize() {
    return part.geometry().sectorSize();
  }

  /** Octets that an image with its TLVs may have. */
  public int slotLimit() {
    return ImageTrailer.of(partitions.download()).startOffset();
  }
}
