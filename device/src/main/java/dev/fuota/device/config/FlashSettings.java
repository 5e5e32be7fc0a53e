package dev.fuota.device.config;

import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.sim.FlashProfile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The flash that a device keeps everything in.
 *
 * @param file a regular file, or a block device
 * @param journal where its journal lies
 * @param part whose rules it has
 * @param firmware the image that a new flash file has in its primary slot; empty: a sample
 */
public record FlashSettings(
    Path file,
    Path journal,
    FlashProfile part,
    FlashMap.Sizes partitions,
    Optional<Path> firmware) {
  private static final int KIB = 1024;
  private static final int SLOT = 256 * KIB;

  /** 1 MiB as an STM32L4 has it. Each fragment of 48 octets takes 64 in the log: a slot fits. */
  public static final FlashMap.Sizes USUAL =
      new FlashMap.Sizes(32 * KIB, SLOT, SLOT, 352 * KIB, 16 * KIB, 8 * KIB, 2 * KIB);
}
