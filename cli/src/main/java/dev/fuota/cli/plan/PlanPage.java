package dev.fuota.cli.plan;

import dev.fuota.report.HtmlTable;
import dev.fuota.report.Markup;
import dev.fuota.report.Page;
import dev.fuota.report.Say;
import dev.fuota.server.planner.Plan;
import dev.fuota.server.planner.PlanInput;
import dev.fuota.server.planner.PlanPoint;
import dev.fuota.server.planner.Planner;
import dev.fuota.server.planner.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A plan as a page with drawn curves. */
public final class PlanPage {
  private static final String CSS =
      """
      svg .exact { stroke: var(--c3); }
      svg .point { fill: var(--c3); }
      svg .tried { stroke: var(--c5); stroke-width: 1.6; fill: none; }
      svg .triedpoint { stroke: var(--c5); stroke-width: 2; fill: var(--raised); }
      svg .linename.from { text-anchor: start; }
      .legend i.ring { width: 11px; height: 11px; border-radius: 99px; border: 2px solid var(--c5); }
      """;

  private static final double SURE = 0.9999;
  private static final int FINE = 80;
  private static final double PERCENT = 100;
  private static final double ROOM = 1.06;

  private final PlanSheet sheet;
  private final List<PlanPoint> shown;
  private final List<PlanPoint> line;
  private final Markup out = new Markup();

  private PlanPage(PlanSheet sheet) {
    this.sheet = sheet;
    this.shown = shown(sheet.plan());
    this.line = line(sheet.input(), shown);
  }

  /** The whole page. */
  public static String of(PlanSheet sheet) {
    return new PlanPage(sheet).page();
  }

  /** Up to the second point that is as good as certain; what is behind tells no more. */
  private static List<PlanPoint> shown(Plan plan) {
    List<PlanPoint> shown = new ArrayList<>();
    int sure = 0;
    for (PlanPoint point : plan.curve()) {
      if (sure < 2 || point.redundancy() <= plan.chosen().redundancy()) {
        shown.add(point);
      }
      sure += point.success() > SURE ? 1 : 0;
    }
    return shown;
  }

  /** The same curve in small steps. */
  private static List<PlanPoint> line(PlanInput input, List<PlanPoint> shown) {
    double from = shown.get(0).redundancy();
    double to = shown.get(shown.size() - 1).redundancy();
    List<Double> steps = new ArrayList<>();
    for (int i = 0; i <= FINE; i++) {
      steps.add(from + (to - from) * i / FINE);
    }
    return Planner.of(input.withRedundancies(steps)).curve();
  }

  private String page() {
    PlanPoint chosen = sheet.plan().chosen();
    out.add("<h1>Plan</h1><p class=\"lead\">%s</p>", sheet.title());
    out.raw("<ul class=\"tiles\">");
    tile(
        PlanSheet.percent(chosen.redundancy()),
        "redundancy: " + chosen.coded() + " coded fragments behind " + chosen.nbFrag());
    tile(PlanSheet.percent(chosen.success()), "a device has the whole file");
    tile(PlanSheet.percent(chosen.allSucceed()), "all devices have it");
    tile(PlanSheet.clock(chosen.airTime()), "on air");
    tile(PlanSheet.clock(chosen.duration()), "first to last fragment");
    tile(PlanSheet.joules(chosen), "from a device's battery");
    out.raw("</ul>");
    sheet.warnings().forEach(it -> out.add("<p class=\"note\"><b>Note.</b> %s</p>", it));
    plots();
    tables();
    out.add("<footer><p>%s</p><p>Energy: %s.</p></footer>", PlanSheet.SCOPE, sheet.radio());
    return Page.of("Plan: " + sheet.title(), CSS, out.toString());
  }

  private void tile(String figure, String what) {
    out.add("<li><b>%s</b>%s</li>", figure, what);
  }

  private void plots() {
    out.raw("<h2>How likely a device has the whole file</h2>");
    out.raw(sheet.trials().map(PlanPage::legend).orElse(""));
    figure(
        new PlanPlot.Kind(
            "success",
            "Success",
            "devices with the whole file",
            300,
            PERCENT,
            point -> PERCENT * point.success(),
            axis -> axis.ticks(5),
            value -> PlanSheet.percent(value / PERCENT)),
        true);
    out.raw("<h2>What it costs</h2>");
    figure(time("air", "Time on air", point -> PlanSheet.seconds(point.airTime())), false);
    figure(
        time(
            "duration",
            "From the first to the last fragment",
            point -> PlanSheet.seconds(point.duration())),
        false);
    figure(
        new PlanPlot.Kind(
            "energy",
            "Energy of a device's radio",
            "millijoules",
            130,
            max(PlanPoint::energyMilliJoule),
            PlanPoint::energyMilliJoule,
            axis -> axis.ticks(4),
            value -> Say.number(Math.round(value))),
        false);
  }

  private static String legend(Trials trials) {
    return new Markup()
        .raw("<p class=\"legend\"><span><i class=\"c3\"></i>computed from the ranks of the code")
        .raw("</span><span><i class=\"ring\"></i>")
        .add(
            "simulated: %s drawn, with the decoder of real ones",
            Say.count(trials.devices(), "device"))
        .raw("; the line across each is its interval of 95 % confidence</span></p>")
        .toString();
  }

  private PlanPlot.Kind time(String id, String name, ToDoubleFunction<PlanPoint> seconds) {
    return new PlanPlot.Kind(
        id, name, "h:mm:ss", 130, max(seconds), seconds, axis -> axis.timeTicks(4), Say::clock);
  }

  private double max(ToDoubleFunction<PlanPoint> value) {
    return Math.max(1, ROOM * line.stream().mapToDouble(value).max().orElse(1));
  }

  private void figure(PlanPlot.Kind kind, boolean tried) {
    out.add("<figure><figcaption>%s</figcaption><div class=\"plot\">", kind.name());
    out.raw(
        new PlanPlot(kind, line, sheet.plan().chosen())
            .draw(point -> tried ? sheet.tried(point) : Optional.empty(), shown));
    out.raw("</div></figure>");
  }

  private void tables() {
    out.raw("<h2>By redundancy</h2>");
    out.raw(table("r:redundancy", sheet.plan().curve(), true));
    out.raw(
        "<h2>By fragment size</h2><p class=\"note\">With the redundancy planned; computed.</p>");
    out.raw(table("r:octets of a fragment", sheet.plan().fragSizes(), false));
  }

  private String table(String first, List<PlanPoint> points, boolean byRedundancy) {
    String tried = byRedundancy && sheet.trials().isPresent() ? "r:simulated|" : "";
    HtmlTable table =
        new HtmlTable(
            first
                + "|r:fragments|r:coded|r:a device succeeds|"
                + tried
                + "r:all succeed|r:on air|r:in all|r:energy");
    for (PlanPoint point : points) {
      table
          .row()
          .number(byRedundancy ? PlanSheet.percent(point.redundancy()) : point.fragSize())
          .number(point.nbFrag())
          .number(point.coded())
          .number(PlanSheet.percent(point.success()));
      if (!tried.isEmpty()) {
        table.number(sheet.tried(point).map(PlanSheet::percent).orElse(""));
      }
      table
          .number(PlanSheet.percent(point.allSucceed()))
          .number(PlanSheet.clock(point.airTime()))
          .number(PlanSheet.clock(point.duration()))
          .number(PlanSheet.joules(point));
    }
    return table.toString();
  }
}
