package dev.fuota.server.campaign;

import dev.fuota.server.port.DeviceId;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One device of a campaign, at one moment.
 *
 * @param stages each stage that the device came to
 * @param updated whether it has said that it runs the new firmware
 * @param reason why it is not updated; empty while it may still be
 * @param reportedVersion FWversion as last reported by the device during the campaign
 */
public record DeviceSnapshot(
    DeviceId device,
    Map<Stage, StageState> stages,
    boolean updated,
    String reason,
    OptionalLong reportedVersion) {
  public DeviceSnapshot {
    stages = Map.copyOf(stages);
  }
}
