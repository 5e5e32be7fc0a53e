package dev.fuota.monitor.live;

import dev.fuota.server.service.CampaignDetail;
import dev.fuota.server.service.CampaignService;
import dev.fuota.server.service.CampaignView;
import dev.fuota.server.service.Matrix;
import dev.fuota.server.service.MatrixChanges;
import java.util.List;
import java.util.Optional;

/** What listeners are told of. Asked on the service's thread only. */
public interface Views {
  /** All campaigns, the newest first. */
  List<CampaignView> campaigns();

  Optional<CampaignDetail> campaign(long id);

  Optional<Matrix> matrix(long id);

  /** What is different from the matrix of that revision. */
  Optional<MatrixChanges> matrixChanges(long id, long since);

  /** Those of a service. */
  static Views of(CampaignService service) {
    return new Views() {
      @Override
      public List<CampaignView> campaigns() {
        return service.campaigns();
      }

      @Override
      public Optional<CampaignDetail> campaign(long id) {
        return service.campaign(id);
      }

      @Override
      public Optional<Matrix> matrix(long id) {
        return service.matrix(id);
      }

      @Override
      public Optional<MatrixChanges> matrixChanges(long id, long since) {
        return service.matrixChanges(id, since);
      }
    };
  }
}
