package dev.fuota.server.service;

import dev.fuota.server.campaign.CampaignParameter;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.Verdict;
import dev.fuota.server.service.CampaignView.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows campaigns. */
final class CampaignViews {
  private CampaignViews() {}

  /** Of a campaign that has ended, and is not in memory. */
  static CampaignView of(long id, CampaignRequest request, CampaignRecord record) {
    int devices = record.parts().stream().mapToInt(part -> part.plan().devices()).sum();
    int succeeded = 0;
    int failed = 0;
    for (CampaignRecord.Kept part : record.parts()) {
      succeeded += part.end().map(PartEnd::succeeded).orElse(0);
      failed += part.end().map(PartEnd::failed).orElse(0);
    }
    return new CampaignView(
        id,
        request.name(),
        request.kind(),
        record.phase(),
        record.verdict().map(verdict -> verdict.outcome().name()),
        record.verdict().map(Verdict::sentence).orElse(""),
        networks(record),
        "",
        0,
        0,
        1,
        devices,
        succeeded,
        failed,
        record.created(),
        record.started(),
        record.ended());
  }

  private static List<String> networks(CampaignRecord record) {
    return record.parts().stream().map(part -> part.plan().network()).distinct().toList();
  }

  /** Of a campaign in memory. */
  static CampaignView of(CampaignRun run) {
    CampaignRecord record = run.record();
    int devices = 0;
    int succeeded = 0;
    int failed = 0;
    double progress = 0;
    for (Part part : run.parts()) {
      int size = part.cells().devices().size();
      devices += size;
      succeeded += part.end().map(PartEnd::succeeded).orElse(part.cells().count(Cells.SUCCEEDED));
      failed += part.end().map(PartEnd::failed).orElse(part.cells().count(Cells.FAILED));
      progress += part.progress() * size;
    }
    Optional<Part> slowest =
        run.parts().stream()
            .filter(part -> part.hasBegun() && part.end().isEmpty())
            .min(Comparator.comparingDouble(Part::progress));
    return new CampaignView(
        run.id(),
        run.request().name(),
        run.request().kind(),
        record.phase(),
        record.verdict().map(verdict -> verdict.outcome().name()),
        record.verdict().map(Verdict::sentence).orElseGet(() -> sentence(record.phase(), slowest)),
        networks(record),
        slowest.map(part -> part.plan().stages().get(part.stageIndex())).orElse(""),
        slowest.map(Part::stageIndex).orElse(0),
        slowest.map(part -> part.plan().stages().size()).orElse(0),
        record.phase() == Phase.ENDED ? 1 : progress / Math.max(1, devices),
        devices,
        succeeded,
        failed,
        record.created(),
        record.started(),
        record.ended());
  }

  private static String sentence(Phase phase, Optional<Part> slowest) {
    return switch (phase) {
      case CREATED -> "it has not started";
      case RUNNING ->
          slowest
              .map(part -> part.plan().name() + " is at " + label(part))
              .orElse("it is about to begin");
      case ABORTING -> "it is being aborted";
      case ENDED -> "it is over";
    };
  }

  private static String label(Part part) {
    return part.plan().stages().get(part.stageIndex());
  }

  static CampaignDetail detail(CampaignRun run) {
    List<PartView> parts = new ArrayList<>();
    for (Part part : run.parts()) {
      parts.add(part.view(parts.isEmpty() ? run.record().refused() : List.of()));
    }
    return CampaignDetail.of(of(run), run.request(), parameters(run), parts, run.series());
  }

  /** All parameters as they hold in the network of the first part. */
  private static Map<String, String> parameters(CampaignRun run) {
    Map<String, String> shown = new LinkedHashMap<>(run.request().parameters());
    Optional<NetworkFront> front =
        run.parts().stream()
            .findFirst()
            .map(part -> run.context().networks().get(part.plan().network()));
    front.ifPresent(
        it -> {
          CampaignParameters parameters =
              CampaignParameters.parse(run.context().parameters(), it.network().region())
                  .parameters();
          CampaignParameter.ALL.stream()
              .filter(
                  parameter ->
                      !(it.network() instanceof MsuSite) || MsuOrder.counts(parameter.name()))
              .forEach(parameter -> shown.put(parameter.name(), parameter.valueIn(parameters)));
        });
    return shown;
  }
}
