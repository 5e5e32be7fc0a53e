package dev.fuota.fleet.page;

import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.GatewayLine;
import dev.fuota.report.Bins;
import dev.fuota.report.Body;
import dev.fuota.report.HtmlTable;
import dev.fuota.report.Plot;
import dev.fuota.report.Say;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** What each gateway sent, as a share of the time that its cell took. */
final class Gateways {
  /** Fewer than this many columns are not drawn wider. */
  private static final int COLUMNS_MIN = 12;

  private static final int COLUMNS_MAX = 200;
  private static final int ROWS_MAX = 20;
  private static final double ROOM = 1.12;

  private final List<Line> lines;
  private final OptionalDouble limit;

  private record Line(GatewayLine gateway, double share) {}

  /**
   * Draws the gateways of all cells.
   *
   * @param limit the most of any hour that a gateway may send in; empty: there is none
   */
  Gateways(Census census, OptionalDouble limit) {
    this.lines =
        census.result().cells().stream()
            .flatMap(cell -> cell.gateways().stream().map(it -> new Line(it, share(cell, it))))
            .sorted(Comparator.comparingDouble(Line::share).reversed())
            .toList();
    this.limit = limit;
  }

  private static double share(CellResult cell, GatewayLine gateway) {
    return cell.took().isZero() ? 0 : (double) gateway.airTime().toNanos() / cell.took().toNanos();
  }

  String draw() {
    if (lines.isEmpty()) {
      return Histograms.nothing("There was no gateway.");
    }
    double busiest = lines.get(0).share();
    double high = Math.max(busiest, limit.orElse(0)) * ROOM;
    int columns = Math.min(lines.size(), COLUMNS_MAX);
    Plot plot = new Plot(Plot.Size.NARROW, words(), 0, Math.max(columns, COLUMNS_MIN), high);
    plot.grid("share of the time", Say::percent);
    for (int column = 0; column < columns; column++) {
      double share = lines.get(first(column, columns)).share();
      String style = limit.isPresent() && share > limit.getAsDouble() ? "bad" : "b1";
      plot.column(style, new Bins(column, 1, 1), share);
    }
    plot.below(
        Say.count(lines.size(), "gateway") + (lines.size() > 1 ? ", the busiest first" : ""));
    limit.ifPresent(most -> plot.level("limit", most, "limit " + Say.percent(most)));
    return plot.toString();
  }

  /** Where there are more gateways than columns, a column is the busiest of some. */
  private int first(int column, int columns) {
    return (int) ((long) column * lines.size() / columns);
  }

  private String words() {
    String words =
        "Air time of "
            + Say.count(lines.size(), "gateway")
            + ": the busiest sent in "
            + Say.percent(lines.get(0).share())
            + " of the time";
    return words + limitWords() + ".";
  }

  private String limitWords() {
    return limit.isPresent() ? "; the limit is " + Say.percent(limit.getAsDouble()) : "";
  }

  String below() {
    HtmlTable table = new HtmlTable("r:cell|gateway|r:heard|r:sent|r:air time|r:share|r:refused");
    for (Line line : lines.subList(0, Math.min(ROWS_MAX, lines.size()))) {
      GatewayLine it = line.gateway();
      table.row().number(it.cell()).code(it.id()).number(Say.number(it.heard()));
      table.number(Say.number(it.sent())).number(Say.duration(it.airTime().toMillis() / 1000.0));
      table.number(Say.percent(line.share())).number(refusals(it));
    }
    String rest =
        lines.size() > ROWS_MAX
            ? Histograms.nothing("The table has the " + ROWS_MAX + " busiest.")
            : "";
    return Body.asTable(table) + rest;
  }

  private static String refusals(GatewayLine gateway) {
    StringBuilder text = new StringBuilder(Say.number(gateway.refused()));
    gateway
        .refusals()
        .forEach((why, count) -> text.append(", ").append(why).append(' ').append(count));
    return text.toString();
  }
}
