package dev.fuota.cli;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.TextTable;
import dev.fuota.cli.console.Versions;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.report.Say;
import dev.fuota.server.planner.LossDistribution;
import dev.fuota.server.planner.Plan;
import dev.fuota.server.planner.PlanInput;
import dev.fuota.server.planner.PlanPoint;
import dev.fuota.server.planner.Planner;
import dev.fuota.server.planner.Trials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
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
      "  fuota plan --image 50000 --loss 10%% --devices 1000 --success 99%%",
      "  fuota plan --image app.img --class B --loss ge:20%%,5 --redundancy 20%%,40%%,60%%"
    })
final class PlanCommand implements Callable<Integer> {
  private static final int WIDTH = 30;
  private static final double PERCENT = 100;
  private static final double UNSEEN = 1e-12;
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
      description = "Try the plan with so many devices drawn, and the decoder of real ones.")
  private @Nullable Integer trials;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of the trials. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (trials != null && (trials < 1 || trials > TRIALS_MAX)) {
      throw new InputProblem(
          "BAD_VALUE", "--trials is " + trials + ", not within 1.." + TRIALS_MAX);
    }
    List<Double> shares = redundancies.stream().map(it -> share("--redundancy", it)).toList();
    PlanInput input = options.input(shares.isEmpty() ? least() : shares.get(0), shares);
    Plan plan = Planner.of(input);
    Optional<Trials> tried = Optional.ofNullable(trials).map(count -> tried(input, plan, count));
    if (output.json()) {
      JsonText.print(console, document(plan, tried));
    } else {
      lines(input, plan, tried).forEach(console.out()::println);
      console.out().flush();
    }
    return Exit.DONE;
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

  private Trials tried(PlanInput input, Plan plan, int count) {
    int most = plan.chosen().coded();
    int rows = Math.max(1, Planner.rowsMax(input, plan.chosen().nbFrag()));
    return Trials.run(
        ParityMatrix.of(input.packageVersion()),
        input.loss(),
        plan.chosen().nbFrag(),
        most,
        rows,
        count,
        new SplittableRandom(seed));
  }

  private List<String> lines(PlanInput input, Plan plan, Optional<Trials> tried) {
    PlanPoint chosen = plan.chosen();
    List<String> lines = new ArrayList<>();
    lines.add(options.title(input));
    lines.add(
        String.format(
            Locale.ROOT,
            "redundancy %s: %d fragments and %d coded ones; a device succeeds with %s, all with %s",
            percent(chosen.redundancy()),
            chosen.nbFrag(),
            chosen.coded(),
            percent(chosen.success()),
            percent(chosen.allSucceed())));
    lines.add(
        String.format(
            Locale.ROOT,
            "on air %s, %s in all, %s for a device",
            clock(chosen.airTime()),
            clock(chosen.duration()),
            joules(chosen)));
    tried.ifPresent(it -> lines.add(trialLine(chosen, it)));
    lines.add("");
    lines.addAll(table("redundancy", plan.curve(), point -> percent(point.redundancy())));
    lines.add("");
    lines.addAll(table("fragment", plan.fragSizes(), point -> String.valueOf(point.fragSize())));
    return lines;
  }

  private String trialLine(PlanPoint chosen, Trials tried) {
    double success = tried.success(chosen.coded());
    return String.format(
        Locale.ROOT,
        "tried with %d devices: %s ± %s, %+.1f points from the plan",
        trials,
        percent(success),
        percent(tried.chance(chosen.coded())),
        PERCENT * (success - chosen.success()));
  }

  private static List<String> table(
      String name, List<PlanPoint> points, Function<PlanPoint, String> first) {
    TextTable table = new TextTable("rlrrrrr");
    table.row(name, "a device succeeds", "", "all", "on air", "in all", "energy");
    for (PlanPoint point : points) {
      table.row(
          first.apply(point),
          "#".repeat((int) Math.round(point.success() * WIDTH)),
          percent(point.success()),
          percent(point.allSucceed()),
          clock(point.airTime()),
          clock(point.duration()),
          joules(point));
    }
    return table.lines();
  }

  /** What is not quite certain is not called so. */
  private static String percent(double share) {
    String text = String.format(Locale.ROOT, "%.1f %%", PERCENT * share);
    return text.equals("100.0 %") && share < 1 - UNSEEN ? "> 99.9 %" : text;
  }

  private static String clock(Duration duration) {
    return Say.clock(duration.toNanos() / 1e9);
  }

  private static String joules(PlanPoint point) {
    return String.format(Locale.ROOT, "%.2f J", point.energyMilliJoule() / 1000);
  }

  private ObjectNode document(Plan plan, Optional<Trials> tried) {
    ObjectNode document = JsonText.object().put("ok", true);
    put(document.putObject("plan"), plan.chosen());
    ArrayNode curve = document.putArray("curves");
    plan.curve().forEach(point -> put(curve.addObject(), point));
    ArrayNode sizes = document.putArray("fragSizes");
    plan.fragSizes().forEach(point -> put(sizes.addObject(), point));
    tried.ifPresent(
        it ->
            document
                .putObject("trials")
                .put("devices", trials)
                .put("success", it.success(plan.chosen().coded()))
                .put("chance", it.chance(plan.chosen().coded())));
    return document;
  }

  private static void put(ObjectNode into, PlanPoint point) {
    into.put("fragSize", point.fragSize())
        .put("nbFrag", point.nbFrag())
        .put("coded", point.coded())
        .put("redundancy", point.redundancy())
        .put("success", point.success())
        .put("allSucceed", point.allSucceed())
        .put("airTime", point.airTime().toNanos() / 1e9)
        .put("duration", point.duration().toNanos() / 1e9)
        .put("energyMilliJoule", point.energyMilliJoule());
  }
}
