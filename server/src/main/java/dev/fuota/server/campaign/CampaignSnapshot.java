package dev.fuota.server.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A campaign at one moment (TP-17).
 *
 * @param verdict present when the campaign is over
 * @param round round of fragments, 1 or more; more than 1 only without coded fragments
 * @param fragmentsSent of this round
 * @param fragmentsTotal of a round, uncoded and coded
 * @param fragmentsNeeded uncoded ones
 * @param multicastOctets PHYPayload octets of all multicast frames sent
 * @param multicastTimeOnAir of all multicast frames sent
 * @param unicastTimeOnAir of all unicast downlinks of the campaign sent
 * @param ignored uplinks to the campaign's ports without effect, by reason
 */
public record CampaignSnapshot(
    Stage stage,
    Optional<Verdict> verdict,
    List<DeviceSnapshot> devices,
    int round,
    int fragmentsSent,
    int fragmentsTotal,
    int fragmentsNeeded,
    long multicastOctets,
    Duration multicastTimeOnAir,
    Duration unicastTimeOnAir,
    Map<IgnoredUplink, Long> ignored) {
  public CampaignSnapshot {
    devices = List.copyOf(devices);
    ignored = Map.copyOf(ignored);
  }

  /** Devices with which the campaign has reached what it is for. */
  public long succeeded() {
    return devices.stream().filter(DeviceSnapshot::succeeded).count();
  }
}
