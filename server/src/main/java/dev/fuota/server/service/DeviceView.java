package dev.fuota.server.service;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A device within a campaign.
 *
 * @param device its name, an EUI for LoRaWAN
 * @param version that it runs, as last reported
 * @param reason why it is out; empty while it is not
 * @param stages what it came to, by the stable names
 * @param missing fragments, as last reported
 */
public record DeviceView(
    String device,
    int part,
    String name,
    Optional<String> version,
    Fate outcome,
    String reason,
    Map<String, StageStatus> stages,
    OptionalInt missing) {

  /** Whether it came through. */
  public enum Fate {
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  /**
   * A device in a stage.
   *
   * @param status PENDING, SENT, ANSWERED, REFUSED, TIMED_OUT
   * @param tries requests so far
   */
  public record StageStatus(String status, int tries, String detail) {}
}
