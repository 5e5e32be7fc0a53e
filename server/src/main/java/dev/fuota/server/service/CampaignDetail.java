package dev.fuota.server.service;

import dev.fuota.server.campaign.CampaignKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A campaign with all that is shown of it: the components of its {@link CampaignView}, and more.
 *
 * @param parameters all of the first part, by their names, with what they are or became by default
 * @param series at most 600 points, the oldest first
 */
public record CampaignDetail(
    long id,
    String name,
    CampaignKind kind,
    CampaignView.Phase state,
    Optional<String> outcome,
    String sentence,
    List<String> networks,
    String stage,
    int stageIndex,
    int stageCount,
    double progress,
    int devices,
    int succeeded,
    int failed,
    Instant created,
    Optional<Instant> started,
    Optional<Instant> ended,
    CampaignRequest request,
    Map<String, String> parameters,
    List<PartView> parts,
    List<SeriesPoint> series) {

  static CampaignDetail of(
      CampaignView view,
      CampaignRequest request,
      Map<String, String> parameters,
      List<PartView> parts,
      List<SeriesPoint> series) {
    return new CampaignDetail(
        view.id(),
        view.name(),
        view.kind(),
        view.state(),
        view.outcome(),
        view.sentence(),
        view.networks(),
        view.stage(),
        view.stageIndex(),
        view.stageCount(),
        view.progress(),
        view.devices(),
        view.succeeded(),
        view.failed(),
        view.created(),
        view.started(),
        view.ended(),
        request,
        parameters,
        parts,
        series);
  }
}
