package dev.fuota.cli.fleet;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.io.ReportFolder;
import dev.fuota.fleet.page.FleetPages;
import dev.fuota.fleet.result.FleetJson;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.scenario.Scenario;
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

  private static final String OPTION = "--junit";
  private static final String NOT_WRITABLE = "JUNIT_NOT_WRITABLE";

  /** Before the work begins whose outcome they are to hold. */
  void prepare() {
    report.ifPresent(ReportFolder::prepare);
    junit.ifPresent(file -> ReportFolder.prepareFile(file, OPTION, NOT_WRITABLE));
  }

  /**
   * Saves what was printed already, so that nothing was run for nothing where that is not possible;
   * standard output keeps its one document, and standard error says why.
   *
   * @param exit of the command if it is possible
   */
  static int save(Console console, int exit, Runnable writing) {
    try {
      writing.run();
      return exit;
    } catch (InputProblem full) {
      console.err().println("fuota: " + full.getMessage());
      return Exit.USAGE;
    }
  }

  /** Writes all that was asked for. */
  void write(Scenario scenario, FleetResult result) {
    report.ifPresent(folder -> fill(folder, scenario, result));
    junit.ifPresent(file -> writeJunit(file, scenario, result));
  }

  private void fill(Path folder, Scenario scenario, FleetResult result) {
    ReportFolder.write(folder, FleetPages.JSON, out -> FleetJson.write(result, out));
    ReportFolder.write(folder, FleetPages.HTML, FleetPages.html(named, scenario, result));
    ReportFolder.write(folder, FleetPages.JUNIT, FleetPages.junit(named, scenario, result));
  }

  private void writeJunit(Path file, Scenario scenario, FleetResult result) {
    writeJunit(file, FleetPages.junit(named, scenario, result));
  }

  /** Writes JUnit's XML whole or not at all. */
  static void writeJunit(Path file, String xml) {
    ReportFolder.writeFile(file, OPTION, NOT_WRITABLE, out -> out.write(xml));
  }
}
