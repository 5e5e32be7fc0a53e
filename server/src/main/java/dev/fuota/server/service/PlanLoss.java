package dev.fuota.server.service;

import dev.fuota.server.campaign.Problem;
import dev.fuota.server.planner.LossDistribution;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a plan takes for granted about lost frames, out of the parameters of a request that only
 * plans.
 *
 * @param distribution of {@code loss}, as {@link LossDistribution#parse} reads it; a tenth if
 *     nothing is given
 * @param others all other parameters
 */
record PlanLoss(LossDistribution distribution, Map<String, String> others, List<Problem> problems) {
  private static final LossDistribution USUAL = new LossDistribution.Independent(0.1);

  static PlanLoss read(Map<String, String> parameters) {
    Map<String, String> others = new TreeMap<>(parameters);
    Optional<String> text = Optional.ofNullable(others.remove("loss"));
    Optional<LossDistribution> distribution = text.flatMap(LossDistribution::parse);
    List<Problem> problems =
        text.isPresent() && distribution.isEmpty()
            ? List.of(
                new Problem(
                    "loss",
                    "is neither a share nor bursts",
                    "0..100%, or ge:share,length as ge:10%,4"))
            : List.of();
    return new PlanLoss(distribution.orElse(USUAL), others, problems);
  }

  /** For a person. */
  Map<String, String> model() {
    if (distribution instanceof LossDistribution.Bursts bursts) {
      return Map.of(
          "model", "bursts",
          "loss", String.valueOf(bursts.chain().meanLoss()),
          "burst", String.valueOf(bursts.chain().meanBadRun()));
    }
    return distribution instanceof LossDistribution.Independent independent
        ? Map.of("model", "independent", "loss", String.valueOf(independent.loss()))
        : Map.of("model", "per device");
  }
}
