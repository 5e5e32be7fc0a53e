package dev.fuota.boot;

import dev.fuota.boot.mcuboot.McubootLoader;
import dev.fuota.boot.mcuboot.McubootMode;
import dev.fuota.boot.mcuboot.McubootOptions;
import dev.fuota.boot.mcuboot.McubootResult;
import dev.fuota.boot.mcuboot.McubootSlots;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImagePolicy;

/** MCUboot's library behind the face of {@link Bootloader}. */
final class McubootFace {
  private static final int MIN_ALIGN = 8;

  private final BootConfig config;
  private final McubootLoader loader;

  McubootFace(BootPartitions partitions, BootConfig config) {
    this.config = config;
    int granule =
        Math.max(
            partitions.primary().geometry().programSize(),
            partitions.secondary().geometry().programSize());
    this.loader =
        new McubootLoader(
            new McubootSlots(partitions.primary(), partitions.secondary(), partitions.scratch()),
            McubootOptions.of(mode(config.strategy())).withMaxAlign(Math.max(MIN_ALIGN, granule)),
            (image, limit) -> config.verification().verify(image, policy(limit)));
  }

  private static McubootMode mode(Strategy strategy) {
    return switch (strategy) {
      case OVERWRITE_ONLY -> McubootMode.OVERWRITE_ONLY;
      case SWAP_SCRATCH -> McubootMode.SWAP_SCRATCH;
      case SWAP_MOVE -> McubootMode.SWAP_MOVE;
      case SWAP_OFFSET -> McubootMode.SWAP_OFFSET;
      case DIRECT_XIP -> McubootMode.DIRECT_XIP_REVERT;
      case AB, IN_PLACE ->
          throw new IllegalArgumentException("MCUboot has no mode " + strategy.label());
    };
  }

  private ImagePolicy policy(int limit) {
    ImagePolicy policy = ImagePolicy.of(config.keys(), limit);
    return config.classId().map(policy::withClassId).orElse(policy);
  }

  BootResult boot() {
    McubootResult result = loader.boot();
    if (result instanceof McubootResult.Started started) {
      return new BootResult.Started(
          started.version(),
          started.digest().orElse(Bytes.EMPTY),
          started.secondary() ? BootSlot.SECONDARY : BootSlot.PRIMARY,
          started.installed(),
          started.trial(),
          started.refused());
    }
    return new BootResult.Stuck(reason(result), result.refused());
  }

  private static String reason(McubootResult result) {
    return result instanceof McubootResult.Panicked panicked
        ? "PANIC: " + panicked.reason()
        : ((McubootResult.Failed) result).reason();
  }
}
