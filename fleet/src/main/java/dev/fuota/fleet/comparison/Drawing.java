package dev.fuota.fleet.comparison;

import dev.fuota.report.Axis;
import dev.fuota.report.Markup;
import dev.fuota.report.Picture;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Three panels, a row in each for each mode: successes, air time, duration. */
final class Drawing {
  private static final double WIDTH = 960;
  private static final double LEFT = 190;
  private static final double PANEL = 230;
  private static final double GAP = 26;
  private static final double TOP = 44;
  private static final double ROW = 40;
  private static final double BOX = 14;
  private static final double HEIGHT = TOP + ROW * Mode.values().length + 34;
  private static final int TICKS = 4;
  private static final List<Mode> ROWS = List.of(Mode.values());

  private static final String STYLE =
      """
      .row { fill: var(--ink); text-anchor: end; } .head { fill: var(--ink); font-weight: 600; } .mid { text-anchor: middle; }
      .grid { stroke: var(--line); } .whisker { stroke: var(--muted); } .bar { fill: var(--bar); } .box { fill: var(--bar-soft); }
      .median { stroke: var(--bar); stroke-width: 3; }
      """;

  private final Comparison comparison;
  private final int seeds;
  private final Markup out;

  private Drawing(Comparison comparison) {
    this.comparison = comparison;
    this.seeds = comparison.of(Mode.SEEDS).size();
    String words = " campaigns in each mode: how many succeed, air time and duration";
    this.out = Picture.begin(WIDTH, HEIGHT, seeds + words, STYLE);
  }

  static String of(Comparison comparison) {
    return new Drawing(comparison).draw();
  }

  private String draw() {
    for (Mode mode : Mode.values()) {
      out.add("<text class=\"row\" x=\"%s\" y=\"%s\">", LEFT - 12, middle(mode) + 4);
      out.add("%s</text>\n", mode.label());
    }
    successes();
    boxes(1, "air time, s", comparison::airTime);
    boxes(2, "first fragment to verdict, min", comparison::minutes);
    return out.raw("</svg>\n").toString();
  }

  private static double middle(Mode mode) {
    return TOP + ROW * (ROWS.indexOf(mode) + 0.5);
  }

  private static double left(int panel) {
    return LEFT + panel * (PANEL + GAP);
  }

  private Axis panel(int number, String head, double most) {
    double left = left(number);
    Axis axis = new Axis(most, left, left + PANEL);
    double bottom = TOP + ROW * Mode.values().length;
    for (double tick : axis.ticks(TICKS)) {
      out.add("<path class=\"grid\" d=\"M%s %sV%s\"/>", axis.at(tick), TOP - 6, bottom);
      out.add("<text class=\"mid\" x=\"%s\" y=\"%s\">", axis.at(tick), bottom + 18);
      out.add("%s</text>\n", tick);
    }
    out.add("<text class=\"head\" x=\"%s\" y=\"%s\">%s</text>\n", left, TOP - 20, head);
    return axis;
  }

  private void successes() {
    Axis axis = panel(0, "campaigns that succeed, of " + seeds, seeds);
    for (Mode mode : Mode.values()) {
      long count = comparison.successes(mode);
      double y = middle(mode) - BOX / 2;
      double width = axis.at((double) count) - left(0);
      out.add("<g><title>%s: %s of %s</title>", mode.label(), count, seeds);
      out.add("<rect class=\"bar\" x=\"%s\" y=\"%s\" ", left(0), y);
      out.add("width=\"%s\" height=\"%s\"/></g>\n", width, BOX);
    }
  }

  private void boxes(int number, String head, Function<Mode, Quartiles> figures) {
    double most = 1;
    for (Mode mode : Mode.values()) {
      most = Math.max(most, figures.apply(mode).most());
    }
    Axis axis = panel(number, head, most * 1.04);
    for (Mode mode : Mode.values()) {
      box(axis, mode, figures.apply(mode));
    }
  }

  private void box(Axis axis, Mode mode, Quartiles of) {
    double y = middle(mode);
    double top = y - BOX / 2;
    String words =
        String.format(
            Locale.ROOT,
            "%s: %.1f, quartiles %.1f and %.1f, from %.1f to %.1f",
            mode.label(),
            of.median(),
            of.low(),
            of.high(),
            of.least(),
            of.most());
    out.add("<g><title>%s</title>", words);
    out.add(
        "<path class=\"whisker\" d=\"M%s %sH%s\"/>", axis.at(of.least()), y, axis.at(of.most()));
    out.add("<rect class=\"box\" x=\"%s\" y=\"%s\" ", axis.at(of.low()), top);
    double width = axis.at(of.high()) - axis.at(of.low());
    out.add("width=\"%s\" height=\"%s\"/>", width, BOX);
    out.add("<path class=\"median\" d=\"M%s %sv%s\"/></g>\n", axis.at(of.median()), top, BOX);
  }
}
