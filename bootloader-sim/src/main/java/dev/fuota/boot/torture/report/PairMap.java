package dev.fuota.boot.torture.report;

import dev.fuota.boot.torture.Outcome;
import dev.fuota.boot.torture.ScenarioResult;
import dev.fuota.boot.torture.ScenarioResult.Pair;
import dev.fuota.report.Axis;
import dev.fuota.report.Markup;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of cuts: the operation of the first from left to right, that of the second, counted from
 * the first, from top to bottom. Many operations share a cell, which shows the worst of them.
 */
final class PairMap {
  private static final double LEFT = 118;
  private static final double RIGHT = 990;
  private static final int COLUMNS = 218;
  private static final int ROWS = 60;
  private static final double CELL = 4;
  private static final int TICKS = 12;

  private final ScenarioResult result;
  private final int firsts;
  private final int seconds;
  private final int columns;
  private final int rows;
  private final @Nullable Outcome[][] worst;
  private final Markup out = new Markup();

  private PairMap(ScenarioResult result) {
    this.result = result;
    this.firsts = result.pairs().stream().mapToInt(Pair::first).max().orElse(1);
    this.seconds = result.pairs().stream().mapToInt(Pair::second).max().orElse(1);
    this.columns = Math.min(COLUMNS, firsts);
    this.rows = Math.min(ROWS, seconds);
    this.worst = new @Nullable Outcome[rows][columns];
    result.pairs().forEach(this::place);
  }

  static String draw(ScenarioResult result) {
    return new PairMap(result).draw();
  }

  private void place(Pair pair) {
    int column = (int) ((pair.first() - 1L) * columns / firsts);
    int row = (int) ((pair.second() - 1L) * rows / seconds);
    @Nullable Outcome there = worst[row][column];
    if (there == null || there.compareTo(pair.worst()) < 0) {
      worst[row][column] = pair.worst();
    }
  }

  private String draw() {
    double top = 6;
    double bottom = top + rows * height();
    out.add("<svg class=\"dense\" viewBox=\"0 0 1000 %s\" role=\"img\">", bottom + 34);
    out.add("<title>Worst outcome of pairs of cuts, %s.</title>", result.scenario().label());
    Strip strip = new Strip(LEFT, RIGHT, columns);
    for (int row = 0; row < rows; row++) {
      @Nullable Outcome[] cells = worst[row];
      strip.draw(out, top + row * height(), height(), column -> style(cells[column]));
    }
    axes(top, bottom);
    return out.raw("</svg>").toString();
  }

  private double height() {
    return rows < ROWS / 2 ? 2 * CELL : CELL;
  }

  private static String style(@Nullable Outcome outcome) {
    return outcome == null ? "none" : Legend.style(outcome);
  }

  private void axes(double top, double bottom) {
    Axis across = new Axis(firsts, LEFT, RIGHT);
    for (double tick : across.ticks(TICKS)) {
      out.add("<path class=\"tick\" d=\"M%s %sv5\"/>", across.at(tick), bottom);
      out.add("<text class=\"num mid\" x=\"%s\" y=\"%s\">", across.at(tick), bottom + 18);
      out.add("%s</text>", tick);
    }
    Axis down = new Axis(seconds, top, bottom);
    for (double tick : down.ticks(4)) {
      out.add("<text class=\"num end\" x=\"%s\" y=\"%s\">", LEFT - 8, down.at(tick) + 4);
      out.add("%s</text>", tick);
    }
    out.add("<text class=\"end\" x=\"%s\" y=\"%s\">", RIGHT, bottom + 32);
    out.raw("first cut at operation; from top to bottom: second cut, operations later</text>");
  }
}
