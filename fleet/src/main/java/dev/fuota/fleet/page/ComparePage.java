package dev.fuota.fleet.page;

import dev.fuota.fleet.result.Check;
import dev.fuota.fleet.result.Head;
import dev.fuota.fleet.result.Outline;
import dev.fuota.fleet.result.Stage;
import dev.fuota.report.Body;
import dev.fuota.report.HtmlTable;
import dev.fuota.report.Markup;
import dev.fuota.report.Page;
import dev.fuota.report.Plot;
import dev.fuota.report.Say;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Two runs on one page: their figures side by side, their curves over each other. */
public final class ComparePage {
  private static final String A = "run-a";
  private static final String B = "run-b";

  private final Contrast contrast;
  private final Outline a;
  private final Outline b;

  private ComparePage(Contrast contrast) {
    this.contrast = contrast;
    this.a = contrast.a();
    this.b = contrast.b();
  }

  /** The page. */
  public static String html(Contrast contrast) {
    return new ComparePage(contrast).page();
  }

  private String page() {
    long worse = count(Contrast.Verdict.WORSE);
    long better = count(Contrast.Verdict.BETTER);
    String title = a.head().name().equals(b.head().name()) ? a.head().name() : "two scenarios";
    Body body = new Body();
    body.head(
        "A and B",
        worse == 0,
        title,
        "B is better in "
            + Say.count(better, "figure")
            + " and worse in "
            + Say.number(worse)
            + " than A.");
    body.section("Runs", "What is compared.").raw(runs());
    body.section("Figures", "Better and worse are those of B.").raw(figures());
    for (Stage stage : List.of(Stage.UPDATED, Stage.COMPLETE)) {
      body.section(
          "Over time: " + stage.label(),
          "Share of the devices over virtual time, drawn through percentiles.");
      body.figure(
          "Share of devices: " + stage.label(),
          size -> curves(size, stage),
          Body.asTable(times(stage)));
    }
    body.section("Overhead and energy", "How many devices need at most so much.");
    body.cards();
    body.card(
        "Overhead until a block was whole",
        spreads("overhead", Outline::overhead, Say::percent),
        legend());
    body.card("Joules of a radio", spreads("joules", Outline::joules, Figure::shortest), legend());
    body.endCards();
    return Page.of("A and B: " + title, "", body.toString());
  }

  private long count(Contrast.Verdict verdict) {
    return contrast.rows().stream().filter(row -> row.verdict() == verdict).count();
  }

  private String runs() {
    HtmlTable table =
        new HtmlTable("run|scenario|r:seed|version|scenario's SHA-256|r:devices|expectations");
    run(table, "A", a);
    run(table, "B", b);
    return table.toString();
  }

  private static void run(HtmlTable table, String which, Outline run) {
    Head head = run.head();
    table.row().cell(which).cell(head.name()).number(head.seed()).cell(head.version());
    table.code(head.scenarioSha256().substring(0, Math.min(16, head.scenarioSha256().length())));
    table.number(Say.number(run.figures().devices()) + (head.complete() ? "" : ", stopped"));
    table.cell(
        run.checks().stream().filter(Check::ok).count() + " of " + run.checks().size() + " met");
  }

  private String figures() {
    HtmlTable table = new HtmlTable("figure|r:A|r:B|r:change|B is");
    for (Contrast.Row row : contrast.rows()) {
      table.row().cell(row.name()).number(row.a()).number(row.b()).number(row.change());
      table.markup(
          switch (row.verdict()) {
            case BETTER -> "<em class=\"as-expected\">better</em>";
            case WORSE -> "<em class=\"unexpected\">worse</em>";
            case SAME -> "same";
            case NONE -> "";
          });
    }
    return table.toString();
  }

  private String curves(Plot.Size size, Stage stage) {
    double end =
        Stream.of(a, b)
            .mapToDouble(run -> run.figures().took().toMillis() / 1000.0)
            .max()
            .orElse(1);
    String words =
        "Share of devices over time, "
            + stage.label()
            + ": A "
            + Say.percent(share(a, stage))
            + ", B "
            + Say.percent(share(b, stage))
            + " at the end.";
    Plot plot =
        new Plot(size, words, 0, end, 1.05).grid("devices", Say::percent).times("virtual time");
    curve(plot, A, a, stage, end);
    curve(plot, B, b, stage, end);
    return plot + legend();
  }

  private static double share(Outline run, Stage stage) {
    return (double) run.figures().count(stage) / Math.max(1, run.figures().devices());
  }

  private static void curve(Plot plot, String style, Outline run, Stage stage, double end) {
    Outline.Spread times = run.stages().get(stage);
    if (times != null) {
      double all = share(run, stage);
      plot.line(style, xs(times, end), ys(all));
    }
  }

  private static double[] xs(Outline.Spread spread, double end) {
    return DoubleStream.concat(spread.values().stream().mapToDouble(it -> it), DoubleStream.of(end))
        .toArray();
  }

  private static double[] ys(double all) {
    return DoubleStream.concat(
            Outline.Spread.PERCENT.stream().mapToDouble(percent -> all * percent / 100),
            DoubleStream.of(all))
        .toArray();
  }

  private String spreads(
      String label, Function<Outline, Optional<Outline.Spread>> which, DoubleFunction<String> say) {
    List<Outline.Spread> both = Stream.of(a, b).flatMap(run -> which.apply(run).stream()).toList();
    if (both.isEmpty()) {
      return Histograms.nothing("Neither run has any.");
    }
    double least = both.stream().mapToDouble(spread -> spread.at(0)).min().orElse(0);
    double most = both.stream().mapToDouble(spread -> spread.at(100)).max().orElse(1);
    String words = "How many devices of A and of B have at most so much " + label + ".";
    Plot plot = new Plot(Plot.Size.NARROW, words, least, most, 1.05);
    plot.grid("devices", Say::percent).numbers(label, say);
    which.apply(a).ifPresent(spread -> plot.line(A, xs(spread, most), ys(1)));
    which.apply(b).ifPresent(spread -> plot.line(B, xs(spread, most), ys(1)));
    return plot.toString();
  }

  private HtmlTable times(Stage stage) {
    HtmlTable table = new HtmlTable("of those who came there|r:A|r:B");
    for (int percent : List.of(0, 50, 90, 99, 100)) {
      table.row().cell(percent == 0 ? "the first" : percent + " %");
      for (Outline run : List.of(a, b)) {
        Outline.Spread times = run.stages().get(stage);
        table.number(times == null ? "–" : Say.clock(times.at(percent)));
      }
    }
    return table;
  }

  private static String legend() {
    return new Markup()
        .raw("<p class=\"legend\"><span><i class=\"run-a\"></i>A</span>")
        .raw("<span><i class=\"run-b\"></i>B</span></p>")
        .toString();
  }
}
