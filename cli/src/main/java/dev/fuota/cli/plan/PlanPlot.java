package dev.fuota.cli.plan;

import dev.fuota.report.Axis;
import dev.fuota.report.Markup;
import dev.fuota.server.planner.PlanPoint;
import dev.fuota.server.planner.Trials;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** One curve over redundancy, with what was simulated where there is something. */
final class PlanPlot {
  private static final double WIDTH = 1000;
  private static final double LEFT = 64;
  private static final double RIGHT = 984;
  private static final double TOP = 26;
  private static final double PERCENT = 100;
  private static final double WHISKER = 4;

  /**
   * What is drawn.
   *
   * @param id distinct on its page
   * @param unit of the values, above the axis
   * @param height of the plot, without axis
   * @param max the axis goes up to it, above 0
   * @param ticks of the axis
   * @param label of a tick
   */
  record Kind(
      String id,
      String name,
      String unit,
      double height,
      double max,
      ToDoubleFunction<PlanPoint> value,
      Function<Axis, List<Double>> ticks,
      Function<Double, String> label) {}

  private final Kind kind;
  private final List<PlanPoint> points;
  private final PlanPoint chosen;
  private final double bottom;
  private final Axis across;
  private final Axis up;
  private final Markup out = new Markup();

  /**
   * A plot.
   *
   * @param points by rising redundancy, two or more
   */
  PlanPlot(Kind kind, List<PlanPoint> points, PlanPoint chosen) {
    this.kind = kind;
    this.points = points;
    this.chosen = chosen;
    this.bottom = TOP + kind.height;
    double most = PERCENT * points.get(points.size() - 1).redundancy();
    this.across = new Axis(Math.max(1, most), LEFT, RIGHT);
    this.up = new Axis(kind.max, bottom, TOP);
  }

  String draw(Function<PlanPoint, Optional<Trials.Estimate>> tried, List<PlanPoint> marked) {
    out.add("<svg viewBox=\"0 0 %s %s\" role=\"img\" ", WIDTH, bottom + 40);
    out.add("aria-labelledby=\"%s\"><title id=\"%s\">", kind.id, kind.id);
    out.add("%s by redundancy; planned: %s at ", kind.name, kind.label.apply(value(chosen)));
    out.add("%s.</title>", PlanSheet.percent(chosen.redundancy()));
    grid();
    planned();
    line();
    marked.forEach(point -> mark(point, tried.apply(point)));
    return out.raw("</svg>").toString();
  }

  private double value(PlanPoint point) {
    return kind.value.applyAsDouble(point);
  }

  private double x(PlanPoint point) {
    return across.at(PERCENT * point.redundancy());
  }

  private void grid() {
    for (double tick : kind.ticks.apply(up)) {
      double y = up.at(tick);
      out.add("<path class=\"grid\" d=\"M%s %sH%s\"/>", LEFT, y, RIGHT);
      out.add("<text class=\"num end\" x=\"%s\" y=\"%s\">", LEFT - 8, y + 4);
      out.add("%s</text>", kind.label.apply(tick));
    }
    for (double tick : across.ticks(10)) {
      double x = across.at(tick);
      out.add("<path class=\"tick\" d=\"M%s %sv5\"/>", x, bottom);
      out.add("<text class=\"num mid\" x=\"%s\" y=\"%s\">%s %%</text>", x, bottom + 20, tick);
    }
    out.add("<text x=\"0\" y=\"%s\">%s</text>", TOP - 12, kind.unit);
    out.add("<text class=\"end\" x=\"%s\" y=\"%s\">redundancy</text>", RIGHT, bottom + 36);
  }

  /** An upright line at what was asked for, if the plot goes so far. */
  private void planned() {
    if (PERCENT * chosen.redundancy() <= across.max()) {
      double x = x(chosen);
      out.add("<path class=\"line sent\" d=\"M%s %sV%s\"/>", x, TOP, bottom);
      boolean left = x > (LEFT + RIGHT) / 2;
      out.add("<text class=\"linename %s\" ", left ? "" : "from");
      out.add("x=\"%s\" y=\"%s\">planned</text>", left ? x - 6 : x + 6, bottom - 8);
    }
  }

  private void line() {
    StringBuilder path = new StringBuilder();
    for (PlanPoint point : points) {
      path.append(path.length() == 0 ? 'M' : 'L').append(Markup.coordinate(x(point)));
      path.append(' ').append(Markup.coordinate(up.at(value(point))));
    }
    out.add("<path class=\"curve exact\" d=\"%s\"/>", path);
  }

  private void mark(PlanPoint point, Optional<Trials.Estimate> tried) {
    double x = x(point);
    out.raw("<g><title>");
    out.add("redundancy %s: ", PlanSheet.percent(point.redundancy()));
    out.add("%s computed", kind.label.apply(value(point)));
    tried.ifPresent(it -> out.add(", %s simulated", PlanSheet.percent(it)));
    out.raw("</title>");
    tried.ifPresentOrElse(
        it -> whiskers(x, it),
        () ->
            out.add(
                "<circle class=\"point\" cx=\"%s\" cy=\"%s\" r=\"3\"/>", x, up.at(value(point))));
    out.raw("</g>");
  }

  private void whiskers(double x, Trials.Estimate tried) {
    double low = up.at(PERCENT * tried.low());
    double high = up.at(PERCENT * tried.high());
    double left = x - WHISKER;
    out.add("<path class=\"tried\" d=\"M%s %sV%s", x, low, high);
    out.add("M%s %sh%s", left, low, 2 * WHISKER);
    out.add("M%s %sh%s\"/>", left, high, 2 * WHISKER);
    out.add(
        "<circle class=\"triedpoint\" cx=\"%s\" cy=\"%s\" r=\"4\"/>",
        x, up.at(PERCENT * tried.share()));
  }
}
