package dev.fuota.monitor.live;

import dev.fuota.server.service.CampaignDetail;
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

  private final Views views;
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
  Sight(Views views, Map<Long, Long> revisions) {
    this.views = views;
    this.revisions = revisions;
  }

  List<Change> changes(Set<Long> marked, Set<Long> watched) {
    if (marked.isEmpty()) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    for (CampaignView view : views.campaigns()) {
      if (marked.contains(view.id())) {
        boolean closely = watched.contains(view.id());
        changes.add(
            new Change(
                view,
                closely ? views.campaign(view.id()) : Optional.empty(),
                closely ? matrix(view.id()) : Optional.empty()));
      }
    }
    return changes;
  }

  private Optional<MatrixChanges> matrix(long id) {
    Optional<MatrixChanges> changes = views.matrixChanges(id, revisions.getOrDefault(id, 0L));
    changes.ifPresent(it -> revisions.put(id, it.revision()));
    return changes.filter(it -> !it.cells().isEmpty() || !it.outcomes().isEmpty());
  }

  Whole whole(Set<Long> ids, boolean wanted) {
    List<Watched> watched = new ArrayList<>();
    for (long id : ids) {
      Optional<Matrix> matrix = views.matrix(id);
      matrix.ifPresent(it -> revisions.putIfAbsent(id, it.revision()));
      views
          .campaign(id)
          .ifPresent(detail -> matrix.ifPresent(it -> watched.add(new Watched(detail, it))));
    }
    List<CampaignView> all = wanted ? views.campaigns() : List.of();
    return new Whole(all.subList(0, Math.min(CAMPAIGNS_MAX, all.size())), watched);
  }
}
