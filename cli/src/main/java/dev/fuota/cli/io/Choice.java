package dev.fuota.cli.io;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.protocol.explain.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One of the values of an enumeration, by the name that it has on the command line. */
public final class Choice {
  private Choice() {}

  /**
   * The value that {@code given} names.
   *
   * @throws InputProblem if there is none: it names the option and all that could be given
   */
  public static <T> T of(String option, String given, T[] values, Function<T, String> label) {
    Optional<T> chosen =
        Arrays.stream(values).filter(value -> label.apply(value).equals(given)).findFirst();
    return chosen.orElseThrow(
        () -> unknown(option, given, Arrays.stream(values).map(label).toList()));
  }

  private static InputProblem unknown(String option, String given, List<String> known) {
    return new InputProblem(
        "OPTION_OUT_OF_RANGE",
        option + " " + given + " is not known; " + Nearest.suggestion(given, known));
  }
}
