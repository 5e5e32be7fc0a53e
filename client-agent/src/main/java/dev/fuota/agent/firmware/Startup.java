package dev.fuota.agent.firmware;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import java.util.Optional;

/**
 * What a device finds after a reset.
 *
 * @param running the version in the primary slot
 * @param trial whether the bootloader takes the running image back unless it confirms itself
 * @param marked whether the download slot still waits for the bootloader
 * @param image the record of the image in the download slot
 * @param reboot the record of the programmed reboot
 * @param reported the record of the version that the server knows
 */
public record Startup(
    Optional<ImageVersion> running,
    boolean trial,
    boolean marked,
    Optional<Bytes> image,
    Optional<Bytes> reboot,
    Optional<Bytes> reported) {}
