package dev.fuota.cli.fleet;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.fleet.scenario.ReadyScenarios;
import dev.fuota.protocol.explain.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A scenario on the command line: a file, or the name of one that comes with the product, or that
 * name with {@code .broken} behind it for its twin. A file goes before a name.
 */
final class ScenarioArgument {
  private static final String BROKEN = ".broken";

  private ScenarioArgument() {}

  /**
   * Its text.
   *
   * @param command for the message about a file that cannot be read
   */
  static String text(Path scenario, String command) {
    String name = scenario.toString();
    if (Files.exists(scenario)) {
      return LorawanFleetCommand.utf8(scenario, command);
    }
    Optional<String> ready = ready(name);
    if (ready.isEmpty() && name.matches("[a-z-]+(\\.broken)?")) {
      throw unknown(name);
    }
    return ready.orElseGet(() -> LorawanFleetCommand.utf8(scenario, command));
  }

  private static Optional<String> ready(String name) {
    return name.endsWith(BROKEN)
        ? ReadyScenarios.named(name.substring(0, name.length() - BROKEN.length()))
            .map(ReadyScenarios.Ready::broken)
        : ReadyScenarios.named(name).map(ReadyScenarios.Ready::yaml);
  }

  /** Neither a file nor a name. */
  static InputProblem unknown(String name) {
    List<String> names =
        ReadyScenarios.all().stream()
            .flatMap(it -> Stream.of(it.name(), it.name() + BROKEN))
            .toList();
    return new InputProblem(
        "NO_SCENARIO",
        "there is no file "
            + name
            + ", and no scenario of that name: "
            + Nearest.suggestion(name, names));
  }
}
