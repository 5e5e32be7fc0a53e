package dev.fuota.boot.torture;

import dev.fuota.boot.BootPartitions;
import dev.fuota.boot.BootResult;

/** The bootloader under torture. */
@FunctionalInterface
public interface Subject {

  /** Boots once, as after a reset; nothing is kept between two boots but what is in flash. */
  BootResult boot(BootPartitions partitions);

  /** Makes subjects. Each worker has its own, so a subject need not bear two threads. */
  @FunctionalInterface
  interface Factory {
    Subject create();
  }
}
