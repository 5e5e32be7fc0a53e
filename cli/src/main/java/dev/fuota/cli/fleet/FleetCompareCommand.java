package dev.fuota.cli.fleet;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Style;
import dev.fuota.cli.console.TextTable;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.ReportFolder;
import dev.fuota.fleet.page.ComparePage;
import dev.fuota.fleet.page.Contrast;
import dev.fuota.fleet.page.FleetPages;
import dev.fuota.fleet.result.Outline;
import dev.fuota.fleet.result.ResultProblem;
import dev.fuota.report.Say;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota fleet compare}. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Puts the results of two runs side by side: what is better and what is worse in B than in A.",
      "The runs need not be of the same scenario: fleets of other size are compared by their"
          + " shares."
    },
    footer = {"", "Exit code 0 whatever differs, unless --fail-if-worse says otherwise."})
public final class FleetCompareCommand implements Callable<Integer> {
  private static final String HUNDREDTH = "%";
  private static final double MILLION = 1e6;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "A result.json, or a folder that fuota fleet run --report wrote.")
  private Path first = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "Another one.")
  private Path second = Path.of("");

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Folder for index.html, with the curves of both runs over each other.")
  private @Nullable Path report;

  @Option(
      names = "--fail-if-worse",
      paramLabel = "SHARE",
      description =
          "Exit code 1 if a figure of B is worse than that of A by more than this, as 1%%: devices"
              + " by points of their share, all else in proportion to A.")
  private @Nullable String limit;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public FleetCompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    double share = limit == null ? Double.POSITIVE_INFINITY : share(limit);
    if (report != null) {
      ReportFolder.prepare(report);
    }
    Contrast contrast = Contrast.of(read(first), read(second));
    List<Contrast.Row> worse = contrast.worse(share);
    if (report != null) {
      ReportFolder.write(report, FleetPages.HTML, ComparePage.html(contrast));
    }
    print(contrast, worse);
    return worse.isEmpty() ? Exit.DONE : Exit.FAILED;
  }

  private static double share(String text) {
    boolean percent = text.endsWith(HUNDREDTH);
    String digits = percent ? text.substring(0, text.length() - 1) : text;
    if (!digits.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      throw new InputProblem(
          "SHARE_BAD", "--fail-if-worse takes a share as 1% or 0.01, not " + text);
    }
    return Double.parseDouble(digits) / (percent ? 100 : 1);
  }

  private static Outline read(Path named) {
    Path file = Files.isDirectory(named) ? named.resolve(FleetPages.JSON) : named;
    try (Reader text = Files.newBufferedReader(file)) {
      return Outline.read(file.toString(), text);
    } catch (ResultProblem problem) {
      throw new InputProblem(problem.code(), String.valueOf(problem.getMessage()));
    } catch (NoSuchFileException missing) {
      throw new InputProblem(
          "FILE_MISSING", "there is no file " + file + "; fuota fleet run --report DIR writes it");
    } catch (IOException e) {
      throw new InputProblem(
          "RESULT_UNREADABLE", file + " cannot be read (" + e.getMessage() + ")");
    }
  }

  private void print(Contrast contrast, List<Contrast.Row> worse) {
    String verdict =
        worse.stream().map(Contrast.Row::name).collect(Collectors.joining(", ", "worse: ", ""));
    if (output.json()) {
      ObjectNode document = json(contrast);
      if (!worse.isEmpty()) {
        JsonText.putError(document, "WORSE", verdict);
      }
      JsonText.print(console, document);
      return;
    }
    Style style = output.style(console);
    lines(contrast, style).forEach(console.out()::println);
    if (report != null) {
      console.out().println("report: " + report.resolve(FleetPages.HTML));
    }
    if (!worse.isEmpty()) {
      console.out().println(style.bad(verdict));
    }
  }

  private static List<String> lines(Contrast contrast, Style style) {
    TextTable table = new TextTable("lrrrl").row("", "A", "B", "change", "B is");
    for (Contrast.Row row : contrast.rows()) {
      table.row(row.name(), row.a(), row.b(), row.change(), word(row.verdict()));
    }
    List<String> plain = table.lines();
    List<String> lines = new ArrayList<>(List.of("A  " + line(contrast.a())));
    lines.add("B  " + line(contrast.b()));
    lines.add("");
    lines.add(plain.get(0));
    for (int i = 0; i < contrast.rows().size(); i++) {
      lines.add(coloured(plain.get(i + 1), contrast.rows().get(i).verdict(), style));
    }
    return lines;
  }

  private static String line(Outline run) {
    return run.head().name()
        + ", seed "
        + run.head().seed()
        + ", fuota "
        + run.head().version()
        + ", "
        + Say.count(run.figures().devices(), "device")
        + (run.head().complete() ? "" : ", stopped before its end");
  }

  private static String word(Contrast.Verdict verdict) {
    return switch (verdict) {
      case BETTER -> "better";
      case WORSE -> "worse";
      case SAME -> "same";
      case NONE -> "";
    };
  }

  private static String coloured(String line, Contrast.Verdict verdict, Style style) {
    return switch (verdict) {
      case BETTER -> style.good(line);
      case WORSE -> style.bad(line);
      case SAME -> style.faint(line);
      case NONE -> line;
    };
  }

  private static ObjectNode json(Contrast contrast) {
    ObjectNode document = JsonText.object();
    put(document.putObject("a"), contrast.a());
    put(document.putObject("b"), contrast.b());
    var rows = document.putArray("figures");
    for (Contrast.Row row : contrast.rows()) {
      ObjectNode node = rows.addObject().put("name", row.name());
      put(node, "a", row.before());
      put(node, "b", row.after());
      node.put("change", row.change()).put("verdict", row.verdict().name());
    }
    return document;
  }

  private static void put(ObjectNode node, String key, OptionalDouble figure) {
    if (figure.isPresent()) {
      node.put(key, Math.round(figure.getAsDouble() * MILLION) / MILLION);
    }
  }

  private static void put(ObjectNode node, Outline run) {
    node.put("scenario", run.head().name())
        .put("seed", run.head().seed())
        .put("scenarioSha256", run.head().scenarioSha256())
        .put("version", run.head().version())
        .put("devices", run.figures().devices())
        .put("complete", run.head().complete());
  }
}
