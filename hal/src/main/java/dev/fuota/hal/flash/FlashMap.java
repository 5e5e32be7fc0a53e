package dev.fuota.hal.flash;

import java.util.Optional;

/**
 * Where everything lies in a device's flash; the one thing besides the image format that the
 * application and the bootloader agree on. All partitions are whole sectors of one part, in this
 * order.
 *
 * @param bootloader the bootloader's own code; never written by this product
 * @param primary the slot that code runs from
 * @param download the slot in which a whole, checked image waits for the bootloader
 * @param fragments the log of received fragments
 * @param agentNvm the application's records
 * @param bootNvm the bootloader's records
 * @param scratch what the bootloader swaps through, if its strategy needs that
 */
public record FlashMap(
    Partition bootloader,
    Partition primary,
    Partition download,
    Partition fragments,
    Partition agentNvm,
    Partition bootNvm,
    Optional<Partition> scratch) {

  /** Without scratch. */
  public FlashMap(
      Partition bootloader,
      Partition primary,
      Partition download,
      Partition fragments,
      Partition agentNvm,
      Partition bootNvm) {
    this(bootloader, primary, download, fragments, agentNvm, bootNvm, Optional.empty());
  }

  /** How many octets each partition has: whole sectors. A {@code scratch} of 0 is none. */
  public record Sizes(
      int bootloader,
      int primary,
      int download,
      int fragments,
      int agentNvm,
      int bootNvm,
      int scratch) {

    /** Without scratch. */
    public Sizes(
        int bootloader, int primary, int download, int fragments, int agentNvm, int bootNvm) {
      this(bootloader, primary, download, fragments, agentNvm, bootNvm, 0);
    }
  }

  /**
   * Cuts {@code flash} from its start.
   *
   * @throws IllegalArgumentException if the sizes are not whole sectors or do not fit {@code flash}
   */
  public static FlashMap of(Flash flash, Sizes sizes) {
    Cutter cutter = new Cutter(flash);
    return new FlashMap(
        cutter.next(sizes.bootloader),
        cutter.next(sizes.primary),
        cutter.next(sizes.download),
        cutter.next(sizes.fragments),
        cutter.next(sizes.agentNvm),
        cutter.next(sizes.bootNvm),
        sizes.scratch == 0 ? Optional.empty() : Optional.of(cutter.next(sizes.scratch)));
  }

  private static final class Cutter {
    private final Flash flash;
    private int sector;

    Cutter(Flash flash) {
      this.flash = flash;
    }

    Partition next(int size) {
      Geometry geometry = flash.geometry();
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
      return new Partition(flash, first, sector - first);
    }
  }
}
