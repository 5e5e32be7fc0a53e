package dev.fuota.boot;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import java.util.Optional;

/** How a boot ended. */
public sealed interface BootResult {

  /**
   * Why the last waiting image was not installed, or is not running any more: one sentence that
   * begins with the name of the reason; kept until another image is installed.
   */
  Optional<String> refused();

  /**
   * An image runs.
   *
   * @param digest of that image, as computed
   * @param slot where it runs from
   * @param installed whether this boot finished an update
   * @param trial whether it must confirm itself, or the image before comes back
   */
  record Started(
      ImageVersion version,
      Bytes digest,
      BootSlot slot,
      boolean installed,
      boolean trial,
      Optional<String> refused)
      implements BootResult {}

  /**
   * Nothing may run: recovery needs somebody with a cable. Booting again wears nothing.
   *
   * @param reason what is wrong with the slots, one sentence
   */
  record Stuck(String reason, Optional<String> refused) implements BootResult {}
}
