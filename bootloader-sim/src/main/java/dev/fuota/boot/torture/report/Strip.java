package dev.fuota.boot.torture.report;

import dev.fuota.report.Markup;
import java.util.function.IntFunction;

/**
 * A row of cells, left to right. Neighbours that look alike are one shape, so that a map of a
 * hundred thousand runs stays small.
 *
 * @param left coordinate of the first cell
 * @param right coordinate behind the last cell
 * @param cells how many there are
 */
record Strip(double left, double right, int cells) {

  /**
   * Draws the row.
   *
   * @param style the class of a cell; empty for a cell that is not drawn
   */
  void draw(Markup out, double y, double height, IntFunction<String> style) {
    int from = 0;
    String look = cells > 0 ? style.apply(0) : "";
    for (int cell = 1; cell <= cells; cell++) {
      String next = cell < cells ? style.apply(cell) : "end";
      if (!next.equals(look)) {
        if (!look.isEmpty()) {
          shape(out, look, from, cell, y, height);
        }
        from = cell;
        look = next;
      }
    }
  }

  private void shape(Markup out, String look, int from, int end, double y, double height) {
    double width = x(end) - x(from);
    out.add("<path class=\"%s\" d=\"M%s %s", look, x(from), y);
    out.add("h%sv%sh-%sz\"/>", width, height, width);
  }

  double x(double cell) {
    return cells == 0 ? left : left + (right - left) * cell / cells;
  }
}
