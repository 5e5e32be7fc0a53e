package dev.fuota.server.planner;

import java.util.List;

/** Plans campaigns. */
public final class Planner {
  /** Redundancies of a curve, unless somebody asks for others. */
  public static final List<Double> REDUNDANCIES =
      List.of(0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 1.5, 2.0);

  private Planner() {}

  /**
   * What is wrong with an input, one sentence each that begins with the parameter; none: usable.
   */
  public static List<String> problems(PlanInput input) {
    return List.of();
  }

  /**
   * Plans.
   *
   * @throws IllegalArgumentException if there are {@link #problems}
   */
  public static Plan of(PlanInput input) {
    throw new IllegalArgumentException(problems(input).toString());
  }
}
