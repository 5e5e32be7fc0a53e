package dev.fuota.monitor.live;

import dev.fuota.server.service.CampaignDetail;
import dev.fuota.server.service.CampaignService;
import dev.fuota.server.service.CampaignView;
import dev.fuota.server.service.Matrix;
import dev.fuota.server.service.MatrixChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One look at the service, on its thread. What it sees never changes. */
final class Sight {
  private static final int CAMPAIGNS_MAX = 200;

  private final CampaignService service;
  private final Map<Long, Long> revisions;

  /**
   * What became different in one campaign.
   *
   * @param detail if somebody watches it
   */
  record Change(
      CampaignView view, Optional<CampaignDetail> detail, Optional<MatrixChanges> matrix) {}

  /** Everything of a campaign that is watched. */
  record Watched(CampaignDetail detail, Matrix matrix) {}

  /**
   * Everything.
   *
   * @param views of the newest campaigns
   */
  record Whole(List<CampaignView> views, List<Watched> watched) {}

  /**
   * @param revisions up to which changes of watched campaigns were told
   */
  Sight(CampaignService service, Map<Long, Long> revisions) {
    this.service = service;
    this.revisions = revisions;
  }

  List<Change> changes(Set<Long> marked, Set<Long> watched) {
    if (marked.isEmpty()) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    for (CampaignView view : service.campaigns()) {
      if (marked.contains(view.id())) {
        boolean closely = watched.contains(view.id());
        changes.add(
            new Change(
                view,
                closely ? service.campaign(view.id()) : Optional.empty(),
                closely ? matrix(view.id()) : Optional.empty()));
      }
    }
    return changes;
  }

  private Optional<MatrixChanges> matrix(long id) {
    Optional<MatrixChanges> changes = service.matrixChanges(id, revisions.getOrDefault(id, 0L));
    changes.ifPresent(it -> revisions.put(id, it.revision()));
    return changes.filter(it -> !it.cells().isEmpty() || !it.outcomes().isEmpty());
  }

  Whole whole(Set<Long> ids, boolean wanted) {
    List<Watched> watched = new ArrayList<>();
    for (long id : ids) {
      Optional<Matrix> matrix = service.matrix(id);
      matrix.ifPresent(it -> revisions.putIfAbsent(id, it.revision()));
      service
          .campaign(id)
          .ifPresent(detail -> matrix.ifPresent(it -> watched.add(new Watched(detail, it))));
    }
    List<CampaignView> views = wanted ? service.campaigns() : List.of();
    return new Whole(views.subList(0, Math.min(CAMPAIGNS_MAX, views.size())), watched);
  }
}
