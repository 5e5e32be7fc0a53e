package dev.fuota.hal.flash;

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
 */
public record FlashMap(
    Partition bootloader,
    Partition primary,
    Partition download,
    Partition fragments,
    Partition agentNvm,
    Partition bootNvm) {

  /** How many octets each partition has; all multiples of the sector size. */
  public record Sizes(
      int bootloader, int primary, int download, int fragments, int agentNvm, int bootNvm) {}

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
        cutter.next(sizes.bootNvm));
  }

  private static final class Cutter {
    private final Flash flash;
    private int sector;

    Cutter(Flash flash) {
      this.flash = flash;
    }

    Partition next(int size) {
      int sectorSize = flash.geometry().sectorSize();
      if (size % sectorSize != 0) {
        throw new IllegalArgumentException(size + " octets are not whole sectors of " + sectorSize);
      }
      Partition partition = new Partition(flash, sector, size / sectorSize);
      sector += size / sectorSize;
      return partition;
    }
  }
}
