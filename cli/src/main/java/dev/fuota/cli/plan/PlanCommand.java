package dev.fuota.cli.plan;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.ReportFolder;
import dev.fuota.fleet.report.JsonReport;
import dev.fuota.server.planner.LossDistribution;
import dev.fuota.server.planner.PlanInput;
import dev.fuota.server.planner.Planner;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Says what sending a file to many devices would take, without a server: time on air, duration,"
          + " energy, and how likely devices are to have the whole file, by redundancy and fragment"
          + " size."
    },
    footer = {
      "",
      "For example:",
      "  fuota plan --image 100KiB --loss 10%% --devices 1000 --success 99%% --report plan",
      "  fuota plan --image app.img --class B --loss ge:20%%,5 --redundancy 20%%,40%%,60%%"
    })
public final class PlanCommand implements Callable<Integer> {
  private static final int TRIALS = 1000;
  private static final int TRIALS_LEAST = 100;

  /** So many in all, unless somebody asks for more: a few seconds. */
  private static final int FRAGMENTS_DRAWN = 4_000_000;

  private static final int TRIALS_MAX = 100_000;

  @Mixin private PlanOptions options = new PlanOptions();

  @Option(
      names = "--redundancy",
      split = ",",
      paramLabel = "SHARE",
      description = {
        "Coded fragments for each uncoded one, as 20%% or 0.2; the first is planned, all make the"
            + " curve. Without it: the least that --success needs, and a curve of usual ones."
      })
  private List<String> redundancies = List.of();

  @Option(
      names = "--success",
      defaultValue = "99%",
      paramLabel = "SHARE",
      description = "How likely a device is to have the file. Default: ${DEFAULT-VALUE}")
  private String success = "";

  @Option(
      names = "--trials",
      paramLabel = "N",
      description =
          "Simulate each point of the curve, too, with so many devices drawn and the decoder of real"
              + " ones; 0: do not. Default: 1000, fewer if there are many fragments.")
  private @Nullable Integer trials;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of the trials. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Folder for index.html, with drawn curves, and result.json.")
  private @Nullable Path report;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (trials != null && (trials < 0 || trials > TRIALS_MAX)) {
      throw new InputProblem(
          "BAD_VALUE", "--trials is " + trials + ", not within 0.." + TRIALS_MAX);
    }
    if (report != null) {
      ReportFolder.prepare(report);
    }
    List<Double> shares = redundancies.stream().map(it -> share("--redundancy", it)).toList();
    PlanInput input = options.input(shares.isEmpty() ? least() : shares.get(0), shares);
    PlanSheet sheet =
        PlanSheet.of(options.title(input), options.radioName(), input, devicesDrawn(input), seed);
    ObjectNode document = PlanDocument.of(sheet);
    if (report != null) {
      write(report, sheet, document);
    }
    if (output.json()) {
      JsonText.print(console, document);
    } else {
      PlanLines.of(sheet).forEach(console.out()::println);
      console.out().flush();
    }
    return Exit.DONE;
  }

  private int devicesDrawn(PlanInput input) {
    int fragments = (input.length() + input.fragSize() - 1) / input.fragSize();
    return trials == null
        ? Math.max(TRIALS_LEAST, Math.min(TRIALS, FRAGMENTS_DRAWN / fragments))
        : trials;
  }

  private static void write(Path folder, PlanSheet sheet, ObjectNode document) {
    ReportFolder.write(folder, "index.html", PlanPage.of(sheet));
    ReportFolder.write(folder, "result.json", JsonReport.text(document));
  }

  private static double share(String option, String text) {
    return LossDistribution.share(text)
        .orElseThrow(
            () -> new InputProblem("BAD_VALUE", option + " is such as 20% or 0.2, not " + text));
  }

  private double least() {
    double wanted = share("--success", success);
    if (!(wanted > 0 && wanted < 1)) {
      throw new InputProblem("BAD_VALUE", "--success is above 0 and below 100%, not " + success);
    }
    return Planner.redundancyFor(options.input(0, List.of()), wanted)
        .orElseThrow(
            () ->
                new InputProblem(
                    "NOT_REACHABLE",
                    "no redundancy gives "
                        + success
                        + " with this loss and this memory; see --fragment-size, --loss, --ram"))
        .redundancy();
  }
}
