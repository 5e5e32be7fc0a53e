package dev.fuota.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A drawing with a scale at its left, which begins with 0, and one below: curves, areas, bars and
 * lines as inline SVG, whose classes {@code report.css} gives their colours.
 */
public final class Plot {
  /** More corners than this are no finer for the eye: steps come at whole units then. */
  private static final int CORNERS_MAX = 500;

  private static final double MARGIN = 16;
  private static final double CHARACTER = 7;

  /**
   * Units of the drawing; its text has 12 to 13 of them.
   *
   * @param left of it numbers stand
   * @param top above it the name of the scale stands
   * @param ticks that numbers below have room for
   */
  public record Size(double width, double height, double left, double top, int ticks) {
    /** As wide as a page. */
    public static final Size WIDE = new Size(1000, 300, 56, 34, 8);

    /** As wide as half a page, or as a telephone. */
    public static final Size NARROW = new Size(440, 270, 52, 34, 4);

    /** The same, with more or less room above. */
    public Size withTop(double units) {
      return new Size(width, height - top + units, left, units, ticks);
    }

    double right() {
      return width - MARGIN;
    }

    double bottom() {
      return height - 44;
    }
  }

  private final Size size;
  private final Axis across;
  private final Axis up;
  private final Markup out = new Markup();

  /**
   * An empty drawing.
   *
   * @param words what it says, for those who do not see it
   * @param least at the left
   * @param most at the right
   * @param high at the top
   */
  public Plot(Size size, String words, double least, double most, double high) {
    this.size = size;
    this.across = new Axis(least, most > least ? most : least + 1, size.left(), size.right());
    this.up = new Axis(high > 0 ? high : 1, size.bottom(), size.top());
    out.add("<svg viewBox=\"0 0 %s %s\" role=\"img\">", size.width(), size.height());
    out.add("<title>%s</title>", words);
  }

  /** Lines across, at whole numbers. */
  public Plot grid(String label) {
    return grid(label, up.ticks(5), tick -> Say.number((long) tick));
  }

  /** Lines across, at round numbers. */
  public Plot grid(String label, DoubleFunction<String> say) {
    return grid(label, up.fineTicks(5), say);
  }

  private Plot grid(String label, List<Double> ticks, DoubleFunction<String> say) {
    for (double tick : ticks) {
      double y = up.at(tick);
      out.add("<path class=\"grid\" d=\"M%s %sH%s\"/>", size.left(), y, size.right());
      out.add("<text class=\"num end\" x=\"%s\" y=\"%s\">", size.left() - 6, y + 4);
      out.add("%s</text>", say.apply(tick));
    }
    out.add("<text class=\"axis\" x=\"0\" y=\"%s\">%s</text>", size.top() - 18, label);
    return this;
  }

  /** Times in seconds below. */
  public Plot times(String label) {
    return below(label, across.timeTicks(size.ticks()), Say::clock);
  }

  /** Whole numbers below. */
  public Plot numbers(String label) {
    return below(label, across.ticks(size.ticks()), tick -> Say.number((long) tick));
  }

  /** Round numbers below. */
  public Plot numbers(String label, DoubleFunction<String> say) {
    return below(label, across.fineTicks(size.ticks()), say);
  }

  private Plot below(String label, List<Double> ticks, DoubleFunction<String> say) {
    for (double tick : ticks) {
      double x = across.at(tick);
      String text = say.apply(tick);
      boolean atTheEdge = x + text.length() * CHARACTER / 2 > size.width();
      out.add("<path class=\"tick\" d=\"M%s %sv5\"/>", x, size.bottom());
      out.add("<text class=\"%s\" ", atTheEdge ? "num end" : "num mid");
      out.add(
          "x=\"%s\" y=\"%s\">%s</text>", atTheEdge ? size.width() : x, size.bottom() + 19, text);
    }
    out.add("<text class=\"axis end\" x=\"%s\" y=\"%s\">", size.right(), size.height() - 6);
    out.add("%s</text>", label);
    return this;
  }

  /** A line that rises by 1 at each of the values, which are sorted. */
  public Plot rising(String style, double[] sorted, String words) {
    return rising(style, sorted, 1, words);
  }

  /** A line that rises by as much at each of the values, which are sorted. */
  public Plot rising(String style, double[] sorted, double by, String words) {
    out.add("<path class=\"curve %s\" d=\"%s\">", style, steps(sorted, by));
    out.add("<title>%s</title></path>", words);
    return this;
  }

