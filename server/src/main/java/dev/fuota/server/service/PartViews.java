package dev.fuota.server.service;

import dev.fuota.server.campaign.CampaignState;
import dev.fuota.server.campaign.Stage;
import dev.fuota.server.campaign.StageState;
import dev.fuota.server.service.PartView.AirTime;
import dev.fuota.server.service.PartView.Fragments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows a part. */
final class PartViews {
  private PartViews() {}

  static PartView of(LorawanPart part, List<DeviceProblem> refused) {
    PartPlan plan = part.plan();
    Optional<PartEnd> end = part.end();
    Optional<CampaignState> state = part.state();
    Cells cells = part.cells();
    PartView.Phase begun = part.hasBegun() ? PartView.Phase.RUNNING : PartView.Phase.PENDING;
    return new PartView(
        plan.part(),
        plan.name(),
        plan.wave(),
        plan.network(),
        part.stored().mcAddr().toString(),
        plan.form(),
        end.isPresent() ? PartView.Phase.ENDED : begun,
        end.map(it -> it.verdict().outcome().name()),
        end.map(it -> it.verdict().sentence()).orElse(""),
        plan.devices(),
        end.map(PartEnd::succeeded).orElse(cells.count(Cells.SUCCEEDED)),
        end.map(PartEnd::failed).orElse(cells.count(Cells.FAILED)),
        part.round(),
        state.map(it -> it.stage().name()).orElse(""),
        stages(part),
        state.flatMap(CampaignState::sessionStart),
        new Fragments(part.fragmentsOfRound(), plan.fragmentsTotal(), plan.fragmentsNeeded()),
        new AirTime(
            state.map(CampaignState::multicastTimeOnAir).orElse(Duration.ZERO),
            state.map(CampaignState::unicastTimeOnAir).orElse(Duration.ZERO)),
        state.map(CampaignState::multicastOctets).orElse(0L),
        refused);
  }

  private static List<StageView> stages(LorawanPart part) {
    List<StageView> views = new ArrayList<>();
    for (int i = 0; i < part.stages().size(); i++) {
      Stage stage = part.stages().get(i);
      views.add(
          new StageView(
              stage.name(),
              Stages.label(stage),
              Stages.number(stage, part.stages()),
              part.cells().count(i, StageState.Status.PENDING),
              part.cells().count(i, StageState.Status.SENT),
              part.cells().count(i, StageState.Status.ANSWERED),
              part.cells().count(i, StageState.Status.REFUSED),
              part.cells().count(i, StageState.Status.TIMED_OUT),
              part.stageClock().begun(stage),
              part.stageClock().ended(stage)));
    }
    return views;
  }
}
