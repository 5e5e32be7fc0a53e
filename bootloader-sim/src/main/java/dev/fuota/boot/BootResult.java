package dev.fuota.boot;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import java.util.Optional;

/** How a boot ended. */
public sealed interface BootResult {

  /**
   * Why the last waiting image was not installed, one sentence that begins with the name of the
   * reason; kept until another image is installed.
   */
  Optional<String> refused();

  /**
   * The image in the primary slot runs.
   *
   * @param digest of that image, as computed
   * @param installed whether this boot finished an update
   */
  record Started(ImageVersion version, Bytes digest, boolean installed, Optional<String> refused)
      implements BootResult {}

  /**
   * Nothing may run: recovery needs somebody with a cable. Booting again wears nothing.
   *
   * @param reason what is wrong with the primary slot, one sentence
   */
  record Stuck(String reason, Optional<String> refused) implements BootResult {}
}
