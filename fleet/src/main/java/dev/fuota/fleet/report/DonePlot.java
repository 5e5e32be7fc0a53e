package dev.fuota.fleet.report;

import dev.fuota.fleet.demo.CampaignResult;
import dev.fuota.fleet.demo.DemoResult;
import dev.fuota.fleet.demo.Milestone;
import dev.fuota.fleet.demo.Passage;
import dev.fuota.fleet.demo.StageResult;
import dev.fuota.report.Axis;
import dev.fuota.report.Markup;
import dev.fuota.report.Say;
import java.util.List;

/** How many devices had come to each of a few milestones, over the time of one campaign. */
final class DonePlot {
  private static final double WIDTH = 1000;
  private static final double HEIGHT = 330;
  private static final double LEFT = 56;
  private static final double RIGHT = 984;
  private static final double TOP = 40;
  private static final double BOTTOM = 286;
  private static final double RIBBON = 18;
  private static final double CHARACTER = 6.9;
  private static final double AFTERWARDS = 0.08;

  private final DemoResult result;
  private final int campaign;
  private final CampaignResult figures;
  private final Axis time;
  private final Axis count;
  private final Markup out = new Markup();

  private DonePlot(DemoResult result, int campaign) {
    this.result = result;
    this.campaign = campaign;
    this.figures = result.campaigns().get(campaign);
    this.time = new Axis(end(figures), LEFT, RIGHT);
    this.count = new Axis(Math.max(1, result.devices().size()), BOTTOM, TOP);
  }

  /** Some acknowledgements come long after the end; they would press all else together. */
  private static double end(CampaignResult figures) {
    return Math.max(1, figures.seconds() * (1 + AFTERWARDS));
  }

  /** A milestone that is drawn, the class of its line, and what the legend calls it. */
  private record Curve(Milestone milestone, boolean refused, String style, String label) {}

  private static final List<Curve> CURVES =
      List.of(
          new Curve(Milestone.SESSION, false, "c1", "set up"),
          new Curve(Milestone.REBUILT, false, "c2", "image rebuilt"),
          new Curve(Milestone.JUDGED, true, "c5", "refused by signature"),
          new Curve(Milestone.UPDATED, false, "c3", "runs the new firmware"),
          new Curve(Milestone.REPORTED, false, "c4", "version acknowledged"));

  static String draw(DemoResult result, int campaign) {
    return new DonePlot(result, campaign).draw();
  }

  private String draw() {
    List<Curve> drawn = CURVES.stream().filter(curve -> !times(curve).isEmpty()).toList();
    String id = "done" + campaign;
    out.add("<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-labelledby=\"%s\">", WIDTH, HEIGHT, id);
    out.add("<title id=\"%s\">Devices over time, %s.", id, figures.name());
    drawn.forEach(c -> out.add(" %s: %s of %s.", c.label, times(c).size(), devices()));
    out.raw("</title>");
    grid();
    ribbon();
    drawn.forEach(this::curve);
    out.raw("</svg>").raw(legend(drawn));
    return out.toString();
  }

  private void grid() {
    for (double tick : count.ticks(5)) {
      double y = count.at(tick);
      out.add("<path class=\"grid\" d=\"M%s %sH%s\"/>", LEFT, y, RIGHT);
      out.add("<text class=\"num end\" x=\"%s\" y=\"%s\">%s</text>", LEFT - 8, y + 4, tick);
    }
    for (double tick : time.timeTicks(8)) {
      double x = time.at(tick);
      out.add("<path class=\"tick\" d=\"M%s %sv5\"/>", x, BOTTOM);
      String anchor = x > RIGHT - 24 ? "num end" : "num mid";
      out.add(
          "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>",
          anchor, x, BOTTOM + 20, Say.clock(tick));
    }
    out.add("<text class=\"axis\" x=\"0\" y=\"%s\">devices</text>", TOP - 26);
    out.add(
        "<text class=\"axis end\" x=\"%s\" y=\"%s\">virtual time since the campaign began</text>",
        RIGHT, HEIGHT - 4);
  }

  /** The server's stages, as a ribbon on top of the plot. */
  private void ribbon() {
    double y = TOP - RIBBON - 6;
    for (StageResult stage : figures.stages()) {
      double x = time.at(stage.startSeconds());
      double width = Math.max(1.5, time.at(stage.startSeconds() + stage.seconds()) - x - 1);
      out.add(
          "<g><title>%s: from %s, %s; %s done, %s not</title>",
          stage.name(),
          Say.clock(stage.startSeconds()),
          Say.duration(stage.seconds()),
          stage.devicesDone(),
          stage.devicesFailed());
      out.add(
          "<rect class=\"stage\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"3\"/>",
          x, y, width, RIBBON);
      if (width > stage.name().length() * CHARACTER + 8) {
        out.add(
            "<text class=\"stagename\" x=\"%s\" y=\"%s\">%s</text>",
            x + 6, y + RIBBON - 5, stage.name());
      }
      out.raw("</g>");
    }
  }

  private void curve(Curve curve) {
    List<Double> times = times(curve).stream().filter(t -> t <= time.max()).toList();
    StringBuilder path = new StringBuilder();
    path.append('M').append(times.isEmpty() ? xy(time.max(), 0) : xy(times.get(0), 0));
    for (int i = 0; i < times.size(); i++) {
      path.append('V').append(Markup.coordinate(count.at(i + 1)));
      double next = i + 1 < times.size() ? times.get(i + 1) : time.max();
      path.append('H').append(Markup.coordinate(time.at(next)));
    }
    out.add("<path class=\"curve %s\" d=\"%s\"><title>", curve.style, path);
    out.add("%s: %s of %s devices", curve.label, times(curve).size(), devices());
    out.raw("</title></path>");
  }

  private String xy(double seconds, double devices) {
    return Markup.coordinate(time.at(seconds)) + " " + Markup.coordinate(count.at(devices));
  }

  private String legend(List<Curve> drawn) {
    Markup legend = new Markup().raw("<p class=\"legend\">");
    for (Curve curve : drawn) {
      legend.add("<span><i class=\"%s\"></i>%s ", curve.style, curve.label);
      legend.add("<b>%s</b></span>", times(curve).size());
    }
    return legend.raw("</p>").toString();
  }

  private List<Double> times(Curve curve) {
    return result.devices().stream()
        .flatMap(device -> device.campaigns().get(campaign).passage(curve.milestone).stream())
        .filter(passage -> passage.refused() == curve.refused)
        .map(Passage::seconds)
        .sorted()
        .toList();
  }

  private int devices() {
    return result.devices().size();
  }
}
