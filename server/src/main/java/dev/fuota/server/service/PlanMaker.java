package dev.fuota.server.service;

import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.FirmwareVersion;
import dev.fuota.server.planner.EnergyModel;
import dev.fuota.server.planner.LossDistribution;
import dev.fuota.server.planner.Plan;
import dev.fuota.server.planner.PlanInput;
import dev.fuota.server.planner.PlanPoint;
import dev.fuota.server.planner.Planner;
import dev.fuota.server.service.PlanView.FormView;
import dev.fuota.server.service.PlanView.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Says what a campaign would be like before it is created. */
final class PlanMaker {
  private PlanMaker() {}

  /** The plan of a draft: curves of its largest part, times on air and devices of all. */
  static Result<PlanView> of(Draft draft, LossDistribution loss, Map<String, String> model) {
    Optional<Draft.Part> largest =
        draft.parts().stream()
            .filter(part -> part.cut().isPresent())
            .max((a, b) -> Integer.compare(a.devices().size(), b.devices().size()));
    if (largest.isEmpty()) {
      return Result.refused("NO_FILE", "only what sends a file by LoRaWAN can be planned");
    }
    PlanInput input = input(largest.get(), loss);
    List<String> problems = Planner.problems(input);
    if (!problems.isEmpty()) {
      return Result.refused("PARAMETER_INVALID", problems.get(0));
    }
    Plan plan = Planner.of(input);
    Duration airTime = Duration.ZERO;
    for (Draft.Part part : draft.parts()) {
      airTime = airTime.plus(airTime(part, loss));
    }
    PlanPoint chosen = plan.chosen();
    return new Result.Ok<>(
        new PlanView(
            chosen.fragSize(),
            chosen.nbFrag(),
            chosen.redundancy(),
            chosen.success(),
            airTime,
            chosen.duration(),
            chosen.energyMilliJoule(),
            points(plan.curve()),
            points(plan.fragSizes()),
            forms(draft),
            draft.refused(),
            model));
  }

  private static Duration airTime(Draft.Part part, LossDistribution loss) {
    if (part.cut().isEmpty()) {
      return Duration.ZERO;
    }
    PlanInput input = input(part, loss);
    return Planner.problems(input).isEmpty() ? Planner.point(input).airTime() : Duration.ZERO;
  }

  private static PlanInput input(Draft.Part part, LossDistribution loss) {
    CampaignParameters parameters = part.parameters();
    CutFile file = part.cut().orElseThrow();
    return new PlanInput(
        part.file().content().orElseThrow().length(),
        file.fragSize(),
        parameters.redundancy(),
        parameters.region(),
        parameters.multicastChannel(),
        parameters.mcastMsgDelay(),
        part.packages(),
        part.devices().size(),
        loss,
        EnergyModel.SX1262,
        OptionalInt.empty(),
        List.of(),
        List.of());
  }

  private static List<Point> points(List<PlanPoint> points) {
    return points.stream()
        .map(
            it ->
                new Point(
                    it.fragSize(),
                    it.nbFrag(),
                    it.redundancy(),
                    it.success(),
                    it.airTime(),
                    it.duration(),
                    it.energyMilliJoule()))
        .toList();
  }

  private static List<FormView> forms(Draft draft) {
    Map<Draft.File, Integer> devices = new LinkedHashMap<>();
    draft.parts().forEach(part -> devices.merge(part.file(), part.devices().size(), Integer::sum));
    List<FormView> forms = new ArrayList<>();
    devices.forEach(
        (file, count) ->
            forms.add(
                new FormView(
                    file.fwVersion().stream().mapToObj(FirmwareVersion::text).findFirst(),
                    file.name(),
                    file.content().map(it -> it.length()).orElse(0),
                    count)));
    return forms;
  }
}
