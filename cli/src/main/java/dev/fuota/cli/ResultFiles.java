package dev.fuota.cli;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.fleet.page.FleetPages;
import dev.fuota.fleet.result.FleetJson;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.scenario.Scenario;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the result of a fleet goes beside the screen.
 *
 * @param named how the command line names the scenario
 * @param report folder
 * @param junit file
 */
record ResultFiles(String named, Optional<Path> report, Optional<Path> junit) {

  /** Before the work begins whose outcome they are to hold. */
  void prepare() {
    report.ifPresent(ReportFolder::prepare);
  }

  /** Writes all that was asked for. */
  void write(Scenario scenario, FleetResult result) {
    report.ifPresent(folder -> fill(folder, scenario, result));
    junit.ifPresent(file -> writeJunit(file, scenario, result));
  }

  private void fill(Path folder, Scenario scenario, FleetResult result) {
    try {
      try (Writer out = Files.newBufferedWriter(folder.resolve(FleetPages.JSON))) {
        FleetJson.write(result, out);
      }
      String page = FleetPages.html(named, scenario, result);
      Files.writeString(folder.resolve(FleetPages.HTML), page);
      String xml = FleetPages.junit(named, scenario, result);
      Files.writeString(folder.resolve(FleetPages.JUNIT), xml);
    } catch (IOException e) {
      throw ReportFolder.problem(folder, e);
    }
  }

  private void writeJunit(Path file, Scenario scenario, FleetResult result) {
    try {
      Files.writeString(file, FleetPages.junit(named, scenario, result));
    } catch (IOException e) {
      throw junitProblem(file, e);
    }
  }

  static InputProblem junitProblem(Path file, IOException cause) {
    return new InputProblem(
        "JUNIT_NOT_WRITABLE", file + " cannot be written (" + cause.getMessage() + ")");
  }
}
