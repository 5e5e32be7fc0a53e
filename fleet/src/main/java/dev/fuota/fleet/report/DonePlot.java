package dev.fuota.fleet.report;

import dev.fuota.fleet.demo.CampaignResult;
import dev.fuota.fleet.demo.DemoResult;
import dev.fuota.fleet.demo.Milestone;
import dev.fuota.fleet.demo.Passage;
import dev.fuota.fleet.demo.StageResult;
import dev.fuota.report.Markup;
import dev.fuota.report.Plot;
import dev.fuota.report.Say;
import java.util.List;

/** How many devices had come to each of a few milestones, over the time of one campaign. */
final class DonePlot {
  private static final double TOP = 46;
  private static final Plot.Size SIZE = Plot.Size.WIDE.withTop(TOP);
  private static final double RIBBON = 18;
  private static final double CHARACTER = 6.9;
  private static final double AFTERWARDS = 0.08;

  private final DemoResult result;
  private final int campaign;
  private final CampaignResult figures;

  private DonePlot(DemoResult result, int campaign) {
    this.result = result;
    this.campaign = campaign;
    this.figures = result.campaigns().get(campaign);
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
    List<Curve> drawn = CURVES.stream().filter(curve -> times(curve).length > 0).toList();
    StringBuilder words = new StringBuilder("Devices over time, ").append(figures.name());
    drawn.forEach(curve -> words.append(". ").append(line(curve)));
    double high = Math.max(1, devices());
    Plot plot = new Plot(SIZE, words + ".", 0, end(figures), high);
    plot.grid("devices").times("virtual time since the campaign began").raw(ribbon(plot));
    drawn.forEach(curve -> plot.rising(curve.style, times(curve), line(curve) + " devices"));
    return plot + legend(drawn);
  }

  /** The server's stages, as a ribbon on top of the plot. */
  private String ribbon(Plot plot) {
    Markup out = new Markup();
    double y = TOP - RIBBON - 5;
    for (StageResult stage : figures.stages()) {
      double x = plot.x(stage.startSeconds());
      double width = Math.max(1.5, plot.x(stage.startSeconds() + stage.seconds()) - x - 1);
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
    return out.toString();
  }

  private String line(Curve curve) {
    return curve.label + ": " + times(curve).length + " of " + devices();
  }

  private String legend(List<Curve> drawn) {
    Markup legend = new Markup().raw("<p class=\"legend\">");
    for (Curve curve : drawn) {
      legend.add("<span><i class=\"%s\"></i>%s ", curve.style, curve.label);
      legend.add("<b>%s</b></span>", times(curve).length);
    }
    return legend.raw("</p>").toString();
  }

  private double[] times(Curve curve) {
    return result.devices().stream()
        .flatMap(device -> device.campaigns().get(campaign).passage(curve.milestone).stream())
        .filter(passage -> passage.refused() == curve.refused)
        .mapToDouble(Passage::seconds)
        .sorted()
        .toArray();
  }

  private int devices() {
    return result.devices().size();
  }
}
