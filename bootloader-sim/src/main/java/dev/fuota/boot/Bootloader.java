package dev.fuota.boot;

import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.nvm.JournalNvm;
import java.util.function.Supplier;

/**
 * The bootloader (TR-14a, c, d, TR-15), in the mode of its {@link Strategy}.
 *
 * <p><b>How.</b> An image that is marked ready is checked whole, again: hash, signature, hardware,
 * required version, security counter. Only then the journal records what is going to be done, and
 * the steps begin: each erases, programs and reads back one sector, then the journal names the next
 * one. When the slot holds the recorded digest, the journal says so. An image that was marked for a
 * trial is started a few times until it confirms itself; if it does not, the one before comes back.
 * {@link Decision} has the rows.
 *
 * <p><b>Why it holds.</b> A sector is written only while the journal names its step, and no step
 * writes what it or a later one must still read; so whatever the power interrupts is repeated at
 * the next boot. What comes back is only what was recorded when the installation began. Nothing
 * starts that was not verified in this very boot.
 */
public final class Bootloader {
  private final Supplier<BootResult> mode;

  /**
   * The bootloader of one device.
   *
   * @param partitions each half of the journal has room for about 450 octets of records
   * @throws IllegalArgumentException if the strategy cannot work on these partitions
   */
  public Bootloader(BootPartitions partitions, BootConfig config) {
    if (config.mcuboot()) {
      this.mode = new McubootFace(partitions, config)::boot;
    } else {
      Layout layout = new Layout(partitions, config.strategy());
      this.mode = () -> boot(layout, config);
    }
  }

  /**
   * Boots once, as after a reset. While nothing waits and nothing is on trial, nothing is written;
   * only the first start of an image with a higher security counter records it.
   */
  public BootResult boot() {
    return mode.get();
  }

  private static BootResult boot(Layout layout, BootConfig config) {
    BootJournal journal =
        new BootJournal(new JournalNvm(layout.partitions().journal()), config.strategy());
    Boot boot = new Boot(layout, config, journal);
    try {
      return boot.run();
    } catch (FlashFault fault) {
      // The part fails under the bootloader's own hands; what is there may still be good.
      return boot.startWithoutWriting(fault);
    }
  }
}