  /** A line through points. */
  public Plot line(String style, double[] values, double[] heights) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      path.append(i == 0 ? 'M' : 'L').append(Markup.coordinate(across.at(values[i])));
      path.append(' ').append(Markup.coordinate(up.at(heights[i])));
    }
    out.add("<path class=\"curve %s\" d=\"%s\"/>", style, path);
    return this;
  }

  /** The area below a line that rises by 1 at each of the values, which are sorted. */
  public Plot risingArea(String style, double[] sorted, String words) {
    out.add("<path class=\"%s\" d=\"%sV%sz\">", style, steps(sorted, 1), size.bottom());
    out.add("<title>%s</title></path>", words);
    return this;
  }

  private String steps(double[] sorted, double by) {
    int drawn = Arrays.binarySearch(sorted, Math.nextUp(across.max()));
    int end = drawn < 0 ? -drawn - 1 : drawn;
    boolean coarse = end > CORNERS_MAX;
    StringBuilder path = new StringBuilder();
    double last = coordinate(end == 0 ? across.max() : sorted[0], coarse);
    path.append('M').append(Markup.coordinate(last));
    path.append(' ').append(Markup.coordinate(size.bottom()));
    for (int i = 0; i < end; i++) {
      boolean more = i + 1 < end;
      double next = more ? coordinate(sorted[i + 1], coarse) : across.to();
      if (next > last || !more) {
        path.append('V').append(Markup.coordinate(up.at(by * (i + 1))));
        path.append('H').append(Markup.coordinate(next));
        last = next;
      }
    }
    return path.toString();
  }

  private double coordinate(double value, boolean coarse) {
    double x = across.at(value);
    return coarse ? Math.floor(x) : x;
  }

  /**
   * A bar for each bin that has something.
   *
   * @param under where each begins, for bars on top of others
   */
  public Plot bars(String style, Bins bins, long[] counts, long[] under) {
    double gap = Math.min(1, (across.at(bins.edge(1)) - across.at(bins.edge(0))) / 4);
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        double foot = up.at((double) under[i]);
        double head = Math.min(up.at((double) under[i] + counts[i]), foot - 1);
        path.append('M').append(Markup.coordinate(across.at(bins.edge(i))));
        path.append(' ').append(Markup.coordinate(foot));
        path.append('V').append(Markup.coordinate(head));
        path.append('H').append(Markup.coordinate(across.at(bins.edge(i + 1)) - gap));
        path.append('V').append(Markup.coordinate(foot)).append('z');
      }
    }
    out.add("<path class=\"%s\" d=\"%s\"/>", style, path);
    return this;
  }

  /** A bar as high as {@code value}, over the whole of {@code bins}. */
  public Plot column(String style, Bins bins, double value) {
    double left = across.at(bins.from());
    double right = across.at(bins.end());
    double head = Math.min(up.at(value), size.bottom() - 1);
    out.add("<path class=\"%s\" d=\"M%s %sV%s", style, left, size.bottom(), head);
    out.add("H%sV%sz\"/>", right - Math.min(1, (right - left) / 4), size.bottom());
    return this;
  }

  /** Only the name of the scale below. */
  public Plot below(String label) {
    return below(label, List.of(), Markup::coordinate);
  }

  /** The same on the ground. */
  public Plot bars(String style, Bins bins, long[] counts) {
    return bars(style, bins, counts, new long[counts.length]);
  }

  /** A line across, with its name on it. */
  public Plot level(String style, double value, String label) {
    double y = up.at(value);
    out.add("<path class=\"line %s\" d=\"M%s %sH%s\"/>", style, size.left(), y, size.right());
    out.add("<text class=\"linename\" x=\"%s\" y=\"%s\">%s</text>", size.right(), y - 4, label);
    return this;
  }

  /**
   * A line upwards, with its name beside it.
   *
   * @param row 0 at the top; names of lines that are near each other take different ones
   */
  public Plot mark(String style, double value, String label, int row) {
    double x = across.at(value);
    double y = size.top() + 11 + 15 * row;
    boolean leftwards = x + label.length() * CHARACTER + 6 > size.right();
    out.add("<path class=\"line %s\" d=\"M%s %sV%s\"/>", style, x, size.bottom(), size.top());
    out.add("<text class=\"linename %s\" ", leftwards ? "" : "start");
    out.add("x=\"%s\" y=\"%s\">%s</text>", x + (leftwards ? -5 : 5), y, label);
    return this;
  }

  /** Where a value stands, for what is drawn besides. */
  public double x(double value) {
    return across.at(value);
  }

  /** Takes what is drawn besides. */
  public Plot raw(CharSequence markup) {
    out.raw(markup);
    return this;
  }

  /** The drawing with its end. */
  @Override
  public String toString() {
    return out + "</svg>";
  }
}
