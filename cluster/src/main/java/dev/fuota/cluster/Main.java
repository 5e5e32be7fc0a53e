package dev.fuota.cluster;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/** The command line of clusters, {@code fuota-cluster}. */
@Command(
    name = "fuota-cluster",
    description = "One simulated fleet on several machines: nodes run its cells.",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Exit codes: 0 done, 1 it ran and failed, 2 wrong usage or unreadable input."})
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(Console.ofProcess(), arguments));
  }

  /** Runs one command line; returns the exit code. */
  static int run(Console console, String... arguments) {
    boolean json = Arrays.asList(arguments).contains("--json");
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new NodeCommand(console));
    line.addSubcommand(new RunCommand(console));
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler(
        (problem, given) ->
            refuse(
                console,
                json,
                "USAGE",
                problem.getMessage()
                    + "; see "
                    + problem.getCommandLine().getCommandSpec().qualifiedName()
                    + " --help"));
    line.setExecutionExceptionHandler(
        (problem, command, result) -> {
          if (problem instanceof InputProblem input) {
            return refuse(console, json, input.code(), String.valueOf(input.getMessage()));
          }
          throw problem;
        });
    return console.ended("fuota-cluster", line.execute(arguments));
  }

  private static int refuse(Console console, boolean json, String code, String sentence) {
    console.err().println("fuota-cluster: " + sentence);
    if (json) {
      ObjectNode document = JsonText.object().put("ok", false);
      JsonText.putError(document, code, sentence);
      JsonText.print(console, document);
    }
    return Exit.USAGE;
  }
}
