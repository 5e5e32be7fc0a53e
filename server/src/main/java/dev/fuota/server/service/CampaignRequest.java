package dev.fuota.server.service;

import dev.fuota.server.campaign.CampaignKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a user asks for (TP-01).
 *
 * @param name for people; up to 100 characters
 * @param devices targets by name, besides those of the sets
 * @param deviceSets names of registered sets
 * @param regions names of regions or networks to which the campaign is confined; none: all
 * @param file SHA-256 of a file that was added; none if no file is sent
 * @param commands sent over the multicast session of a campaign that configures groups
 * @param group name of a group that is there; empty: a new one for each part
 * @param parameters by the names of {@link dev.fuota.server.campaign.CampaignParameter}, besides
 *     {@code canary} and {@code form}, which are the service's
 */
public record CampaignRequest(
    String name,
    CampaignKind kind,
    List<String> devices,
    List<String> deviceSets,
    List<String> regions,
    Optional<String> file,
    List<CommandRequest> commands,
    Optional<String> group,
    Map<String, String> parameters) {
  public CampaignRequest {
    devices = List.copyOf(devices);
    deviceSets = List.copyOf(deviceSets);
    regions = List.copyOf(regions);
    commands = List.copyOf(commands);
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** The same with other parameters. */
  CampaignRequest withParameters(Map<String, String> others) {
    return new CampaignRequest(
        name, kind, devices, deviceSets, regions, file, commands, group, others);
  }
}
