package dev.fuota.hal.flash;

import java.util.Optional;

/**
 * Where everything lies in a device's flash; the one thing besides the image format that the
 * application and the bootloader agree on. All partitions are whole sectors of one part, in this
 * order.
 */
public interface FlashMap {
  /** The bootloader's own code; never written by this product. */
  Partition bootloader();

  /** The slot that code runs from. */
  Partition primary();

  /** The slot in which a whole, checked image waits for the bootloader. */
  Partition download();

  /** The log of received fragments. */
  Partition fragments();

  /** The application's records. */
  Partition agentNvm();

  /** The bootloader's records. */
  Partition bootNvm();

  /** What the bootloader swaps through, if its strategy needs that. */
  Optional<Partition> scratch();

  /** Partitions that were made one by one. */
  record Listed(
      Partition bootloader,
      Partition primary,
      Partition download,
      Partition fragments,
      Partition agentNvm,
      Partition bootNvm,
      Optional<Partition> scratch)
      implements FlashMap {}

  /** How many octets each partition has: whole sectors. A {@code scratch} of 0 is none. */
  record Sizes(
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
  static FlashMap of(Flash flash, Sizes sizes) {
    return new CutFlash(flash, sizes);
  }
}
