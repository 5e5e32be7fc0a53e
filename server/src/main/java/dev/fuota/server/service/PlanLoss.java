package dev.fuota.server.service;

import dev.fuota.server.campaign.Problem;
import dev.fuota.server.planner.LossDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a plan takes for granted about lost frames, out of the parameters of a request that only
 * plans.
 *
 * @param distribution of {@code loss}, a share such as 10% or 0.1; a tenth if nothing is given
 * @param others all other parameters
 */
record PlanLoss(
    LossDistribution distribution,
    double loss,
    Map<String, String> others,
    List<Problem> problems) {
  private static final double USUAL = 0.1;
  private static final double PERCENT = 100;

  static PlanLoss read(Map<String, String> parameters) {
    Map<String, String> others = new TreeMap<>(parameters);
    List<Problem> problems = new ArrayList<>();
    Optional<String> text = Optional.ofNullable(others.remove("loss"));
    Optional<Double> share = text.flatMap(PlanLoss::share);
    if (text.isPresent() && share.isEmpty()) {
      problems.add(new Problem("loss", "is no share", "0..100%"));
    }
    double loss = share.orElse(USUAL);
    return new PlanLoss(new LossDistribution.Independent(loss), loss, others, problems);
  }

  private static Optional<Double> share(String text) {
    boolean percent = text.endsWith("%");
    String number = percent ? text.substring(0, text.length() - 1) : text;
    if (!number.matches("\\d{1,3}(\\.\\d{1,6})?")) {
      return Optional.empty();
    }
    double share = Double.parseDouble(number) / (percent ? PERCENT : 1);
    return share <= 1 ? Optional.of(share) : Optional.empty();
  }

  /** For a person. */
  Map<String, String> model() {
    return Map.of("model", "independent", "loss", String.valueOf(loss));
  }
}
