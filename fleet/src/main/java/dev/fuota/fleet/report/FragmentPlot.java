package dev.fuota.fleet.report;

import dev.fuota.fleet.demo.CampaignResult;
import dev.fuota.fleet.demo.DemoResult;
import dev.fuota.fleet.demo.DeviceCampaign;
import dev.fuota.fleet.demo.DeviceResult;
import dev.fuota.report.Axis;
import dev.fuota.report.Markup;

/**
 * Fragments that each device received in one campaign, against what it needed and what was sent.
 */
final class FragmentPlot {
  private static final double WIDTH = 1000;
  private static final double HEIGHT = 250;
  private static final double LEFT = 56;
  private static final double RIGHT = 984;
  private static final double TOP = 26;
  private static final double BOTTOM = 206;

  private final DemoResult result;
  private final int campaign;
  private final CampaignResult figures;
  private final Columns columns;
  private final Axis count;
  private final Markup out = new Markup();

  private FragmentPlot(DemoResult result, int campaign) {
    this.result = result;
    this.campaign = campaign;
    this.figures = result.campaigns().get(campaign);
    this.columns = new Columns(result.devices(), LEFT, RIGHT);
    this.count = new Axis(Math.max(1, figures.fragments().sent() * 1.04), BOTTOM, TOP);
  }

  static String draw(DemoResult result, int campaign) {
    return new FragmentPlot(result, campaign).draw();
  }

  private String draw() {
    String id = "fragments" + campaign;
    out.add("<svg class=\"%s\" ", columns.style());
    out.add("viewBox=\"0 0 %s %s\" role=\"img\" aria-labelledby=\"%s\">", WIDTH, HEIGHT, id);
    out.add(
        "<title id=\"%s\">Fragments received by each device, %s: %s needed, %s sent.</title>",
        id, figures.name(), figures.fragments().needed(), figures.fragments().sent());
    grid();
    result.devices().forEach(this::bar);
    line(figures.fragments().sent(), "sent", "sent " + figures.fragments().sent());
    line(figures.fragments().needed(), "needed", "needed " + figures.fragments().needed());
    out.raw(columns.marks(BOTTOM + 9)).raw(columns.numbers(BOTTOM + 32));
    out.raw("</svg>").raw(LEGEND);
    return out.toString();
  }

  private static final String LEGEND =
      "<p class=\"legend\"><span><i class=\"box b1\"></i>stored: it told the device something new"
          + "</span><span><i class=\"box b2\"></i>redundant or after the image was whole</span>"
          + Columns.LEGEND
          + "</p>";

  private void grid() {
    for (double tick : count.ticks(4)) {
      double y = count.at(tick);
      out.add("<path class=\"grid\" d=\"M%s %sH%s\"/>", LEFT, y, RIGHT);
      out.add("<text class=\"num end\" x=\"%s\" y=\"%s\">%s</text>", LEFT - 8, y + 4, tick);
    }
    out.add("<text class=\"axis\" x=\"0\" y=\"%s\">fragments</text>", TOP - 12);
  }

  private void bar(DeviceResult device) {
    DeviceCampaign there = device.campaigns().get(campaign);
    double stored = count.at(there.stored());
    double top = count.at(there.received());
    double x = columns.x(device);
    double width = columns.width();
    out.add("<g><title>device %s: %s received, ", device.number(), there.received());
    out.add("%s of them new, %s needed</title>", there.stored(), there.needed());
    out.add("<path class=\"b2\" d=\"M%s %sh%sV%sh-%sz\"/>", x, top, width, stored, width);
    out.add("<path class=\"b1\" d=\"M%s %sh%sV%sh-%sz\"/></g>", x, stored, width, BOTTOM, width);
  }

  private void line(int value, String style, String label) {
    double y = count.at(value);
    out.add("<path class=\"line %s\" d=\"M%s %sH%s\"/>", style, LEFT, y, RIGHT);
    out.add("<text class=\"linename\" x=\"%s\" y=\"%s\">%s</text>", RIGHT, y - 4, label);
  }
}
