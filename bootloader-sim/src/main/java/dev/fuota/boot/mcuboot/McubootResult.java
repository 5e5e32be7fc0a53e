package dev.fuota.boot.mcuboot;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import java.util.Optional;

/** How a boot ended. */
public sealed interface McubootResult {

  /**
   * Why an image was not installed or not started at this boot, one sentence; the C library keeps
   * nothing of it for later boots.
   */
  Optional<String> refused();

  /**
   * An image runs.
   *
   * @param version from its header
   * @param digest as computed; empty if this build does not verify what it starts
   * @param secondary whether it runs from the secondary slot (direct-XIP)
   * @param installed whether this boot finished an exchange or a copy
   * @param trial whether the next boot takes it away unless it confirms itself
   */
  record Started(
      ImageVersion version,
      Optional<Bytes> digest,
      boolean secondary,
      boolean installed,
      boolean trial,
      Optional<String> refused)
      implements McubootResult {}

  /**
   * There is no image that may run; the library returns to its caller, which has nothing to start.
   *
   * @param reason one sentence
   */
  record Failed(String reason, Optional<String> refused) implements McubootResult {}

  /**
   * An assertion of the library failed, or it runs for ever: the device is dead until something
   * outside changes its flash.
   *
   * @param reason one sentence
   */
  record Panicked(String reason, Optional<String> refused) implements McubootResult {}
}
