package dev.fuota.boot.torture.report;

import dev.fuota.boot.torture.Failure;
import dev.fuota.boot.torture.Figures;
import dev.fuota.boot.torture.ScenarioResult;
import dev.fuota.boot.torture.TortureResult;
import dev.fuota.report.HtmlTable;
import dev.fuota.report.Markup;
import dev.fuota.report.Page;
import dev.fuota.report.Say;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** A torture as one HTML page without scripts, light or dark as the reader prefers. */
public final class TorturePage {
  private static final String CSS =
      """
      svg .o-new { fill: var(--c3); } svg .o-old { fill: var(--c1); } svg .o-rev { fill: var(--c4); }
      svg .o-gone { fill: var(--c5); } svg .o-bad { fill: #e0201b; }
      i.o-new { background: var(--c3); } i.o-old { background: var(--c1); } i.o-rev { background: var(--c4); }
      i.o-gone { background: var(--c5); } i.o-bad { background: #e0201b; }
      h3 { margin: 26px 0 6px; font-size: 16px; } h3 small { font-weight: 400; color: var(--muted); }
      .key { overflow-wrap: anywhere; } td .key { white-space: normal; }
      """;

  private final List<TortureResult> results;
  private final BiFunction<TortureResult, Failure, String> replay;
  private final Markup out = new Markup();

  private TorturePage(
      List<TortureResult> results, BiFunction<TortureResult, Failure, String> replay) {
    this.results = results;
    this.replay = replay;
  }

  /**
   * The page.
   *
   * @param results at least one
   * @param replay the command line that replays a failure
   */
  public static String of(
      List<TortureResult> results, BiFunction<TortureResult, Failure, String> replay) {
    return new TorturePage(results, replay).page();
  }

  private String page() {
    boolean ok = results.stream().allMatch(TortureResult::ok);
    String outcome = ok ? "passed" : "failed";
    head(outcome);
    tiles();
    section("All scenarios", "Runs by kind of cut; times by the part's typical values.");
    out.raw(table());
    failures();
    results.forEach(this::result);
    return Page.of("Power cuts: " + outcome, CSS, out.toString());
  }

  private void head(String outcome) {
    out.add("<header><p class=\"verdict %s\">%s</p>", outcome, outcome);
    out.add("<h1>%s</h1><p class=\"lead\">", title());
    Figures all = all();
    out.add("The power failed in %s runs. ", Say.number(all.runs()));
    out.add(
        all.failures() == 0
            ? "Each ended with the old or the new image, whole."
            : "In %s of them a rule was broken.",
        Say.number(all.failures()));
    out.raw("</p></header>\n");
  }

  private String title() {
    TortureResult first = results.get(0);
    return results.size() == 1
        ? first.bootloader() + " on " + first.layout().part().name()
        : Say.count(results.size(), "bootloader") + " under power cuts";
  }

  private Figures all() {
    return results.stream().map(TortureResult::figures).reduce(Figures::plus).orElseThrow();
  }

  private void tiles() {
    Figures all = all();
    out.raw("<ul class=\"tiles\">");
    tile(Say.number(all.runs()), "runs with power cuts");
    tile(Say.number(all.clean()), "single cuts between operations");
    tile(Say.number(all.torn()), "single cuts within one");
    tile(Say.number(all.pairs()), "pairs of cuts");
    tile(Say.number(all.random()), "random chains");
    tile(Say.number(all.failures()), "failures");
    tile(Say.number(all.maxBoots()), "boots at most");
    out.raw("</ul>\n");
  }

  private void tile(String value, String label) {
    out.add("<li><b>%s</b>%s</li>", value, label);
  }

  private void section(String title, String text) {
    out.add("\n<h2>%s</h2><p class=\"note\">%s</p>\n", title, text);
  }

  private String table() {
    HtmlTable table =
        new HtmlTable(
            "bootloader|part|scenario|r:operations|r:cuts|r:torn|r:pairs|r:random|r:failures|"
                + "r:boots, at most|r:erases of a sector|r:flash busy, at most");
    for (TortureResult result : results) {
      for (ScenarioResult scenario : result.scenarios()) {
        Figures figures = scenario.figures();
        table
            .row()
            .cell(result.bootloader())
            .cell(result.layout().part().name())
            .cell(scenario.scenario().label())
            .number(scenario.operations().size())
            .number(Say.number(figures.clean()))
            .number(Say.number(figures.torn()))
            .number(Say.number(figures.pairs()))
            .number(Say.number(figures.random()))
            .markup(verdict(scenario))
            .number(figures.maxBoots())
            .number(figures.maxErases())
            .number(Say.duration(figures.worstNanos() / 1e9));
      }
    }
    return table.toString();
  }

  private static String verdict(ScenarioResult scenario) {
    long failures = Math.max(scenario.figures().failures(), scenario.failures().size());
    String tone = scenario.ok() ? "as-expected" : "unexpected";
    return new Markup().add("<em class=\"%s\">%s</em>", tone, failures).toString();
  }

  private void failures() {
    if (results.stream().allMatch(result -> result.failures().isEmpty())) {
      return;
    }
    section("Failures", "The first ones of each scenario, each with what replays it alone.");
    HtmlTable table = new HtmlTable("bootloader|rule|what was seen|replay");
    for (TortureResult result : results) {
      for (Failure failure : result.failures()) {
        table
            .row()
            .cell(result.bootloader())
            .cell(failure.violation().words())
            .cell(failure.detail())
            .markup(
                new Markup()
                    .add("<code class=\"key\">%s</code>", replay.apply(result, failure))
                    .toString());
      }
    }
    out.raw(table.toString());
  }

  private void result(TortureResult result) {
    boolean many = results.size() > 1;
    String title =
        String.format(Locale.ROOT, "%s on %s", result.bootloader(), result.layout().part().name());
    if (many) {
      out.add("<details><summary>%s</summary>", title);
    } else {
      section(title, "Every operation of the undisturbed run, and what tearing it leads to.");
    }
    out.raw(Legend.outcomes());
    result.scenarios().forEach(scenario -> scenario(result, scenario));
    out.raw(many ? "</details>\n" : "");
  }

  private void scenario(TortureResult result, ScenarioResult scenario) {
    out.add("<figure><figcaption>%s</figcaption>", scenario.scenario().label());
    plot(OperationMap.draw(scenario, List.copyOf(result.layout().ranges().keySet())));
    if (!scenario.pairs().isEmpty()) {
      out.add("<h3>Pairs of cuts <small>%s runs", Say.number(scenario.figures().pairs()));
      out.raw("</small></h3>");
      plot(PairMap.draw(scenario));
    }
    out.raw("<h3>Wear</h3>");
    plot(WearMap.draw(result.layout(), scenario));
    out.raw(WearMap.legend()).raw("</figure>\n");
  }

  private void plot(String svg) {
    out.raw("<div class=\"plot\">").raw(svg).raw("</div>");
  }
}
