package dev.fuota.fleet.scenario;

import dev.fuota.agent.runtime.DeviceLimits;
import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.server.campaign.Problem;
import dev.fuota.server.firmware.FileCutter;
import dev.fuota.settings.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether campaign and devices go together, and what memory the devices have for it. */
final class Fitness {
  private static final int RAM_MIN = 64;
  private static final int RAM_MAX = 16 << 20;
  private static final Duration PATIENCE_MAX = Duration.ofDays(1);

  private final Setting root;
  private final Scenario scenario;

  /**
   * What was read.
   *
   * @param root where mistakes are told
   */
  Fitness(Setting root, Scenario scenario) {
    this.root = root;
    this.scenario = scenario;
  }

  /** The same scenario with devices that have the memory that it gives them. */
  Scenario fitted() {
    List<Setting> entries = root.get("fleet").items();
    int fragments = scenario.update().offered() ? fragments(entries) : 0;
    if (scenario.update().offered()) {
      patience(entries);
      parameters();
    }
    List<DeviceGroup> groups = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      DeviceGroup group = scenario.groups().get(i);
      groups.add(
          entries
              .get(i)
              .find("ram")
              .map(ram -> group.withLimits(limits(ram, group.limits(), fragments)))
              .orElse(group));
    }
    return scenario.withGroups(groups);
  }

  /** Devices may speak too seldom for the server's longest patience. */
  private void patience(List<Setting> entries) {
    Duration wait = CampaignSetup.deliveryTimeout(scenario);
    if (wait.compareTo(PATIENCE_MAX) <= 0) {
      return;
    }
    int seldom = 0;
    for (int i = 1; i < entries.size(); i++) {
      Duration interval = scenario.groups().get(i).uplinkInterval();
      seldom = interval.compareTo(scenario.groups().get(seldom).uplinkInterval()) > 0 ? i : seldom;
    }
    throw entries
        .get(seldom)
        .find("uplinkInterval")
        .orElse(entries.get(seldom))
        .problem(
            "devices that speak so seldom would have the server wait "
                + wait.toHours()
                + "h for an answer, and it waits at most 1d; make uplinkInterval shorter");
  }

  private void parameters() {
    List<Problem> problems = CampaignSetup.parameters(scenario, Instant.EPOCH).build().problems();
    if (!problems.isEmpty()) {
      throw root.get("campaign").problem(problems.get(0).text());
    }
  }

  private int fragments(List<Setting> entries) {
    for (int i = 1; i < entries.size(); i++) {
      if (scenario.groups().get(i).packages() != scenario.groups().get(0).packages()) {
        throw entries
            .get(i)
            .problem(
                "packages 1 and 2 code fragments differently and cannot share a campaign;"
                    + " give all groups the same");
      }
    }
    FileCutter.Outcome cut = CampaignSetup.cut(scenario);
    if (cut instanceof FileCutter.Ready ready) {
      return ready.file().nbFrag();
    }
    Setting campaign = root.get("campaign");
    throw campaign.find("image").orElse(campaign).problem(((FileCutter.Refused) cut).sentence());
  }

  private static DeviceLimits limits(Setting ram, DeviceLimits usual, int fragments) {
    if (fragments == 0) {
      throw ram.problem("memory is measured against a campaign; add campaign:, or remove ram");
    }
    int octets = Amounts.octets(ram, RAM_MIN, RAM_MAX);
    int rows = 0;
    while (rows < fragments && FecDecoder.memoryOctetsMax(fragments, rows + 1) <= octets) {
      rows++;
    }
    if (rows == 0) {
      throw ram.problem(
          octets
              + " octets are too few to repair a single fragment of "
              + fragments
              + ", that takes "
              + FecDecoder.memoryOctetsMax(fragments, 1));
    }
    return new DeviceLimits(usual.groups(), usual.sessions(), rows, usual.expansionRam());
  }
}
