package dev.fuota.cli;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.conformance.Conformance;
import dev.fuota.conformance.ConformanceReport;
import dev.fuota.conformance.FileReport;
import dev.fuota.conformance.JsonReport;
import dev.fuota.conformance.TextReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota conformance}. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Runs known-answer files against the product's own code.",
    footer = {"", "Exit code 1 if an answer is not the known one, 2 if a file cannot be run."})
final class ConformanceCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Known-answer files, JSON.")
  private List<Path> files = List.of();

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  ConformanceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ConformanceReport report = Conformance.run(files);
    int exit = exit(report);
    for (FileReport.Unusable file : report.unusable()) {
      console.err().println("fuota: " + TextReport.unusable(file));
    }
    if (output.json()) {
      ObjectNode document = JsonText.object().put("ok", exit == Exit.DONE);
      document.setAll((ObjectNode) JsonReport.tree(report));
      JsonText.print(console, document);
    } else {
      TextReport.lines(report).forEach(console.out()::println);
    }
    return exit;
  }

  private static int exit(ConformanceReport report) {
    if (!report.unusable().isEmpty()) {
      return Exit.USAGE;
    }
    return report.failed() > 0 ? Exit.FAILED : Exit.DONE;
  }
}
