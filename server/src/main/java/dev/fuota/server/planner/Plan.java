package dev.fuota.server.planner;

import java.util.List;

/**
 * What a campaign will be like, and what it would be like otherwise.
 *
 * @param chosen as asked for
 * @param curve by redundancy, with the fragment size asked for
 * @param fragSizes by fragment size, with the redundancy asked for
 */
public record Plan(PlanPoint chosen, List<PlanPoint> curve, List<PlanPoint> fragSizes) {
  public Plan {
    curve = List.copyOf(curve);
    fragSizes = List.copyOf(fragSizes);
  }
}
