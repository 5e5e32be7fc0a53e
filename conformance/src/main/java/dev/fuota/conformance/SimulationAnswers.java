package dev.fuota.conformance;

import dev.fuota.conformance.GroupedAnswers.Questions;

/**
 * Results of published simulations and of one field trial, {@code mac-simref}: no answers that a
 * product has exactly, so none is counted as passed. Tests of the fleet reproduce them within their
 * tolerances.
 */
final class SimulationAnswers {
  private SimulationAnswers() {}

  static KnownAnswers schema() {
    return new GroupedAnswers(
        "mac-simref/1",
        new Questions("fuotasim", SimulationAnswers::skip),
        new Questions("lorasim", SimulationAnswers::skip),
        new Questions("field", SimulationAnswers::skip));
  }

  private static void skip(Check check, Entry entry) {
    check.notApplicable("a published simulation, which tests of the fleet reproduce");
  }
}
