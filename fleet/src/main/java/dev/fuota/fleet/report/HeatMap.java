package dev.fuota.fleet.report;

import dev.fuota.fleet.demo.CampaignResult;
import dev.fuota.fleet.demo.DemoResult;
import dev.fuota.fleet.demo.DeviceResult;
import dev.fuota.fleet.demo.Milestone;
import dev.fuota.fleet.demo.Passage;
import dev.fuota.report.Markup;
import dev.fuota.report.Say;
import dev.fuota.report.Shades;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Devices from left to right, milestones from top to bottom. A cell is the darker the later the
 * device came to the milestone, compared with the others: the ranges of the milestones themselves
 * stand at the right. So stragglers show as streaks.
 */
final class HeatMap {
  private static final double WIDTH = 1000;
  private static final double LEFT = 158;
  private static final double RIGHT = 862;
  private static final double TOP = 8;
  private static final double ROW = 19;
  private static final List<Milestone> ROWS = List.of(Milestone.values());

  private final DemoResult result;
  private final int campaign;
  private final CampaignResult figures;
  private final Columns columns;
  private final Map<Milestone, double[]> times = new EnumMap<>(Milestone.class);
  private final Markup out = new Markup();

  private HeatMap(DemoResult result, int campaign) {
    this.result = result;
    this.campaign = campaign;
    this.figures = result.campaigns().get(campaign);
    this.columns = new Columns(result.devices(), LEFT, RIGHT);
    for (Milestone milestone : ROWS) {
      times.put(milestone, sortedTimes(milestone));
    }
  }

  static String draw(DemoResult result, int campaign) {
    return new HeatMap(result, campaign).draw();
  }

  private String draw() {
    String id = "heat" + campaign;
    double bottom = top(ROWS.size());
    double height = bottom + 42;
    out.add("<svg class=\"%s\" ", columns.style());
    out.add("viewBox=\"0 0 %s %s\" role=\"img\" aria-labelledby=\"%s\">", WIDTH, height, id);
    out.add(
        "<title id=\"%s\">When each device came to each stage, %s.</title>", id, figures.name());
    for (int row = 0; row < ROWS.size(); row++) {
      rowLabels(ROWS.get(row), top(row) + ROW - 5);
    }
    result.devices().forEach(this::column);
    rowGaps();
    out.raw(columns.marks(bottom + 8)).raw(columns.numbers(bottom + 30));
    return out.raw("</svg>").toString();
  }

  static String legend() {
    return new Markup()
        .raw("<p class=\"legend\"><span>first to come")
        .raw(Shades.legend())
        .raw("last to come</span><span><i class=\"box no\"></i>refused by the device</span>")
        .raw("<span><i class=\"box none\"></i>not reached</span>")
        .raw(Columns.LEGEND)
        .raw("</p>")
        .toString();
  }

  private void rowLabels(Milestone milestone, double y) {
    out.add("<text class=\"row end\" x=\"%s\" y=\"%s\">%s</text>", LEFT - 8, y, milestone.label());
    double[] sorted = times.getOrDefault(milestone, new double[0]);
    String range =
        sorted.length == 0
            ? "—"
            : Say.clock(sorted[0]) + " – " + Say.clock(sorted[sorted.length - 1]);
    out.add("<text class=\"num\" x=\"%s\" y=\"%s\">%s</text>", RIGHT + 8, y, range);
  }

  private void rowGaps() {
    for (int row = 1; row < ROWS.size(); row++) {
      out.add("<path class=\"gap\" d=\"M%s %sH%s\"/>", LEFT, top(row), RIGHT);
    }
  }

  private void column(DeviceResult device) {
    out.add("<g><title>device %s, %s: ", device.number(), device.role().description());
    out.add("%s</title>", device.campaigns().get(campaign).outcome());
    int from = 0;
    for (int row = 1; row <= ROWS.size(); row++) {
      String shade = shade(device, ROWS.get(from));
      if (row == ROWS.size() || !shade(device, ROWS.get(row)).equals(shade)) {
        cells(device, from, row, shade);
        from = row;
      }
    }
    out.raw("</g>");
  }

  /** Rows {@code from} to {@code to} of one column have one shade: one rectangle, few octets. */
  private void cells(DeviceResult device, int from, int to, String shade) {
    double height = (to - from) * ROW;
    double width = columns.width();
    out.add("<path class=\"%s\" d=\"M%s %s", shade, columns.x(device), top(from));
    out.add("h%sv%sh-%sz\"/>", width, height, width);
  }

  private String shade(DeviceResult device, Milestone milestone) {
    Optional<Passage> passage = device.campaigns().get(campaign).passage(milestone);
    if (passage.isEmpty()) {
      return "none";
    }
    double[] sorted = times.getOrDefault(milestone, new double[0]);
    return passage.get().refused() ? "no" : Shades.style(sorted, passage.get().seconds());
  }

  private double[] sortedTimes(Milestone milestone) {
    return result.devices().stream()
        .flatMap(device -> device.campaigns().get(campaign).passage(milestone).stream())
        .mapToDouble(Passage::seconds)
        .sorted()
        .toArray();
  }

  private static double top(int row) {
    return TOP + row * ROW;
  }
}
