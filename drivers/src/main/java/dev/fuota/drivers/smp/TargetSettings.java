package dev.fuota.drivers.smp;

import java.time.Duration;

/**
 * What is known of a target before it is asked.
 *
 * @param mode what answers on its line
 * @param image number of the image on a target with several, from 0
 * @param patience how long it may be silent at a stretch; it must cover the exchange of its slots
 */
public record TargetSettings(Mode mode, int image, Duration patience) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What answers on the line. */
  public enum Mode {
    /**
     * An application with mcumgr: the image goes into the second slot, runs on trial, and stays
     * when it is confirmed.
     */
    APPLICATION,
    /**
     * MCUboot's serial recovery: the image goes into the slot that it runs from; there is no trial
     * and no way back. The target must be brought into recovery from outside.
     */
    RECOVERY
  }

  public TargetSettings {
    if (image < 0) {
      throw new IllegalArgumentException("image " + image);
    }
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience of " + patience);
    }
  }

  /** The first image, and five minutes of patience. */
  public static TargetSettings of(Mode mode) {
    return new TargetSettings(mode, 0, PATIENCE);
  }
}
