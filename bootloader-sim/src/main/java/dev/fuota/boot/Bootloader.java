package dev.fuota.boot;

import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.nvm.JournalNvm;

/**
 * The bootloader, overwrite-only (MCUboot's mode of that name) with a journal (TR-14a, c, d,
 * TR-15).
 *
 * <p><b>How.</b> An image that is marked ready is checked whole, again: hash, signature, hardware,
 * required version, security counter. Only then its digest goes to the journal and the copy begins.
 * Each page is erased, programmed and read back, then the journal names the next one. When the
 * primary slot holds the recorded digest, the journal says so, the security counter is raised, the
 * header and the mark of the waiting image are erased, and the journal is idle again. {@link
 * Decision} has the rows.
 *
 * <p><b>Why it holds.</b> The primary slot is written only while the journal names the page, and
 * the source is not touched before the copy is proven; so whatever the power interrupts is repeated
 * at the next boot from an intact source. Nothing starts that was not verified in this very boot.
 */
public final class Bootloader {
  private final BootPartitions partitions;
  private final BootConfig config;

  /**
   * The bootloader of one device.
   *
   * @param partitions each half of the journal has room for about 450 octets of records
   */
  public Bootloader(BootPartitions partitions, BootConfig config) {
    this.partitions = partitions;
    this.config = config;
  }

  /**
   * Boots once, as after a reset. While nothing waits, nothing is written; only the first start of
   * an image with a higher security counter records it.
   */
  public BootResult boot() {
    Boot boot = new Boot(partitions, config, new BootJournal(new JournalNvm(partitions.journal())));
    try {
      return boot.run();
    } catch (FlashFault fault) {
      // The part fails under the bootloader's own hands; what is there may still be good.
      return boot.startWithoutWriting(fault);
    }
  }
}
