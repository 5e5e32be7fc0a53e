package dev.fuota.server.campaign;

import dev.fuota.server.port.DeviceId;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One device of a campaign, at one moment.
 *
 * @param stages each stage that the device came to
 * @param succeeded whether it has said that it runs the new firmware; in other kinds of campaign,
 *     whether it holds the file, or got the commands
 * @param reason why it has not succeeded; empty while it still may
 * @param reportedVersion FWversion as last reported by the device during the campaign
 * @param missing how many fragments it misses, as it said last; 255 stands for more
 */
public record DeviceSnapshot(
    DeviceId device,
    Map<Stage, StageState> stages,
    boolean succeeded,
    String reason,
    OptionalLong reportedVersion,
    OptionalInt missing) {
  public DeviceSnapshot {
    stages = Map.copyOf(stages);
  }
}
