package dev.fuota.boot.mcuboot;

import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict;

/** Whether the image in a slot may run: hash and signatures, as the build demands. */
@FunctionalInterface
public interface SlotCheck {

  /**
   * Verifies an image.
   *
   * @param image its octets and none behind it
   * @param limit octets that an image may have in this mode on this flash
   */
  Verdict verify(ImageSource image, int limit);
}
