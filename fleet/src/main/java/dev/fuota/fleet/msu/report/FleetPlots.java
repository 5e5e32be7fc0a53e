package dev.fuota.fleet.msu.report;

import dev.fuota.report.Axis;
import dev.fuota.report.Markup;
import dev.fuota.report.Say;
import java.util.List;

/** Pictures of a run. */
final class FleetPlots {
  private static final double WIDTH = 1000;
  private static final double HEIGHT = 300;
  private static final double LEFT = 56;
  private static final double RIGHT = 984;
  private static final double TOP = 16;
  private static final double BOTTOM = 262;
  private static final int BARS_MAX = 400;

  private final Markup out = new Markup();
  private final Axis across;
  private final Axis up;

  private FleetPlots(String title, double width, double height) {
    this.across = new Axis(Math.max(1, width), LEFT, RIGHT);
    this.up = new Axis(Math.max(1, height), BOTTOM, TOP);
    out.add("<svg viewBox=\"0 0 %s %s\" role=\"img\"><title>%s</title>", WIDTH, HEIGHT, title);
    for (double tick : up.ticks(5)) {
      line(LEFT, up.at(tick), RIGHT, up.at(tick));
      out.add("<text class=\"num end\" x=\"%s\" y=\"%s\">", LEFT - 8, up.at(tick) + 4);
      out.add("%s</text>", tick);
    }
  }

  private void line(double x1, double y1, double x2, double y2) {
    out.add("<line class=\"grid\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>", x1, y1, x2, y2);
  }

  private void label(double x, String text) {
    out.add("<text class=\"num mid\" x=\"%s\" y=\"%s\">%s</text>", x, BOTTOM + 20, text);
  }

  /** How many clients had every file, over time. */
  static String done(FleetSummary summary) {
    List<Double> times =
        summary.clients().stream()
            .filter(FleetSummary.Client::hasAll)
            .map(FleetSummary.Client::done)
            .filter(seconds -> seconds > 0)
            .sorted()
            .toList();
    int count = summary.clients().size();
    FleetPlots plot =
        new FleetPlots(times.size() + " of " + count + " clients", summary.seconds(), count);
    plot.across.timeTicks(8).forEach(t -> plot.label(plot.across.at(t), Say.clock(t)));
    plot.out.add("<path class=\"curve c3\" d=\"M%s %s", LEFT, BOTTOM);
    for (int i = 0; i < times.size(); i++) {
      plot.out.add("H%sV%s", plot.across.at(times.get(i)), plot.up.at(i + 1));
    }
    return plot.out.add("H%s\"/></svg>", RIGHT).toString();
  }

  /** Complaints after each chunk; neighbours together where there are too many. */
  static String complaints(List<Integer> counts) {
    int together = (counts.size() + BARS_MAX - 1) / BARS_MAX;
    int most = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
    FleetPlots plot = new FleetPlots("complaints after each chunk", counts.size(), most);
    plot.across.ticks(10).forEach(t -> plot.label(plot.across.at(t), Markup.coordinate(t)));
    plot.out.raw("<path class=\"b1\" d=\"");
    for (int at = 0; at < counts.size(); at += together) {
      int end = Math.min(counts.size(), at + together);
      int highest = counts.subList(at, end).stream().mapToInt(Integer::intValue).max().orElse(0);
      plot.out.add(
          "M%s %sV%sH%sV%sz",
          plot.across.at(at), BOTTOM, plot.up.at(highest), plot.across.at(end - 0.1), BOTTOM);
    }
    return plot.out.raw("\"/></svg>").toString();
  }
}
