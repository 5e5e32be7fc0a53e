package dev.fuota.cli;

import dev.fuota.cli.agent.AgentCommand;
import dev.fuota.cli.boot.BootCommand;
import dev.fuota.cli.campaign.CampaignCommand;
import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.decode.DecodeCommand;
import dev.fuota.cli.demo.DemoCommand;
import dev.fuota.cli.doctor.DoctorCommand;
import dev.fuota.cli.emulate.EmulateCommand;
import dev.fuota.cli.fleet.FleetCommand;
import dev.fuota.cli.fragment.FragmentCommand;
import dev.fuota.cli.fragment.ReassembleCommand;
import dev.fuota.cli.image.ImageCommand;
import dev.fuota.cli.msu.MsuCommand;
import dev.fuota.cli.plan.PlanCommand;
import dev.fuota.cli.server.ServerCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Exit codes: 0 done, 1 it ran and failed, 2 wrong usage or unreadable input."})
public final class Fuota {
  /** By name, in the order of the help. */
  private static final Map<String, Class<?>> COMMANDS = commands();

  public static void main(String[] arguments) {
    System.exit(run(Console.ofProcess(), arguments));
  }

  /** Runs one command line; returns the exit code. */
  static int run(Console console, String... arguments) {
    boolean json = Arrays.asList(arguments).contains("--json");
    CommandLine line = line(console, arguments);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    Numbers.register(line);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler(usage(console, json));
    line.setExecutionExceptionHandler(problem(console, json));
    return console.ended("fuota", line.execute(arguments));
  }

  /** The whole command line, with every command. */
  public static CommandLine whole(Console console) {
    return line(console);
  }

  /**
   * Only the command that the first argument names, if it names one: to describe all of them takes
   * longer than most need to run, and more memory than a device's agent.
   */
  private static CommandLine line(Console console, String... arguments) {
    Commands commands = new Commands(console);
    CommandLine line = new CommandLine(new Fuota(), commands);
    wanted(arguments).forEach(each -> line.addSubcommand(new CommandLine(each, commands)));
    return line;
  }

  private static Collection<Class<?>> wanted(String... arguments) {
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      return List.of();
    }
    Class<?> named = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    return named == null ? COMMANDS.values() : List.of(named);
  }

  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("demo", DemoCommand.class);
    commands.put("boot", BootCommand.class);
    commands.put("image", ImageCommand.class);
    commands.put("decode", DecodeCommand.class);
    commands.put("conformance", ConformanceCommand.class);
    commands.put("fragment", FragmentCommand.class);
    commands.put("reassemble", ReassembleCommand.class);
    commands.put("msu", MsuCommand.class);
    commands.put("fleet", FleetCommand.class);
    commands.put("server", ServerCommand.class);
    commands.put("campaign", CampaignCommand.class);
    commands.put("plan", PlanCommand.class);
    commands.put("agent", AgentCommand.class);
    commands.put("doctor", DoctorCommand.class);
    commands.put("emulate", EmulateCommand.class);
    commands.put("generate-completion", GenerateCompletionCommand.class);
    commands.put("generate-man-pages", GenerateManPagesCommand.class);
    return commands;
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
