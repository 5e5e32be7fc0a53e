package dev.fuota.drivers.smp;

import dev.fuota.protocol.image.ImageVersion;

/** What became of an image on a target. */
public sealed interface TargetResult {

  /**
   * The target runs it, as it says itself.
   *
   * @param trial whether the target's next reset takes it away unless it is confirmed
   */
  record Runs(ImageVersion version, boolean trial) implements TargetResult {}

  /**
   * The target does not run it, or nobody knows.
   *
   * @param later whether it is worth another attempt: the target was not to be reached, or not free
   * @param sentence why, for people
   */
  record Failed(boolean later, String sentence) implements TargetResult {}
}
