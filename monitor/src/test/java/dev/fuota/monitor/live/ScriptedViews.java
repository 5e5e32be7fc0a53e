package dev.fuota.monitor.live;

import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.service.CampaignDetail;
import dev.fuota.server.service.CampaignRequest;
import dev.fuota.server.service.CampaignView;
import dev.fuota.server.service.Matrix;
import dev.fuota.server.service.MatrixChanges;
import dev.fuota.server.service.SeriesPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** One running campaign of many devices, number 7, that changes when the test says so. */
final class ScriptedViews implements Views {
  static final long ID = 7;
  static final int STAGES = 7;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final int devices;
  private final byte[] states;
  private final List<List<Integer>> changed = new ArrayList<>();
  private final List<SeriesPoint> series = new ArrayList<>();
  private int looks;

  ScriptedViews(int devices) {
    this.devices = devices;
    this.states = new byte[devices * STAGES];
  }

  void change(int device, int stage, int state) {
    states[device * STAGES + stage] = (byte) state;
    changed.add(List.of(device, stage, state));
  }

  /** One more fragment was sent. */
  void point() {
    series.add(new SeriesPoint(BEGIN.plusSeconds(series.size()), series.size(), 0));
  }

  /** How often somebody looked. */
  int looks() {
    return looks;
  }

  @Override
  public List<CampaignView> campaigns() {
    looks++;
    return List.of(view());
  }

  private CampaignView view() {
    return new CampaignView(
        ID,
        "many",
        CampaignKind.UPLOAD_BINARY_FILE,
        CampaignView.Phase.RUNNING,
        Optional.empty(),
        changed.size() + " changes",
        List.of("net"),
        "DL_FRAGMENT",
        3,
        STAGES,
        0.5,
        devices,
        0,
        0,
        BEGIN,
        Optional.of(BEGIN),
        Optional.empty());
  }

  @Override
  public Optional<CampaignDetail> campaign(long id) {
    CampaignView view = view();
    CampaignRequest request =
        new CampaignRequest(
            view.name(),
            view.kind(),
            List.of(),
            List.of("all"),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Map.of());
    return Optional.of(
        new CampaignDetail(
            ID,
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
            devices,
            0,
            0,
            view.created(),
            view.started(),
            view.ended(),
            request,
            Map.of(),
            List.of(),
            List.copyOf(series)));
  }

  @Override
  public Optional<Matrix> matrix(long id) {
    return Optional.of(
        new Matrix(
            changed.size(),
            IntStream.range(0, STAGES).mapToObj(it -> "STAGE_" + it).toList(),
            IntStream.range(0, devices).mapToObj(it -> String.format("%016x", it)).toList(),
            IntStream.range(0, devices).mapToObj(it -> 0).toList(),
            Base64.getEncoder().encodeToString(states),
            Base64.getEncoder().encodeToString(new byte[devices])));
  }

  @Override
  public Optional<MatrixChanges> matrixChanges(long id, long since) {
    return Optional.of(
        new MatrixChanges(
            changed.size(), List.copyOf(changed.subList((int) since, changed.size())), List.of()));
  }
}
