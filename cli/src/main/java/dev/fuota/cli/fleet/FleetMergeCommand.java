package dev.fuota.cli.fleet;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.ReportFolder;
import dev.fuota.fleet.result.FleetJson;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.ResultProblem;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fuota fleet merge}. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Puts the results of shares of one run together: what fuota fleet run --shard I/N --json"
          + " printed, or the result.json of its --report.",
      "All shares together give what a run of the whole fleet gives, octet for octet."
    },
    footer = {"", "Exit code 0 only if no cell is missing and all is as the scenario expects."})
public final class FleetMergeCommand implements Callable<Integer> {
  private static final String OPTION = "--out";
  private static final String NOT_WRITABLE = "RESULT_NOT_WRITABLE";

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Results, in any order.")
  private List<Path> files = List.of();

  @Option(
      names = OPTION,
      paramLabel = "FILE",
      description = "Where the merged result goes, besides.")
  private @Nullable Path out;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public FleetMergeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path file = out;
    if (file != null) {
      ReportFolder.prepareFile(file, OPTION, NOT_WRITABLE);
    }
    FleetResult merged = merged();
    FleetOutcome outcome = FleetOutcome.of(merged);
    outcome.print(console, output);
    int exit = outcome.ok() ? Exit.DONE : Exit.FAILED;
    return file == null ? exit : ResultFiles.save(console, exit, () -> write(file, merged));
  }

  private static void write(Path file, FleetResult merged) {
    ReportFolder.writeFile(file, OPTION, NOT_WRITABLE, text -> FleetJson.write(merged, text));
  }

  private FleetResult merged() {
    try {
      return FleetResult.merge(files.stream().map(FleetMergeCommand::read).toList());
    } catch (ResultProblem problem) {
      throw new InputProblem(problem.code(), String.valueOf(problem.getMessage()));
    }
  }

  /** A result that has all its lines. */
  static FleetResult read(Path file) {
    try (Reader text = Files.newBufferedReader(file)) {
      return FleetJson.read(file.toString(), text);
    } catch (IOException e) {
      throw new InputProblem(
          "RESULT_UNREADABLE", file + " cannot be read (" + e.getMessage() + ")");
    }
  }
}
