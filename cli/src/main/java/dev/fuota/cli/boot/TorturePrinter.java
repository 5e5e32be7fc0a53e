package dev.fuota.cli.boot;

import dev.fuota.boot.torture.Failure;
import dev.fuota.boot.torture.Figures;
import dev.fuota.boot.torture.ScenarioResult;
import dev.fuota.boot.torture.TortureResult;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Style;
import dev.fuota.cli.console.TextTable;
import dev.fuota.report.Say;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code fuota boot torture} prints at its end. */
final class TorturePrinter {
  private static final int FAILURES_MAX = 20;

  private final List<TortureRun> runs;
  private final BiFunction<TortureResult, Failure, String> replay;

  TorturePrinter(List<TortureRun> runs, BiFunction<TortureResult, Failure, String> replay) {
    this.runs = runs;
    this.replay = replay;
  }

  void print(PrintStream out, Style style, @Nullable Path page) {
    List<String> lines = table().lines();
    out.println(style.faint(lines.get(0)));
    lines.subList(1, lines.size()).forEach(out::println);
    out.println();
    failures(out, style);
    long all = runs.stream().mapToLong(run -> run.result().figures().runs()).sum();
    long failed = failed();
    boolean ok = runs.stream().allMatch(run -> run.result().ok());
    out.println(
        style.strong(ok ? style.good("PASSED") : style.bad("FAILED"))
            + "  "
            + Say.number(all)
            + " runs with power cuts, "
            + (failed == 0 ? "none" : Say.number(failed))
            + " broke a rule");
    if (page != null) {
      out.println("Report: " + page);
    }
  }

  private long failed() {
    return runs.stream()
        .flatMap(run -> run.result().scenarios().stream())
        .mapToLong(TorturePrinter::failed)
        .sum();
  }

  /** One at least if the undisturbed run failed, which is none with a cut. */
  private static long failed(ScenarioResult scenario) {
    return Math.max(scenario.figures().failures(), scenario.failures().size());
  }

  private TextTable table() {
    TextTable table = new TextTable("lllrrrrrrrrrr");
    table.row(
        "bootloader",
        "part",
        "scenario",
        "operations",
        "cuts",
        "torn",
        "pairs",
        "random",
        "failures",
        "boots",
        "erases",
        "busy",
        "runs/s");
    for (TortureRun run : runs) {
      run.result().scenarios().forEach(scenario -> table.row(cells(run, scenario)));
    }
    return table;
  }

  private static String[] cells(TortureRun run, ScenarioResult scenario) {
    Figures figures = scenario.figures();
    return new String[] {
      run.result().bootloader(),
      run.result().layout().part().name(),
      scenario.scenario().label(),
      String.valueOf(scenario.operations().size()),
      Say.number(figures.clean()),
      Say.number(figures.torn()),
      Say.number(figures.pairs()),
      Say.number(figures.random()),
      Say.number(failed(scenario)),
      String.valueOf(figures.maxBoots()),
      String.valueOf(figures.maxErases()),
      String.format(Locale.ROOT, "%.2f s", figures.worstNanos() / 1e9),
      Say.number(Math.round(run.runsPerSecond()))
    };
  }

  private void failures(PrintStream out, Style style) {
    for (TortureRun run : runs) {
      for (Failure failure : run.result().failures().stream().limit(FAILURES_MAX).toList()) {
        out.println(
            style.bad(failure.violation().words())
                + " ("
                + run.result().bootloader()
                + ", "
                + failure.detail()
                + ")");
        out.println("  " + replay.apply(run.result(), failure));
      }
    }
  }

  ObjectNode json() {
    boolean ok = runs.stream().allMatch(run -> run.result().ok());
    ObjectNode document = JsonText.object().put("ok", ok);
    ArrayNode all = document.putArray("scenarios");
    for (TortureRun run : runs) {
      for (ScenarioResult scenario : run.result().scenarios()) {
        put(all.addObject(), run.result(), scenario);
      }
    }
    double seconds = runs.stream().mapToDouble(TortureRun::seconds).sum();
    long count = runs.stream().mapToLong(run -> run.result().figures().runs()).sum();
    document.put("runs", count).put("seconds", seconds);
    if (!ok) {
      JsonText.putError(document, "RULES_BROKEN", failed() + " of " + count + " runs failed");
    }
    return document;
  }

  private void put(ObjectNode node, TortureResult result, ScenarioResult scenario) {
    Figures figures = scenario.figures();
    node.put("bootloader", result.bootloader())
        .put("part", result.layout().part().name())
        .put("image", result.image())
        .put("scenario", scenario.scenario().label())
        .put("operations", scenario.operations().size())
        .put("cuts", figures.clean())
        .put("torn", figures.torn())
        .put("cleanPairs", figures.cleanPairs())
        .put("tornPairs", figures.tornPairs())
        .put("random", figures.random())
        .put("failed", failed(scenario))
        .put("maxBoots", figures.maxBoots())
        .put("maxErases", figures.maxErases())
        .put("worstSeconds", figures.worstNanos() / 1e9);
    ObjectNode outcomes = node.putObject("outcomes");
    figures.outcomes().forEach((outcome, count) -> outcomes.put(outcome.name(), count));
    ArrayNode failures = node.putArray("failures");
    for (Failure failure : scenario.failures()) {
      failures
          .addObject()
          .put("violation", failure.violation().name())
          .put("detail", failure.detail())
          .put("key", failure.key().toString())
          .put("replay", replay.apply(result, failure));
    }
  }
}
