package dev.fuota.tests.bench;

import dev.fuota.report.Axis;
import dev.fuota.report.Markup;
import dev.fuota.report.Picture;
import dev.fuota.report.Say;
import java.util.List;
import java.util.Locale;

/**
 * Processor time by the size of a fleet. Both scales are logarithmic, so that equal cost for each
 * device is a straight line; the one through the largest fleet is drawn.
 */
final class FleetCostChart {
  private static final double WIDTH = 760;
  private static final double HEIGHT = 420;
  private static final double LEFT = 64;
  private static final double RIGHT = WIDTH - 44;
  private static final double TOP = 52;
  private static final double BOTTOM = HEIGHT - 56;
  private static final double RADIUS = 4;

  /** Logarithms of devices at both sides, for the figures beside the points. */
  private static final double MARGIN = 0.25;

  private static final int TICKS = 8;

  private static final String STYLE =
      """
      .head { fill: var(--ink); font-weight: 600; } .end { text-anchor: end; } .mid { text-anchor: middle; }
      .grid { stroke: var(--line); } .curve { fill: none; stroke: var(--bar); stroke-width: 2.2; } .dot { fill: var(--bar); }
      .equal { stroke: var(--muted); stroke-width: 1.4; stroke-dasharray: 5 4; }
      .value { fill: var(--ink); paint-order: stroke; stroke: var(--raised); stroke-width: 4px; stroke-linejoin: round; }
      """;

  private final List<FleetCost> costs;
  private final double each;
  private final Axis across;
  private final Axis up;
  private final Markup out;

  private FleetCostChart(List<FleetCost> costs) {
    this.costs = costs;
    FleetCost first = costs.get(0);
    FleetCost last = costs.get(costs.size() - 1);
    this.each = last.processor() / last.devices();
    double least = each * first.devices();
    double most = 0;
    for (FleetCost cost : costs) {
      least = Math.min(least, cost.processor());
      most = Math.max(most, cost.processor());
    }
    double left = Math.log10(first.devices()) - MARGIN;
    this.across = new Axis(left, Math.log10(last.devices()) + MARGIN, LEFT, RIGHT);
    double bottom = Math.floor(Math.log10(least));
    this.up = new Axis(bottom, Math.ceil(Math.log10(most)), BOTTOM, TOP);
    String words =
        String.format(
            Locale.ROOT,
            "Processor time of a campaign by the size of the fleet, %s to %s devices, beside the"
                + " line of equal cost for each device",
            Say.number(first.devices()),
            Say.number(last.devices()));
    this.out = Picture.begin(WIDTH, HEIGHT, words, STYLE);
  }

  /**
   * Draws it.
   *
   * @param costs of two sizes and more, the smallest first
   */
  static String of(List<FleetCost> costs) {
    return new FleetCostChart(costs).draw();
  }

  private String draw() {
    out.add("<text class=\"head\" x=\"%s\" y=\"24\">processor time, s</text>\n", LEFT);
    for (double power : up.ticks(TICKS)) {
      double y = up.at(power);
      out.add("<path class=\"grid\" d=\"M%s %sH%s\"/>", LEFT, y, RIGHT);
      out.add("<text class=\"end\" x=\"%s\" y=\"%s\">%s</text>\n", LEFT - 8, y + 4, power(power));
    }
    for (double power : across.ticks(TICKS)) {
      double x = across.at(power);
      out.add("<path class=\"grid\" d=\"M%s %sV%s\"/>", x, BOTTOM, TOP);
      out.add("<text class=\"mid\" x=\"%s\" y=\"%s\">%s</text>\n", x, BOTTOM + 20, power(power));
    }
    out.add("<text class=\"head end\" x=\"%s\" y=\"%s\">devices</text>\n", RIGHT, HEIGHT - 12);
    equal();
    out.add("<path class=\"curve\" d=\"%s\"/>\n", path());
    costs.forEach(this::point);
    return out.raw("</svg>\n").toString();
  }

  /** One needs decimals below 1 only. */
  private static String power(double exponent) {
    double value = Math.pow(10, exponent);
    return exponent < 0 ? Double.toString(value) : Say.number(Math.round(value));
  }

  private void equal() {
    int few = costs.get(0).devices();
    int many = costs.get(costs.size() - 1).devices();
    String line = corner('M', few, few * each) + corner('L', many, many * each);
    out.add("<path class=\"equal\" d=\"%s\"/>\n", line);
    String label = String.format(Locale.ROOT, "dashed: %.2f ms for each device", each * 1e3);
    out.add("<text class=\"end\" x=\"%s\" y=\"24\">%s</text>\n", RIGHT, label);
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (FleetCost cost : costs) {
      path.append(corner(path.isEmpty() ? 'M' : 'L', cost.devices(), cost.processor()));
    }
    return path.toString();
  }

  private String corner(char command, int devices, double seconds) {
    return command + Markup.coordinate(x(devices)) + " " + Markup.coordinate(y(seconds));
  }

  private double x(int devices) {
    return across.at(Math.log10(devices));
  }

  private double y(double seconds) {
    return up.at(Math.log10(seconds));
  }

  private void point(FleetCost cost) {
    double x = x(cost.devices());
    double y = y(cost.processor());
    String seconds =
        String.format(Locale.ROOT, cost.processor() < 10 ? "%.2f s" : "%.0f s", cost.processor());
    out.add("<g><title>%s devices: %s of processors, ", Say.number(cost.devices()), seconds);
    out.add("%s ms each</title>", cost.each());
    out.add("<circle class=\"dot\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>", x, y, RADIUS);
    out.add("<text class=\"value end\" x=\"%s\" y=\"%s\">%s</text></g>\n", x - 8, y - 6, seconds);
  }
}
