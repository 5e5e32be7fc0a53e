package dev.fuota.cluster;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.fleet.page.FleetPages;
import dev.fuota.fleet.result.Check;
import dev.fuota.fleet.result.FleetJson;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.report.WholeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run gives to its user: the same document as a fleet in one process.
 *
 * @param json whether standard output gets it
 * @param report the folder that gets it
 */
record RunOutput(Console console, boolean json, Optional<Path> report) {
  /** Makes the folder, before the work begins whose outcome it is to hold. */
  void prepare() {
    report.ifPresent(
        folder -> {
          try {
            Files.createDirectories(folder);
          } catch (IOException e) {
            throw problem(folder, e);
          }
          if (!Files.isWritable(folder)) {
            throw problem(folder, new IOException("no permission"));
          }
        });
  }

  private static InputProblem problem(Path folder, IOException cause) {
    return new InputProblem(
        "REPORT_NOT_WRITABLE",
        "cannot write the report into " + folder + " (" + cause.getMessage() + ")");
  }

  /** Prints and writes; whether all was run, and is as expected. */
  boolean print(Scenario scenario, FleetResult result) {
    String document = FleetJson.write(result);
    report.ifPresent(
        folder -> {
          try {
            WholeText.write(folder.resolve(FleetPages.JSON), document);
            WholeText.write(folder.resolve(FleetPages.HTML), FleetPages.html(scenario, result));
          } catch (IOException e) {
            throw problem(folder, e);
          }
        });
    List<Check> checks = result.checks();
    if (json) {
      console.out().print(document);
    } else {
      console.out().println(line(scenario, result));
      checks.forEach(
          it ->
              console
                  .out()
                  .println((it.ok() ? "ok      " : "FAILED  ") + it.name() + ": " + it.figures()));
    }
    console.out().flush();
    return result.head().complete() && checks.stream().allMatch(Check::ok);
  }

  private static String line(Scenario scenario, FleetResult result) {
    return scenario.name()
        + ", seed "
        + scenario.seed()
        + ": "
        + result.cells().size()
        + " of "
        + result.head().cellsInAll()
        + " cells, "
        + result.devices().count()
        + " devices"
        + (result.head().complete() ? "" : "; not complete");
  }
}
