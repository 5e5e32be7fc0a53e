package dev.fuota.fleet.demo;

import java.time.Duration;

/**
 * How far a running demonstration is.
 *
 * @param campaign its name
 * @param stage the server's stage
 * @param share estimated share of the whole demonstration, 0..1, never falling
 * @param virtual virtual time since the start of the demonstration
 */
public record DemoProgress(String campaign, String stage, double share, Duration virtual) {

  /** Whom to tell; called often. */
  @FunctionalInterface
  public interface Listener {
    void onProgress(DemoProgress progress);
  }
}
