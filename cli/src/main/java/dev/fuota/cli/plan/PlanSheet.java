package dev.fuota.cli.plan;

import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.report.Say;
import dev.fuota.server.planner.Plan;
import dev.fuota.server.planner.PlanInput;
import dev.fuota.server.planner.PlanPoint;
import dev.fuota.server.planner.Planner;
import dev.fuota.server.planner.Trials;
import dev.fuota.server.planner.Twins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A plan with everything that is shown of it.
 *
 * @param title what is planned, in one line
 * @param radio whose currents make the energy, and where they are from
 * @param trials the curve by redundancy once more, by devices drawn; empty if none were
 * @param twins fragments of the plan that no coded one tells apart
 */
public record PlanSheet(
    String title, String radio, PlanInput input, Plan plan, Optional<Trials> trials, Twins twins) {
  private static final double PERCENT = 100;
  private static final double UNSEEN = 1e-12;

  /** Losses in bursts are computed as if they were spread; in short blocks that is so far off. */
  private static final double FAR = 0.02;

  /** So many rows that differ are enough for nearly everybody. */
  private static final int TOLD_APART = 3;

  /** What is in no figure of a plan. */
  static final String SCOPE =
      "Counted is one round of fragments: not set-up, status and reboot, and not what further rounds"
          + " (without coded fragments), adaptive bursts or repair by unicast add to it.";

  /**
   * Plans, and tries the plan.
   *
   * @param devices how many are drawn; 0: none
   * @param seed of the draws
   */
  public static PlanSheet of(String title, String radio, PlanInput input, int devices, long seed) {
    Plan plan = Planner.of(input);
    int nbFrag = plan.chosen().nbFrag();
    ParityMatrix matrix = ParityMatrix.of(input.packageVersion());
    Optional<Trials> trials =
        devices == 0
            ? Optional.empty()
            : Optional.of(
                Trials.run(
                    matrix,
                    input.loss(),
                    nbFrag,
                    most(plan),
                    Math.max(1, Planner.rowsMax(input, nbFrag)),
                    devices,
                    new SplittableRandom(seed)));
    return new PlanSheet(title, radio, input, plan, trials, Twins.of(matrix, nbFrag));
  }

  private static int most(Plan plan) {
    return plan.curve().stream()
        .mapToInt(PlanPoint::coded)
        .reduce(plan.chosen().coded(), Math::max);
  }

  /** What the trials say about a point of the curve by redundancy. */
  Optional<Trials.Estimate> tried(PlanPoint point) {
    return trials.map(it -> it.estimate(point.coded()));
  }

  /** Sentences that a reader has to know; none: nothing to be said. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    PlanPoint chosen = plan.chosen();
    for (Twins.Pair pair : twins.pairs()) {
      long apart = pair.apartIn(chosen.coded());
      if (apart < TOLD_APART) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "With %d fragments, numbers %d and %d are in the same coded fragments (TS004; %s):"
                    + " a device that loses both cannot tell them apart. Take another"
                    + " --fragment-size.",
                chosen.nbFrag(),
                pair.one(),
                pair.other(),
                apart == 0 ? "all of them" : "all but " + apart + " of " + chosen.coded()));
      }
    }
    long outside =
        plan.curve().stream()
            .filter(
                point -> tried(point).filter(it -> !it.admits(point.success(), FAR)).isPresent())
            .count();
    if (outside > 0) {
      warnings.add(
          Say.count(outside, "computed point")
              + " more than two percent away from the interval of the simulated ones: trust those.");
    }
    return warnings;
  }

  /** What is not quite certain is not called so. */
  static String percent(double share) {
    String text = String.format(Locale.ROOT, "%.1f %%", PERCENT * share);
    return text.equals("100.0 %") && share < 1 - UNSEEN ? "> 99.9 %" : text;
  }

  /** For example {@code 98.6 % (97.7 .. 99.2)}. */
  static String percent(Trials.Estimate tried) {
    return String.format(
        Locale.ROOT,
        "%.1f %% (%.1f .. %.1f)",
        PERCENT * tried.share(),
        PERCENT * tried.low(),
        PERCENT * tried.high());
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  static String clock(Duration duration) {
    return Say.clock(seconds(duration));
  }

  static String joules(PlanPoint point) {
    return String.format(Locale.ROOT, "%.2f J", point.energyMilliJoule() / 1000);
  }
}
