package dev.fuota.server.service;

import dev.fuota.server.campaign.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the service keeps of a campaign, besides what the engine keeps of its parts.
 *
 * @param verdict present when it has ended
 * @param deletes whether an abort is to delete what is on the devices
 * @param refused devices that were asked for and are no targets
 */
record CampaignRecord(
    CampaignView.Phase phase,
    Instant created,
    Optional<Instant> started,
    Optional<Instant> ended,
    Optional<Verdict> verdict,
    boolean deletes,
    List<DeviceProblem> refused,
    List<Kept> parts) {
  CampaignRecord {
    refused = List.copyOf(refused);
    parts = List.copyOf(parts);
  }

  /**
   * A part.
   *
   * @param end present when it has ended
   */
  record Kept(PartPlan plan, Optional<PartEnd> end) {}
}
