package dev.fuota.monitor.metrics;

import dev.fuota.server.service.CampaignDetail;
import dev.fuota.server.service.CampaignService;
import dev.fuota.server.service.CampaignView;
import dev.fuota.server.service.SeriesPoint;
import dev.fuota.server.service.StageView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is measured at one moment.
 *
 * @param campaigns how many are in each state
 * @param cells devices by campaign, stage and state in it, of the newest campaigns
 * @param fragments sent, by campaign
 */
record Figures(
    Map<String, Integer> campaigns,
    List<Cell> cells,
    Map<Long, Integer> fragments,
    List<NetworkFigures> networks) {
  private static final int CAMPAIGNS_MAX = 20;

  /** Some devices of a campaign that are in the same state of the same stage. */
  record Cell(long campaign, String stage, String state, int devices) {}

  /** On the service's thread. */
  static Figures of(CampaignService service, List<NetworkFigures> networks) {
    Map<String, Integer> campaigns = new TreeMap<>();
    for (CampaignView.Phase state : CampaignView.Phase.values()) {
      campaigns.put(state.name(), 0);
    }
    List<CampaignView> views = service.campaigns();
    views.forEach(view -> campaigns.merge(view.state().name(), 1, Integer::sum));
    List<CampaignDetail> newest =
        views.stream()
            .limit(CAMPAIGNS_MAX)
            .flatMap(view -> service.campaign(view.id()).stream())
            .toList();
    return new Figures(
        campaigns,
        newest.stream().flatMap(it -> cells(it).stream()).toList(),
        sent(newest),
        networks);
  }

  private static Map<Long, Integer> sent(List<CampaignDetail> campaigns) {
    Map<Long, Integer> sent = new TreeMap<>();
    for (CampaignDetail campaign : campaigns) {
      List<SeriesPoint> series = campaign.series();
      if (!series.isEmpty()) {
        sent.put(campaign.id(), series.get(series.size() - 1).fragments());
      }
    }
    return sent;
  }

  /** Parts of one campaign go through the same stages: they count together. */
  private static List<Cell> cells(CampaignDetail campaign) {
    Map<String, Cell> cells = new TreeMap<>();
    campaign.parts().stream()
        .flatMap(part -> part.stages().stream())
        .flatMap(stage -> cells(campaign.id(), stage).stream())
        .forEach(cell -> cells.merge(cell.stage() + cell.state(), cell, Figures::sum));
    return List.copyOf(cells.values());
  }

  private static Cell sum(Cell one, Cell other) {
    return new Cell(one.campaign(), one.stage(), one.state(), one.devices() + other.devices());
  }

  private static List<Cell> cells(long campaign, StageView stage) {
    return List.of(
        new Cell(campaign, stage.stage(), "pending", stage.pending()),
        new Cell(campaign, stage.stage(), "sent", stage.sent()),
        new Cell(campaign, stage.stage(), "answered", stage.answered()),
        new Cell(campaign, stage.stage(), "refused", stage.refused()),
        new Cell(campaign, stage.stage(), "timed_out", stage.timedOut()));
  }
}
