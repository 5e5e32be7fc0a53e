package dev.fuota.cli;

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
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The root of the command line. */
@Command(
    name = "fuota",
    description =
        "Firmware updates over LoRaWAN and local networks: the device's side, and fleets to try it on.",
    subcommands = {
      DemoCommand.class,
      BootCommand.class,
      ImageCommand.class,
      DecodeCommand.class,
      ConformanceCommand.class,
      FragmentCommand.class,
      ReassembleCommand.class,
      MsuCommand.class,
      FleetCommand.class,
      ServerCommand.class,
      CampaignCommand.class,
      PlanCommand.class,
      AgentCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Exit codes: 0 done, 1 it ran and failed, 2 wrong usage or unreadable input."})
public final class Fuota {

  public static void main(String[] arguments) {
    System.exit(run(Console.ofProcess(), arguments));
  }

  /** Runs one command line; returns the exit code. */
  static int run(Console console, String... arguments) {
    boolean json = Arrays.asList(arguments).contains("--json");
    CommandLine line = new CommandLine(new Fuota(), new Commands(console));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    Numbers.register(line);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler(usage(console, json));
    line.setExecutionExceptionHandler(problem(console, json));
    return line.execute(arguments);
  }

  private static IParameterExceptionHandler usage(Console console, boolean json) {
    return (exception, arguments) -> {
      String command = exception.getCommandLine().getCommandSpec().qualifiedName();
      String message = oneLine(exception) + "; see " + command + " --help";
      return refuse(console, json, new InputProblem("USAGE", message));
    };
  }

  private static IExecutionExceptionHandler problem(Console console, boolean json) {
    return (exception, line, result) -> {
      if (exception instanceof InputProblem input) {
        return refuse(console, json, input);
      }
      throw exception;
    };
  }

  private static int refuse(Console console, boolean json, InputProblem problem) {
    console.err().println("fuota: " + oneLine(problem));
    problem.details().forEach(line -> console.err().println("  " + line));
    if (json) {
      ObjectNode document = JsonText.object().put("ok", false);
      JsonText.putError(document, problem.code(), oneLine(problem));
      if (!problem.details().isEmpty()) {
        ArrayNode details = document.withObject("/error").putArray("details");
        problem.details().forEach(details::add);
      }
      JsonText.print(console, document);
    }
    return Exit.USAGE;
  }

  private static String oneLine(Exception exception) {
    return String.valueOf(exception.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
