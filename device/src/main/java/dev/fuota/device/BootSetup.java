package dev.fuota.device;

import dev.fuota.boot.BootConfig;
import dev.fuota.boot.Strategy;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.TrustedKeys;

/**
 * How a device keeps and starts its firmware.
 *
 * @param partitions how its flash is divided
 * @param strategy how its bootloader installs an image. A device with a target of its own keeps in
 *     its flash what the target runs, and has no use for slots that change places: {@link
 *     Strategy#IN_PLACE}
 * @param signers who may sign images
 * @param classId 16 octets, its hardware
 */
public record BootSetup(
    FlashMap.Sizes partitions, Strategy strategy, TrustedKeys signers, Bytes classId) {
  BootConfig bootConfig() {
    return BootConfig.of(strategy, signers).forHardware(classId);
  }
}
